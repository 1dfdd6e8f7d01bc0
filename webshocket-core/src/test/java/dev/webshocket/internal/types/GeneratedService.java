package dev.webshocket.internal.types;

import static org.assertj.core.api.Assertions.assertThat;

import dev.webshocket.packet.RpcErrorCode;
import dev.webshocket.packet.RpcResponse;
import dev.webshocket.support.CompiledSource;
import dev.webshocket.support.WireClient;
import dev.webshocket.support.WireClient.Wire;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Stream;

/** A service of generated types, with a method for each type that returns its argument. */
public final class GeneratedService {

    private static final String HANDLER = "made.Handler";
    private static final int TYPES = 30;

    private final long seed;
    private final List<GeneratedType> types;

    /**
     * Generates a service, always the same for one seed.
     *
     * @param seed any number
     */
    public GeneratedService(long seed) {
        this.seed = seed;
        this.types = Stream.generate(new GeneratedTypes(new Random(seed))::next)
                .limit(TYPES)
                .toList();
    }

    List<GeneratedType> types() {
        return types;
    }

    /** Returns the handler's class, at {@code /ws}. */
    Class<?> load() {
        return CompiledSource.load(HANDLER, Map.of(HANDLER, source()), "-parameters", "-nowarn");
    }

    /** Returns a folder with the handler's class and all classes that it uses. */
    public Path compile() throws IOException {
        return CompiledSource.compile(Map.of(HANDLER, source()), "-parameters", "-nowarn");
    }

    private String source() {
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
        return "package made;\n@dev.webshocket.WebSocketHandler(\"/ws\")\npublic class Handler {\n"
                + GeneratedSingle.DECLARATIONS + String.join("", declarations.values()) + methods + "}\n";
    }

    /**
     * Calls each method with values that fit and must be returned, and with values that do not fit and must be refused.
     *
     * @param uri the URI of the service
     * @param times how often each method is called
     * @throws AssertionError with the seed, the value and the type, if a result is wrong
     */
    public void check(URI uri, Wire wire, int times) throws InterruptedException {
        Random random = new Random(seed ^ wire.ordinal());
        String where = "seed " + seed + ", " + wire;
        try (WireClient client = WireClient.connect(uri, wire)) {
            for (int i = 0; i < TYPES * times; i++) {
                GeneratedType type = types.get(i % TYPES);
                Object fitting = type.fitting(random);
                fits(client, "m" + i % TYPES, type, fitting, where);
                doesNotFit(client, "m" + i % TYPES, type, type.unfit(fitting, random), where);
            }
        }
    }

    private static void fits(WireClient client, String method, GeneratedType type, Object value, String where)
            throws InterruptedException {
        RpcResponse taken = client.call(method, value);

        assertThat(taken.error())
                .as(() -> described(where, type, value) + " is refused: " + taken.response())
                .isNull();
        assertThat(GeneratedValues.normal(taken.response()))
                .as(() -> described(where, type, value))
                .isEqualTo(GeneratedValues.normal(type.back(value)));
    }

    private static void doesNotFit(WireClient client, String method, GeneratedType type, Object value, String where)
            throws InterruptedException {
        if (value != GeneratedType.NONE) {
            RpcResponse refused = client.call(method, value);

            assertThat(refused.error())
                    .as(() -> described(where, type, value) + " becomes " + refused.response())
                    .isEqualTo(RpcErrorCode.RPC_INVALID_PARAMS.code());
        }
    }

    static String described(String where, GeneratedType type, Object value) {
        Map<String, String> declarations = new LinkedHashMap<>();
        type.declare(declarations);
        return where + ": " + value + " for " + type.source() + " of\n" + String.join("", declarations.values());
    }
}
