package dev.webshocket.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.webshocket.RpcMethod;
import dev.webshocket.WebSocketHandler;
import dev.webshocket.WebshocketSettings;
import dev.webshocket.support.EngineServer;
import dev.webshocket.support.FrameCounter;
import dev.webshocket.support.WireClient.Wire;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/** No frame of a client is longer than 4 MiB. */
class ClientLongFramesTest {

    private static final int FRAME = 4 << 20;

    @WebSocketHandler("/ws")
    static class Handler {

        @RpcMethod
        String repeated(String text, int times) {
            return text.repeat(times);
        }

        @RpcMethod
        int length(String text) {
            return text.length();
        }
    }

    private static WebshocketSettings roomy() {
        return WebshocketSettings.builder()
                .maxMessageBytes(32 << 20)
                .waitingBytes(64 << 20)
                .outboundBytes(32 << 20)
                .shutdownGrace(Duration.ZERO)
                .build();
    }

    @Test
    void longMessagesArriveInBothDirections() throws Exception {
        try (EngineServer server = EngineServer.start(roomy(), new Handler());
                WebSocketClient client = WebSocketClient.builder(server.uri("/ws"))
                        .maxMessageBytes(32 << 20)
                        .outboundBytes(32 << 20)
                        .connect()) {
            String text = "x".repeat(3 * FRAME);
            assertThat(client.call("length", Integer.class, text)).isEqualTo(text.length());
            assertThat(client.call("repeated", String.class, text, 1)).isEqualTo(text);
        }
    }

    @Test
    void clientFramesHaveAtMostFourMebibytes() throws Exception {
        try (ServerSocket server = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            server.setSoTimeout(30_000);
            CompletableFuture<FrameCounter> accepted = CompletableFuture.supplyAsync(() -> accept(server));
            URI uri = URI.create("ws://127.0.0.1:" + server.getLocalPort() + "/ws");
            try (WebSocketClient client =
                            WebSocketClient.builder(uri).outboundBytes(32 << 20).connect();
                    FrameCounter counter = accepted.get(30, TimeUnit.SECONDS)) {
                counter.start();
                client.callAsync("length", Integer.class, "\u20ac".repeat(FRAME + 1));

                await().atMost(Duration.ofSeconds(30)).until(() -> counter.messages() == 1);
                assertThat(counter.bytes()).isGreaterThan(3L * FRAME);
                assertThat(counter.longestFrame()).isLessThanOrEqualTo(FRAME);
                assertThat(counter.frames()).isGreaterThan(3);
            }
        }
    }

    private static FrameCounter accept(ServerSocket server) {
        try {
            return FrameCounter.accept(server, Wire.MSGPACK);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
