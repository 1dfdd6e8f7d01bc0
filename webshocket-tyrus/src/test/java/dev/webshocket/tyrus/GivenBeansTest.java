package dev.webshocket.tyrus;

import static org.assertj.core.api.Assertions.assertThat;

import dev.webshocket.ChannelRules;
import dev.webshocket.WebshocketSettings;
import dev.webshocket.spi.extension.CredentialCheck;
import dev.webshocket.spi.extension.SessionStore;
import jakarta.json.bind.JsonbConfig;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.RepeatedTest;

/** All objects given to one server count. Which of two extensions of a class Weld takes is a matter of chance, hence the repetitions. */
class GivenBeansTest {

    @RepeatedTest(4)
    void allObjectsThatAreGivenCount() {
        WebshocketSettings settings = WebshocketSettings.defaults();
        ChannelRules rules = ChannelRules.none();
        JsonbConfig jsonb = new JsonbConfig();
        CredentialCheck check = (token, connection) -> CompletableFuture.completedFuture(null);
        SessionStore sessions = SessionStore.inMemory(10);
        try (WebSocketServer server = WebSocketServer.builder()
                .port(0)
                .handlers(EchoHandler.class)
                .settings(settings)
                .channelRules(rules)
                .jsonbConfig(jsonb)
                .credentialCheck(check)
                .sessionStore(sessions)
                .start()) {
            assertThat(server.select(WebshocketSettings.class).get()).isSameAs(settings);
            assertThat(server.select(ChannelRules.class).get()).isSameAs(rules);
            assertThat(server.select(JsonbConfig.class).get()).isSameAs(jsonb);
            assertThat(server.select(CredentialCheck.class).get()).isSameAs(check);
            assertThat(server.select(SessionStore.class).get()).isSameAs(sessions);
        }
    }
}
