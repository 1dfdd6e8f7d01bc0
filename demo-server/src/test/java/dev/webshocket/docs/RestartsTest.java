package dev.webshocket.docs;

import static org.assertj.core.api.Assertions.assertThat;

import dev.webshocket.client.WebSocketClient;
import dev.webshocket.tyrus.WebSocketServer;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class RestartsTest {

    @Test
    void theClientIsStillLoggedIn() {
        Restarts restarts = new Restarts();
        AtomicInteger reconnections = new AtomicInteger();
        WebSocketServer server = restarts.start(0);
        try (WebSocketClient client = WebSocketClient.builder(server.uri("/ws"))
                .onReconnect(back -> reconnections.incrementAndGet())
                .connect()) {
            client.call("login", String.class, "ada");
            int port = server.port();
            server.close();
            server = restarts.start(port);
            assertThat(client.call("whoami", String.class)).isEqualTo("ada");
            assertThat(reconnections).hasValue(0);
        } finally {
            server.close();
        }
    }
}
