package dev.webshocket.tyrus;

import static org.assertj.core.api.Assertions.assertThat;

import dev.webshocket.ChannelRule;
import dev.webshocket.ChannelRules;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import org.junit.jupiter.api.Test;

/** The rules of channels of an embedded server come from its builder, or else from a bean. */
class ChannelRulesTest {

    @ApplicationScoped
    public static class Rules {
        @Produces
        @Singleton
        ChannelRules rules() {
            return ChannelRules.builder()
                    .channel("price.*", ChannelRule.Builder::latestOnly)
                    .build();
        }
    }

    private static WebSocketServerBuilder builder() {
        return WebSocketServer.builder().port(0).handlers(EchoHandler.class).beans(Rules.class);
    }

    @Test
    void theBuildersRulesOverrideTheBean() {
        ChannelRules rules = ChannelRules.none();
        try (WebSocketServer server = builder().channelRules(rules).start()) {
            assertThat(server.select(ChannelRules.class).get()).isSameAs(rules);
        }
        try (WebSocketServer server = builder().start()) {
            assertThat(server.select(ChannelRules.class).get().rules())
                    .extracting(ChannelRule::pattern)
                    .containsExactly("price.*");
        }
    }
}
