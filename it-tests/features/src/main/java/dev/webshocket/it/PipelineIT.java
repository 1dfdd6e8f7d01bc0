package dev.webshocket.it;

import static org.assertj.core.api.Assertions.assertThat;

import dev.webshocket.it.app.NamedHandler;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.jboss.arquillian.container.test.api.Deployment;
import org.jboss.arquillian.junit5.ArquillianExtension;
import org.jboss.shrinkwrap.api.spec.WebArchive;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;

/** A client that sends calls without waiting for their answers, which it reads: it is slowed down, and never refused. */
@ExtendWith(ArquillianExtension.class)
class PipelineIT {

    private static final int CALLS = 20_000;
    private static final int TIMES = Integer.getInteger("pipelines", 1);

    private final Server server = new Server("pipeline");

    @Deployment(testable = false)
    static WebArchive pipeline() {
        return Archives.war("pipeline", NamedHandler.class);
    }

    @Test
    @Timeout(value = 20, unit = TimeUnit.MINUTES) // Longer than what all tests have.
    void eachCallIsAnswered() throws Exception {
        int before = 0;
        for (int i = 0; i < TIMES; i++) {
            callAll(before);
            before += CALLS;
        }
    }

    private void callAll(int before) throws Exception {
        ByteArrayOutputStream calls = new ByteArrayOutputStream();
        for (int i = 0; i < CALLS; i++) {
            calls.writeBytes(RawHandshake.frame(true, true, RawHandshake.request("calls", "")));
        }
        try (RawHandshake client =
                new RawHandshake(server, "/rooms/a", "Sec-WebSocket-Protocol: webshocket.v1.json\r\n")) {
            assertThat(client.status()).isEqualTo(101);
            CompletableFuture<Void> sent = CompletableFuture.runAsync(() -> send(client, calls.toByteArray()));
            for (int i = 1; i <= CALLS; i++) {
                assertThat(client.answer()).contains("\"response\":" + (before + i) + ",");
            }
            sent.join();
        }
    }

    private static void send(RawHandshake client, byte[] bytes) {
        try {
            client.send(bytes);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
