package dev.webshocket.tyrus;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.webshocket.ChannelRules;
import dev.webshocket.Discovery;
import dev.webshocket.Publishes;
import dev.webshocket.RpcMethod;
import dev.webshocket.ServiceDescription;
import dev.webshocket.WebSocketHandler;
import dev.webshocket.WebshocketSettings;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import org.junit.jupiter.api.Test;

/** The injected description of the application. */
class DescriptionTest {

    public record Change(String id) {}

    @WebSocketHandler("/desk")
    @Publishes(channel = "tickets.*", type = Change.class)
    public static class Desk {

        @Inject
        ServiceDescription description;

        @RpcMethod
        public String channels() {
            return description.asyncApi().toString();
        }
    }

    public static class Rules {
        @Produces
        @Singleton
        ChannelRules rules() {
            return ChannelRules.builder()
                    .channel("tickets.*", rule -> rule.latestOnly())
                    .build();
        }
    }

    @Test
    void itDescribesAllMethodsAndChannelsEvenIfClientsMayNotDiscoverThem() {
        try (WebSocketServer server = WebSocketServer.builder()
                .port(0)
                .handlers(Desk.class)
                .beans(Rules.class)
                .settings(WebshocketSettings.builder()
                        .discover(Discovery.OFF)
                        .serviceTitle("Desk")
                        .build())
                .start()) {
            ServiceDescription description =
                    server.select(ServiceDescription.class).get();

            assertThat(description.paths()).containsExactly("/desk");
            assertThat(description.openRpc("/desk").getJsonArray("methods"))
                    .singleElement()
                    .satisfies(method ->
                            assertThat(method.asJsonObject().getString("name")).isEqualTo("channels"));
            assertThat(description.asyncApi().getJsonObject("channels").getJsonObject("tickets"))
                    .containsKey("x-latest-only");
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> description.openRpc("/other"))
                    .withMessageContaining("/desk");
        }
    }
}
