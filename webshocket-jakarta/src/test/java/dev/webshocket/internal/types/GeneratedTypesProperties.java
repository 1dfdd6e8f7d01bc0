package dev.webshocket.internal.types;

import static org.assertj.core.api.Assertions.assertThat;

import dev.webshocket.internal.types.GeneratedType.Keyed;
import dev.webshocket.internal.types.GeneratedType.Many;
import dev.webshocket.internal.types.GeneratedType.Maybe;
import dev.webshocket.internal.types.GeneratedType.Members;
import dev.webshocket.internal.types.GeneratedType.Single;
import dev.webshocket.packet.RpcErrorCode;
import dev.webshocket.packet.RpcResponse;
import dev.webshocket.support.CompiledSource;
import dev.webshocket.support.EngineServer;
import dev.webshocket.support.WireClient;
import dev.webshocket.support.WireClient.Wire;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.ShrinkingMode;

/**
 * Types and values that are made up together: a service with a method for each type, which gives back what it gets. What fits
 * comes back as it was, what does not is refused, in every encoding.
 */
class GeneratedTypesProperties {

    private static final int TYPES = 30;
    private static final int VALUES = 8;

    private final List<Members> declared = new ArrayList<>();

    @Property(tries = 3, shrinking = ShrinkingMode.OFF)
    void whatFitsComesBackAndTheRestIsRefused(@ForAll long seed) throws Exception {
        Random random = new Random(seed);
        declared.clear();
        for (int i = 0; i < TYPES; i++) {
            declared.add(members(i, random));
        }
        Class<?> handler = CompiledSource.load("made.Handler", Map.of("made.Handler", source()), "-parameters");
        try (EngineServer server =
                EngineServer.start(handler.getDeclaredConstructor().newInstance())) {
            for (Wire wire : Wire.values()) {
                try (WireClient client = WireClient.connect(server.uri("/ws"), wire)) {
                    for (int i = 0; i < TYPES * VALUES; i++) {
                        check(client, i % TYPES, random, "seed " + seed + ", " + wire);
                    }
                }
            }
        }
    }

    private void check(WireClient client, int index, Random random, String where) throws Exception {
        Members type = declared.get(index);
        Object fitting = type.fitting(random);
        Object unfit = type.unfit(fitting, random);

        RpcResponse taken = client.call("m" + index, fitting);
        RpcResponse refused = client.call("m" + index, unfit);

        assertThat(taken.error())
                .as("%s: %s for %s", where, fitting, type.declaration())
                .isNull();
        assertThat(taken.response()).as("%s: %s", where, type.declaration()).isEqualTo(fitting);
        assertThat(refused.error())
                .as("%s: %s for %s", where, unfit, type.declaration())
                .isEqualTo(RpcErrorCode.RPC_INVALID_PARAMS.code());
    }

    private Members members(int index, Random random) {
        boolean isRecord = random.nextInt(4) > 0;
        Map<String, GeneratedType> members = new LinkedHashMap<>();
        int size = 1 + random.nextInt(4);
        for (int i = 0; i < size; i++) {
            members.put("p" + i, type(random, 3));
        }
        return new Members("made.Handler.T" + index, isRecord, members);
    }

    private GeneratedType type(Random random, int depth) {
        int kind = depth == 0 ? random.nextInt(2) : random.nextInt(8);
        GeneratedType single = Single.ALL.get(random.nextInt(Single.ALL.size()));
        return switch (kind) {
            case 0, 1 -> single;
            case 2, 3 -> declared.isEmpty() ? single : declared.get(random.nextInt(declared.size()));
            case 4 -> new Many(collection(random), type(random, depth - 1));
            // An array of bytes is binary data.
            case 5 -> new Many("[]", single.source().equals("byte") ? Single.ALL.get(0) : single);
            case 6 -> keyed(random, type(random, depth - 1));
            default -> new Maybe(single);
        };
    }

    private static String collection(Random random) {
        return List.of(
                        "java.util.List",
                        "java.util.Set",
                        "java.util.ArrayList",
                        "java.util.LinkedList",
                        "java.util.Queue",
                        "java.util.Collection")
                .get(random.nextInt(6));
    }

    private static GeneratedType keyed(Random random, GeneratedType value) {
        String map = List.of("java.util.Map", "java.util.LinkedHashMap").get(random.nextInt(2));
        return switch (random.nextInt(4)) {
            case 0 -> new Keyed(map, "Integer", List.of("1", "-7", "2147483647"), value);
            case 1 -> new Keyed(map, "java.util.concurrent.TimeUnit", List.of("DAYS", "HOURS"), value);
            case 2 -> new Keyed(map, "java.time.LocalDate", List.of("2026-01-31", "2026-02-01"), value);
            default -> new Keyed(map, "String", List.of("a", "b.c", ""), value);
        };
    }

    private String source() {
        StringBuilder source =
                new StringBuilder("package made;\n@dev.webshocket.WebSocketHandler(\"/ws\")\npublic class Handler {\n");
        for (int i = 0; i < TYPES; i++) {
            Members type = declared.get(i);
            source.append(type.declaration())
                    .append("@dev.webshocket.RpcMethod public " + type.source() + " m" + i + "(" + type.source()
                            + " value) { return value; }\n");
        }
        return source.append("}\n").toString();
    }
}
