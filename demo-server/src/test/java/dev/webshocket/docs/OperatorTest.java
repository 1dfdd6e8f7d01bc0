package dev.webshocket.docs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.webshocket.client.ClientState;
import dev.webshocket.client.RetryPolicy;
import dev.webshocket.client.WebSocketClient;
import dev.webshocket.packet.Packet;
import dev.webshocket.spi.extension.Identity;
import dev.webshocket.tyrus.WebSocketServer;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Users of the embedded server and their connections. */
@Timeout(60)
class OperatorTest {

    private final BlockingQueue<Packet> packets = new LinkedBlockingQueue<>();

    private WebSocketClient client(WebSocketServer server, String user) {
        return WebSocketClient.builder(server.uri("/news"))
                .credentials(() -> user)
                .retry(RetryPolicy.none())
                .onReceive(packets::add)
                .connect();
    }

    @Test
    void aUserIsToldAndBlockedOnAllDevices() throws InterruptedException {
        try (WebSocketServer server = WebSocketServer.builder()
                        .port(0)
                        .handlers(NewsHandler.class)
                        .beans(NewsDesk.class, Operator.class)
                        .credentialCheck((token, connection) -> CompletableFuture.completedFuture(Identity.of(token)))
                        .start();
                WebSocketClient phone = client(server, "ada");
                WebSocketClient laptop = client(server, "ada");
                WebSocketClient bob = client(server, "bob")) {
            for (WebSocketClient client : new WebSocketClient[] {phone, laptop, bob}) {
                client.call("unfollow", Void.class);
            }
            assertThat(server.connections().count()).isEqualTo(3);

            assertThat(server.select(NewsDesk.class).get().tellAda()).isEqualTo(2);
            for (int device = 0; device < 2; device++) {
                assertThat(packets.poll(20, TimeUnit.SECONDS)).isEqualTo(Packet.custom(Map.of("mail", 3L)));
            }

            assertThat(server.select(Operator.class).get().block("ada")).isEqualTo(2);
            await().atMost(Duration.ofSeconds(20))
                    .until(() -> phone.state() == ClientState.CLOSED && laptop.state() == ClientState.CLOSED);
            assertThat(server.connections().list())
                    .map(connection -> connection.principal().orElseThrow().getName())
                    .containsExactly("bob");
        }
    }
}
