package dev.webshocket.internal.description;

import static org.assertj.core.api.Assertions.assertThat;

import dev.webshocket.ClientConnection;
import dev.webshocket.DefaultValue;
import dev.webshocket.Description;
import dev.webshocket.Discovery;
import dev.webshocket.Is;
import dev.webshocket.RateLimit;
import dev.webshocket.RpcItems;
import dev.webshocket.RpcMethod;
import dev.webshocket.RpcStream;
import dev.webshocket.WebSocketHandler;
import dev.webshocket.WebshocketSettings;
import dev.webshocket.packet.RpcErrorCode;
import dev.webshocket.packet.RpcResponse;
import dev.webshocket.support.EngineServer;
import dev.webshocket.support.SessionSocket;
import dev.webshocket.support.WireClient;
import dev.webshocket.support.WireClient.Wire;
import jakarta.annotation.security.RolesAllowed;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.assertj.core.api.InstanceOfAssertFactories;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** {@code rpc.discover} through sockets. */
class DiscoverTest {

    public record Reading(
            @Description("Where it was measured") String sensor, double value) {}

    public record Secret(String text) {}

    @WebSocketHandler("/ws")
    @Description("What the tests describe.")
    static class Handler {

        @RpcMethod
        @Description("Adds numbers.")
        int add(@Description("the first") int a, @DefaultValue("2") int b) {
            return a + b;
        }

        @RpcMethod
        void join(String separator, Optional<String> end, String... words) {}

        @RpcMethod
        Stream<Reading> readings() {
            return Stream.empty();
        }

        @RpcMethod
        void count(int to, RpcStream<Integer> numbers) {}

        @RpcMethod
        long upload(String name, RpcItems<Reading> readings) {
            return 0;
        }

        @RpcMethod
        @Is("is_admin")
        @RolesAllowed("operator")
        Secret secret() {
            return new Secret("s");
        }

        @RpcMethod
        @RateLimit(limit = 5, period = "90s")
        @Deprecated
        void limited() {}

        @RpcMethod
        void promote(ClientConnection connection) {
            connection.set("is_admin", true);
        }

        @RpcMethod
        @Is("is_admin")
        Secret admin() {
            return new Secret("a");
        }
    }

    private static EngineServer start(Discovery whom) throws Exception {
        WebshocketSettings settings = WebshocketSettings.builder()
                .discover(whom)
                .serviceTitle("Tests")
                .serviceVersion("1.2")
                .build();
        return EngineServer.start(settings, new Handler());
    }

    @SuppressWarnings("unchecked")
    private static Map<String, Object> discover(WireClient client) throws Exception {
        RpcResponse response = client.call("rpc.discover");
        assertThat(response.error()).as("%s", response).isNull();
        return (Map<String, Object>) response.response();
    }

    @SuppressWarnings("unchecked")
    private static Map<String, Object> method(Map<String, Object> document, String name) {
        return ((List<Map<String, Object>>) document.get("methods"))
                .stream()
                        .filter(method -> method.get("name").equals(name))
                        .findFirst()
                        .orElseThrow();
    }

    @SuppressWarnings("unchecked")
    private static List<String> names(Map<String, Object> document) {
        return ((List<Map<String, Object>>) document.get("methods"))
                .stream().map(method -> (String) method.get("name")).toList();
    }

    @SuppressWarnings("unchecked")
    private static Map<String, Object> schemas(Map<String, Object> document) {
        return (Map<String, Object>) ((Map<String, Object>) document.get("components")).get("schemas");
    }

    @ParameterizedTest
    @EnumSource(Wire.class)
    void theServiceIsDescribedInEachEncoding(Wire wire) throws Exception {
        try (EngineServer server = start(Discovery.ALL);
                WireClient client = WireClient.connect(server.uri("/ws"), wire)) {
            Map<String, Object> document = discover(client);

            assertThat(document)
                    .containsEntry("openrpc", "1.3.2")
                    .containsEntry(
                            "info",
                            Map.of("title", "Tests", "description", "What the tests describe.", "version", "1.2"))
                    .containsEntry("servers", List.of(Map.of("name", "/ws", "url", "/ws")));
            assertThat(names(document))
                    .containsExactly(
                            "add", "admin", "count", "join", "limited", "promote", "readings", "secret", "upload");
            assertThat(method(document, "add"))
                    .containsEntry("summary", "Adds numbers.")
                    .containsEntry("paramStructure", "either")
                    .containsEntry(
                            "params",
                            List.of(
                                    Map.of(
                                            "name",
                                            "a",
                                            "summary",
                                            "the first",
                                            "required",
                                            true,
                                            "schema",
                                            Map.of("type", "integer", "format", "int32")),
                                    Map.of(
                                            "name",
                                            "b",
                                            "required",
                                            false,
                                            "schema",
                                            Map.of("type", "integer", "format", "int32", "default", 2L))))
                    .containsEntry(
                            "result", Map.of("name", "result", "schema", Map.of("type", "integer", "format", "int32")));
        }
    }

