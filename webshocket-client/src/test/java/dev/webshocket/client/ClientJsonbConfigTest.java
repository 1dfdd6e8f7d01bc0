package dev.webshocket.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.webshocket.DefinitionException;
import dev.webshocket.DefinitionProblem;
import dev.webshocket.RpcItems;
import dev.webshocket.RpcMethod;
import dev.webshocket.WebSocketHandler;
import dev.webshocket.packet.RpcErrorCode;
import dev.webshocket.support.EngineServer;
import jakarta.json.bind.JsonbConfig;
import jakarta.json.bind.config.PropertyNamingStrategy;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** A client's {@link JsonbConfig} applies to its arguments, results, items and messages, and to no other client. */
class ClientJsonbConfigTest {

    public record Guest(String firstName) {}

    @WebSocketHandler("/ws")
    static class Handler {

        @RpcMethod
        Map<String, Object> echo(Map<String, Object> members) {
            return members;
        }

        @RpcMethod
        Stream<Map<String, Object>> twice(Map<String, Object> members) {
            return Stream.of(members, members);
        }
    }

    private static WebSocketClientBuilder builder(EngineServer server) {
        return WebSocketClient.builder(server.uri("/ws"));
    }

    private static JsonbConfig underscores() {
        return new JsonbConfig().withPropertyNamingStrategy(PropertyNamingStrategy.LOWER_CASE_WITH_UNDERSCORES);
    }

    @Test
    void theConfigNamesArgumentsResultsAndItems() throws Exception {
        try (EngineServer server = EngineServer.start(new Handler());
                WebSocketClient client =
                        builder(server).jsonbConfig(underscores()).connect();
                WebSocketClient other = builder(server).connect()) {
            Guest guest = new Guest("Ada");

            assertThat(client.call("echo", Object.class, guest)).isEqualTo(Map.of("first_name", "Ada"));
            assertThat(client.call("echo", Guest.class, guest)).isEqualTo(guest);
            try (RpcItems<Guest> items = client.streamRpc("twice", Guest.class, guest)) {
                assertThat(items).containsExactly(guest, guest);
            }
            assertThat(other.call("echo", Object.class, guest)).isEqualTo(Map.of("firstName", "Ada"));
        }
    }

    @Test
    void theConfigMayDifferFromTheServers() throws Exception {
        try (EngineServer server =
                        EngineServer.startWith(environment -> environment.jsonb(underscores()), new GuestHandler());
                WebSocketClient same =
                        builder(server).jsonbConfig(underscores()).connect();
                WebSocketClient other = builder(server).connect()) {
            assertThat(same.call("greet", String.class, new Guest("Ada"))).isEqualTo("Hello, Ada");
            assertThatThrownBy(() -> other.call("greet", String.class, new Guest("Ada")))
                    .isInstanceOfSatisfying(
                            dev.webshocket.RpcException.class,
                            e -> assertThat(e.code()).isEqualTo(RpcErrorCode.RPC_INVALID_PARAMS.code()))
                    .hasMessageContaining("unknown member 'firstName'");
        }
    }

    @WebSocketHandler("/ws")
    static class GuestHandler {
        @RpcMethod
        String greet(Guest guest) {
            return "Hello, " + guest.firstName();
        }
    }

    @Test
    void unsupportedOptionsAreRefusedBeforeConnecting() throws Exception {
        try (EngineServer server = EngineServer.start(new Handler())) {
            WebSocketClientBuilder refused =
                    builder(server).jsonbConfig(underscores().withStrictIJSON(true));

            DefinitionException refusal = catchThrowableOfType(DefinitionException.class, refused::connect);

            assertThat(refusal.problems()).extracting(DefinitionProblem::code).containsExactly("WEBSHOCKET-0113");
            assertThat(server.engine().connections()).isZero();
        }
    }
}
