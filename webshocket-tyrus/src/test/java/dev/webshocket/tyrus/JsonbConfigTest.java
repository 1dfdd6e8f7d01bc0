package dev.webshocket.tyrus;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.webshocket.DefinitionException;
import dev.webshocket.DefinitionProblem;
import dev.webshocket.RpcMethod;
import dev.webshocket.WebSocketHandler;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import jakarta.json.bind.JsonbConfig;
import jakarta.json.bind.config.PropertyNamingStrategy;
import org.junit.jupiter.api.Test;

/** The JSON-B configuration of an embedded server comes from its builder, or else from a bean. */
class JsonbConfigTest {

    public record Guest(String firstName) {}

    @WebSocketHandler("/ws")
    public static class Handler {
        @RpcMethod
        public Guest guest(String name) {
            return new Guest(name);
        }
    }

    @ApplicationScoped
    public static class Underscores {
        @Produces
        @Singleton
        JsonbConfig config() {
            return named(PropertyNamingStrategy.LOWER_CASE_WITH_UNDERSCORES);
        }
    }

    private static JsonbConfig named(String strategy) {
        return new JsonbConfig().withPropertyNamingStrategy(strategy);
    }

    private static WebSocketServerBuilder builder() {
        return WebSocketServer.builder().port(0).handlers(Handler.class).beans(Underscores.class);
    }

    @Test
    void theBeanIsUsed() throws Exception {
        try (WebSocketServer server = builder().start();
                TestClient client = TestClient.connect(server.uri("/ws"))) {
            assertThat(client.call("guest", "Ada")).contains("\"first_name\":\"Ada\"");
        }
    }

    @Test
    void theBuildersConfigOverridesTheBean() throws Exception {
        JsonbConfig dashes = named(PropertyNamingStrategy.LOWER_CASE_WITH_DASHES);
        try (WebSocketServer server = builder().jsonbConfig(dashes).start();
                TestClient client = TestClient.connect(server.uri("/ws"))) {
            assertThat(client.call("guest", "Ada")).contains("\"first-name\":\"Ada\"");
            assertThat(server.select(JsonbConfig.class).get()).isSameAs(dashes);
        }
    }

    @Test
    void unsupportedOptionsFailTheStart() {
        DefinitionException refusal = catchThrowableOfType(
                DefinitionException.class,
                () -> builder()
                        .jsonbConfig(new JsonbConfig().withEncoding("UTF-16"))
                        .start());

        assertThat(refusal.problems()).extracting(DefinitionProblem::code).containsExactly("WEBSHOCKET-0113");
    }
}
