package dev.webshocket.internal.endpoint;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.webshocket.WebshocketSettings;
import dev.webshocket.internal.codec.SessionMessage.Hello;
import dev.webshocket.internal.codec.SessionMessage.Refresh;
import dev.webshocket.internal.codec.SessionMessage.Resumed;
import dev.webshocket.internal.codec.SessionMessage.Welcome;
import dev.webshocket.support.EngineServer;
import dev.webshocket.support.RecordedLog;
import dev.webshocket.support.SessionSocket;
import dev.webshocket.support.SessionSocket.Wire;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletionException;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** What becomes of connections whose credential ends. The protocol allows them 25 seconds more, so the test takes as long. */
@Tag("slow")
class CredentialEndTest {

    private static final Duration GRACE = Duration.ofSeconds(25);

    private final BadgeHandler handler = new BadgeHandler();

    private static SessionSocket greet(EngineServer server, Wire wire, String resume, String token) {
        SessionSocket socket = SessionSocket.connect(server.uri("/badge"), wire);
        socket.send(new Hello(resume, 0, List.of(), token));
        return socket;
    }

    @Test
    void connectionsEndAfterTheGraceUnlessTheyAreRefreshed() throws Exception {
        WebshocketSettings settings = WebshocketSettings.builder()
                .sessionKeep(Duration.ofMinutes(10))
                .shutdownGrace(Duration.ZERO)
                .build();
        try (RecordedLog log = RecordedLog.of("dev.webshocket");
                EngineServer server = EngineServer.startWith(
                        environment -> environment.credentials(handler.check()).settings(settings), handler);
                SessionSocket binary = greet(server, Wire.MSGPACK, null, "ada:staff:1");
                SessionSocket text = greet(server, Wire.JSON, null, "bob:staff:1");
                SessionSocket refreshed = greet(server, Wire.JSON, null, "carl:staff:1");
                SessionSocket away = greet(server, Wire.JSON, null, "dora:staff:1")) {
            long begin = System.nanoTime();
            binary.welcome();
            text.welcome();
            refreshed.welcome();
            Welcome welcome = away.welcome();
            away.ack(0);
            away.cut();
            refreshed.send(new Refresh("carl:staff:600"));

            assertThat(code(binary)).isEqualTo(4403);
            assertThat(System.nanoTime() - begin).isGreaterThan(GRACE.toNanos());
            assertThat(code(text)).isEqualTo(4403);
            assertThat(text.closeReason()).isEqualTo("the credential has ended, and was not refreshed");
            // Her credential was accepted last.
            await().atMost(Duration.ofSeconds(30))
                    .until(() -> server.engine().clients().ofUser("dora").isEmpty());
            try (SessionSocket back = greet(server, Wire.JSON, welcome.resume(), "dora:staff:60")) {
                assertThat(back.welcome().resumed()).isEqualTo(Resumed.NO);
            }
            assertThat(refreshed.call("1", "staff").response()).isEqualTo("ok");
            assertThat(log.records()).anyMatch(entry -> entry.getMessage().startsWith("WEBSHOCKET-0257"));
        }
    }

    /** Waits for the close code, for longer than the grace. */
    private static int code(SessionSocket socket) throws Exception {
        long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(60);
        while (!socket.isClosed() && System.nanoTime() - deadline < 0) {
            socket.poll(Duration.ofMillis(200));
            try {
                socket.ack(0);
            } catch (CompletionException e) {
                // The server has closed the socket meanwhile.
                break;
            }
        }
        return socket.closeCode();
    }
}
