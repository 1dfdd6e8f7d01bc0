package dev.webshocket.internal.types;

import static org.assertj.core.api.Assertions.assertThat;

import dev.webshocket.internal.codec.Binding;
import dev.webshocket.internal.codec.Codec;
import dev.webshocket.internal.codec.JsonCodec;
import dev.webshocket.internal.codec.MessageCost;
import dev.webshocket.internal.codec.MsgpackCodec;
import dev.webshocket.internal.codec.ValueReader;
import dev.webshocket.packet.Packet;
import dev.webshocket.packet.RpcErrorCode;
import dev.webshocket.packet.RpcRequest;
import dev.webshocket.packet.RpcResponse;
import dev.webshocket.support.CompiledSource;
import dev.webshocket.support.EngineServer;
import dev.webshocket.support.WireClient;
import dev.webshocket.support.WireClient.Wire;
import java.lang.reflect.Method;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import net.jqwik.api.Data;
import net.jqwik.api.ForAll;
import net.jqwik.api.FromData;
import net.jqwik.api.Property;
import net.jqwik.api.ShrinkingMode;
import net.jqwik.api.Tuple;
import net.jqwik.api.Tuple.Tuple1;

/**
 * Types and values that are made up together: a service with a method for each type, which gives back what it gets. What fits
 * comes back as it was, what does not is refused, in every encoding, and neither takes long. How many services, and from which
 * seed on, are the system properties {@code types.seeds} and {@code types.first}.
 */
class GeneratedTypesProperties {

    private static final long SEEDS = Long.getLong("types.seeds", 3);
    private static final long FIRST = Long.getLong("types.first", 1);

    private static final int TYPES = 30;
    private static final int VALUES = 8;

    private static final int MEGABYTE = 1 << 20;

    /** What a message may hold by default. */
    private static final int MOST_VALUES = 100_000;

    private static final Duration MOST = Duration.ofMillis(50);

    private final Binding binding = new Binding();

    @Data
    Iterable<Tuple1<Long>> seeds() {
        return LongStream.range(FIRST, FIRST + SEEDS).mapToObj(Tuple::of).toList();
    }

    @Property(shrinking = ShrinkingMode.OFF)
    @FromData("seeds")
    void whatFitsComesBackAndTheRestIsRefused(@ForAll long seed) throws Exception {
        Random random = new Random(seed);
        List<GeneratedType> types = types(random);
        Class<?> handler = handler(types);
        try (EngineServer server =
                EngineServer.start(handler.getDeclaredConstructor().newInstance())) {
            for (Wire wire : Wire.values()) {
                try (WireClient client = WireClient.connect(server.uri("/ws"), wire)) {
                    for (int i = 0; i < TYPES * VALUES; i++) {
                        GeneratedType type = types.get(i % TYPES);
                        Object fitting = type.fitting(random);
                        String method = "m" + i % TYPES;
                        fits(client, method, type, fitting, "seed " + seed + ", " + wire);
                        doesNotFit(client, method, type, type.unfit(fitting, random), "seed " + seed + ", " + wire);
                    }
                }
            }
        }
    }

    private static void fits(WireClient client, String method, GeneratedType type, Object value, String where)
            throws Exception {
        RpcResponse taken = client.call(method, value);

        assertThat(taken.error())
                .as(() -> described(where, type, value) + " is refused: " + taken.response())
                .isNull();
        assertThat(GeneratedValues.normal(taken.response()))
                .as(() -> described(where, type, value))
                .isEqualTo(GeneratedValues.normal(type.back(value)));
    }

    private static void doesNotFit(WireClient client, String method, GeneratedType type, Object value, String where)
            throws Exception {
        if (value != GeneratedType.NONE) {
            RpcResponse refused = client.call(method, value);

            assertThat(refused.error())
                    .as(() -> described(where, type, value) + " becomes " + refused.response())
                    .isEqualTo(RpcErrorCode.RPC_INVALID_PARAMS.code());
        }
    }

    private static String described(String where, GeneratedType type, Object value) {
        Map<String, String> declarations = new LinkedHashMap<>();
        type.declare(declarations);
        return where + ": " + value + " for " + type.source() + " of\n" + String.join("", declarations.values());
    }

    /** A tenth of them, for each takes so much longer. */
    @Data
    Iterable<Tuple1<Long>> fewerSeeds() {
        return LongStream.range(FIRST, FIRST + Math.max(1, SEEDS / 10))
                .mapToObj(Tuple::of)
                .toList();
    }

    @Property(shrinking = ShrinkingMode.OFF)
    @FromData("fewerSeeds")
    void noMessageTakesLong(@ForAll long seed) throws Exception {
        Random random = new Random(seed);
        List<GeneratedType> types = types(random);
        Class<?> handler = handler(types);
        for (Codec codec :
                List.of(new JsonCodec(binding, 64, MOST_VALUES), new MsgpackCodec(binding, 64, MOST_VALUES))) {
            for (int i = 0; i < TYPES; i++) {
                Method method = method(handler, "many" + i);
                ValueReader reader = binding.readerFor(method.getGenericParameterTypes()[0]);
                byte[] message = megabyte(codec, types.get(i), random);
                String where = "seed " + seed + ", " + codec.getClass().getSimpleName();
                GeneratedType type = types.get(i);

                assertThat(MessageCost.least(codec, message, reader, MOST))
                        .as(() -> described(where, type, "values"))
                        .isLessThanOrEqualTo(MOST);
            }
        }
    }

    /** A call with a list of many values, of which at times the last does not fit. */
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
        return codec.encode(Packet.rpc(new RpcRequest("m", Arrays.asList(argument), Map.of(), "1")));
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

    private static List<GeneratedType> types(Random random) {
        GeneratedTypes types = new GeneratedTypes(random);
        return Stream.generate(types::next).limit(TYPES).toList();
    }

    private static Class<?> handler(List<GeneratedType> types) {
        Map<String, String> declarations = new LinkedHashMap<>();
        StringBuilder methods = new StringBuilder();
        for (int i = 0; i < types.size(); i++) {
            String type = types.get(i).source();
            types.get(i).declare(declarations);
            methods.append(
                    "@dev.webshocket.RpcMethod public " + type + " m" + i + "(" + type + " value) { return value; }\n");
            String many = "java.util.List<" + type + ">";
            methods.append("public " + many + " many" + i + "(" + many + " value) { return value; }\n");
        }
        String source = "package made;\n@dev.webshocket.WebSocketHandler(\"/ws\")\npublic class Handler {\n"
                + GeneratedSingle.DECLARATIONS + String.join("", declarations.values()) + methods + "}\n";
        return CompiledSource.load("made.Handler", Map.of("made.Handler", source), "-parameters", "-nowarn");
    }

    private static Method method(Class<?> handler, String name) {
        return Arrays.stream(handler.getMethods())
                .filter(each -> each.getName().equals(name))
                .findFirst()
                .orElseThrow();
    }
}