    @ParameterizedTest
    @EnumSource(SessionSocket.Wire.class)
    void theServiceIsDescribedInVersionTwo(SessionSocket.Wire wire) throws Exception {
        try (EngineServer server = start(Discovery.ALL);
                SessionSocket client = SessionSocket.open(server.uri("/ws"), wire)) {
            RpcResponse response = client.call("1", "rpc.discover");

            assertThat(response.error()).isNull();
            assertThat(response.response())
                    .asInstanceOf(InstanceOfAssertFactories.MAP)
                    .containsEntry("openrpc", "1.3.2");
        }
    }

    @Test
    void streamsUploadsRulesAndLimitsAreTold() throws Exception {
        try (EngineServer server = start(Discovery.ALL);
                WireClient client = WireClient.connect(server.uri("/ws"), Wire.JSON)) {
            Map<String, Object> document = discover(client);

            Map<String, Object> reading = Map.of("$ref", "#/components/schemas/Reading");
            assertThat(method(document, "readings"))
                    .containsEntry("x-stream", true)
                    .containsEntry("result", Map.of("name", "item", "schema", reading));
            assertThat(method(document, "count"))
                    .containsEntry("x-stream", true)
                    .containsEntry(
                            "result", Map.of("name", "item", "schema", Map.of("type", "integer", "format", "int32")));
            assertThat(method(document, "upload"))
                    .doesNotContainKey("x-stream")
                    .containsEntry("x-uploads", List.of(Map.of("name", "readings", "schema", reading)));
            assertThat(method(document, "join"))
                    .containsEntry(
                            "params",
                            List.of(
                                    Map.of("name", "separator", "required", true, "schema", Map.of("type", "string")),
                                    Map.of("name", "end", "required", false, "schema", Map.of("type", "string")),
                                    Map.of(
                                            "name",
                                            "words",
                                            "required",
                                            false,
                                            "x-variadic",
                                            true,
                                            "schema",
                                            Map.of("type", "string"))))
                    .containsEntry("result", Map.of("name", "result", "schema", Map.of("type", "null")));
            assertThat(method(document, "secret"))
                    .containsEntry("x-access", List.of("@RolesAllowed(\"operator\")", "@Is(\"is_admin\")"));
            assertThat(method(document, "limited"))
                    .containsEntry("deprecated", true)
                    .containsEntry("x-rate-limit", Map.of("limit", 5L, "seconds", 90L, "per", "CONNECTION"));
            assertThat(codes(document, "limited")).containsExactly(-32602L, -32000L, -32001L, -32603L, -32003L);
            assertThat(codes(document, "secret")).containsExactly(-32602L, -32002L, -32001L, -32603L, -32003L);
            assertThat(schemas(document))
                    .containsEntry(
                            "Reading",
                            Map.of(
                                    "type",
                                    "object",
                                    "properties",
                                    Map.of(
                                            "sensor",
                                            Map.of("type", "string", "description", "Where it was measured"),
                                            "value",
                                            Map.of("type", "number", "format", "double")),
                                    "required",
                                    List.of("value"),
                                    "additionalProperties",
                                    false));
        }
    }

    @SuppressWarnings("unchecked")
    private static List<Object> codes(Map<String, Object> document, String name) {
        return ((List<Map<String, Object>>) method(document, name).get("errors"))
                .stream().map(error -> error.get("code")).toList();
    }

    @Test
    void aCallerIsToldOnlyWhatItMayCall() throws Exception {
        try (EngineServer server = start(Discovery.CALLABLE);
                WireClient client = WireClient.connect(server.uri("/ws"), Wire.JSON)) {
            Map<String, Object> before = discover(client);
            assertThat(names(before)).contains("add").doesNotContain("secret", "admin");
            assertThat(schemas(before)).containsOnlyKeys("Reading");

            // The calls of a connection see what earlier ones did.
            client.call("promote");
            Map<String, Object> after = discover(client);
            assertThat(names(after)).contains("add", "admin").doesNotContain("secret");
            assertThat(schemas(after)).containsOnlyKeys("Reading", "Secret");
        }
    }

    @Test
    void byDefaultThereIsNoSuchMethod() throws Exception {
        try (EngineServer server = EngineServer.start(new Handler());
                WireClient client = WireClient.connect(server.uri("/ws"), Wire.JSON)) {
            assertThat(client.call("rpc.discover").error()).isEqualTo(RpcErrorCode.RPC_METHOD_NOT_FOUND.code());
        }
    }

    @Test
    void itsArgumentsAreCheckedAndItsCallsAreCounted() throws Exception {
        try (EngineServer server = start(Discovery.ALL);
                WireClient client = WireClient.connect(server.uri("/ws"), Wire.JSON)) {
            assertThat(client.call("rpc.discover", 1).error()).isEqualTo(RpcErrorCode.RPC_INVALID_PARAMS.code());
            for (int i = 1; i < 20; i++) {
                discover(client);
            }
            assertThat(client.call("rpc.discover").error()).isEqualTo(RpcErrorCode.RPC_RATE_LIMITED.code());
            assertThat(client.call("add", 1).response()).isEqualTo(3L);
        }
    }
}
