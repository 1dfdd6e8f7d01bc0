package dev.webshocket.internal.types;

import static org.assertj.core.api.Assertions.assertThat;

import dev.webshocket.internal.codec.Binding;
import dev.webshocket.internal.codec.Codec;
import dev.webshocket.internal.codec.Encoding;
import dev.webshocket.internal.codec.MessageCost;
import dev.webshocket.internal.codec.ValueReader;
import dev.webshocket.packet.Packet;
import dev.webshocket.packet.RpcRequest;
import dev.webshocket.support.EngineServer;
import dev.webshocket.support.WireClient.Wire;
import java.lang.reflect.Type;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import net.jqwik.api.Data;
import net.jqwik.api.ForAll;
import net.jqwik.api.FromData;
import net.jqwik.api.Property;
import net.jqwik.api.ShrinkingMode;
import net.jqwik.api.Tag;
import net.jqwik.api.Tuple;
import net.jqwik.api.Tuple.Tuple1;

/**
 * Generated types and values: values that fit are returned unchanged, others are refused, in every encoding, and
 * neither takes long. The system properties {@code types.seeds} and {@code types.first} set the number of seeds and the
 * first one.
 */
@Tag("slow")
class GeneratedTypesProperties {

    private static final long SEEDS = Long.getLong("types.seeds", 3);
    private static final long FIRST = Long.getLong("types.first", 1);

    private static final int TIMES = 8;

    private static final int MEGABYTE = 1 << 20;

    /** The default limit of values in a message. */
    private static final int MOST_VALUES = 100_000;

    private final Binding binding = new Binding();

    @Data
    Iterable<Tuple1<Long>> seeds() {
        return seeds(SEEDS);
    }

    /** A tenth of them, since each takes much longer. */
    @Data
    Iterable<Tuple1<Long>> fewerSeeds() {
        return seeds(Math.max(1, SEEDS / 10));
    }

    private static List<Tuple1<Long>> seeds(long number) {
        return LongStream.range(FIRST, FIRST + number).mapToObj(Tuple::of).toList();
    }

    @Property(shrinking = ShrinkingMode.OFF)
    @FromData("seeds")
    void valuesThatFitAreReturnedAndOthersRefused(@ForAll long seed) throws Exception {
        GeneratedService service = new GeneratedService(seed);
        Object handler = service.load().getDeclaredConstructor().newInstance();
        try (EngineServer server = EngineServer.start(handler)) {
            for (Wire wire : Wire.values()) {
                service.check(server.uri("/ws"), wire, TIMES);
            }
        }
    }

    @Property(shrinking = ShrinkingMode.OFF)
    @FromData("fewerSeeds")
    void messagesAreReadQuickly(@ForAll long seed) throws Exception {
        GeneratedService service = new GeneratedService(seed);
        Class<?> handler = service.load();
        Random random = new Random(seed);
        List<Codec> codecs = List.of(
                new Codec(Encoding.JSON, binding, 64, MOST_VALUES, Set.of()),
                new Codec(Encoding.MSGPACK, binding, 64, MOST_VALUES, Set.of()));
        for (int i = 0; i < service.types().size(); i++) {
            GeneratedType type = service.types().get(i);
            ValueReader reader = binding.readerFor(parameter(handler, "many" + i));
            for (Codec codec : codecs) {
                byte[] message = megabyte(codec, type, random);
                String where = "seed " + seed + ", " + codec.getClass().getSimpleName();

                assertThat(MessageCost.least(codec, message, reader))
                        .as(() -> GeneratedService.described(where, type, "many values"))
                        .isLessThanOrEqualTo(MessageCost.MOST);
            }
        }
    }

    /** A call with a list of many values; sometimes the last does not fit. */
    private static byte[] megabyte(Codec codec, GeneratedType type, Random random) {
        List<Object> few = Stream.generate(() -> type.fitting(random)).limit(20).toList();
        long length = call(codec, few).length;
        long values = few.stream().mapToLong(GeneratedTypesProperties::values).sum();
        long times = Math.max(1, Math.min(MEGABYTE / length, (MOST_VALUES - 100) / values));
        List<Object> many = new ArrayList<>();
        for (long i = 0; i < times; i++) {
            many.addAll(few);
        }
        Object wrong = type.unfit(few.get(0), random);
        if (wrong != GeneratedType.NONE && random.nextBoolean()) {
            many.set(many.size() - 1, wrong);
        }
        return call(codec, many);
    }

    private static byte[] call(Codec codec, Object argument) {
        return codec.encode(Packet.rpc(new RpcRequest("m", List.of(argument), Map.of(), "1")));
    }

    private static long values(Object value) {
        if (value instanceof List<?> list) {
            return 1 + list.stream().mapToLong(GeneratedTypesProperties::values).sum();
        }
        return value instanceof Map<?, ?> map
                ? 1
                        + map.size()
                        + map.values().stream()
                                .mapToLong(GeneratedTypesProperties::values)
                                .sum()
                : 1;
    }

    private static Type parameter(Class<?> handler, String method) {
        return Arrays.stream(handler.getMethods())
                .filter(each -> each.getName().equals(method))
                .findFirst()
                .orElseThrow()
                .getGenericParameterTypes()[0];
    }
}
