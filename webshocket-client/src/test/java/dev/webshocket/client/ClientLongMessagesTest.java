package dev.webshocket.client;

import static org.assertj.core.api.Assertions.assertThat;

import dev.webshocket.support.EngineServer;
import dev.webshocket.support.FrameCounter;
import dev.webshocket.support.WireClient.Wire;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Clients whose servers do not read long messages, and other clients of the same program. */
@Tag("slow")
class ClientLongMessagesTest {

    /** More clients than threads, where Java has no virtual threads. */
    private static final int UNREAD = 12;

    private static FrameCounter accept(ServerSocket server) {
        try {
            return FrameCounter.accept(server, Wire.MSGPACK);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Test
    void anUnreadMessageDelaysNeitherOtherClientsNorClosing() throws Exception {
        List<WebSocketClient> clients = new ArrayList<>();
        List<FrameCounter> servers = new ArrayList<>();
        String text = "x".repeat(5 << 20);
        try (ServerSocket silent = new ServerSocket(0, UNREAD, InetAddress.getLoopbackAddress())) {
            silent.setSoTimeout(30_000);
            URI uri = URI.create("ws://127.0.0.1:" + silent.getLocalPort() + "/ws");
            List<CompletableFuture<Integer>> calls = new ArrayList<>();
            for (int i = 0; i < UNREAD; i++) {
                CompletableFuture<FrameCounter> accepted = CompletableFuture.supplyAsync(() -> accept(silent));
                WebSocketClient client = WebSocketClient.builder(uri)
                        .outboundBytes(32 << 20)
                        .sendTimeout(Duration.ofMinutes(5))
                        .connect();
                clients.add(client);
                servers.add(accepted.get(30, TimeUnit.SECONDS));
                calls.add(client.callAsync("length", Integer.class, text));
            }
            try (EngineServer server = EngineServer.start(new MathHandler());
                    WebSocketClient other = WebSocketClient.connect(server.uri("/ws"))) {
                assertThat(other.call("add", Integer.class, 1, 2)).isEqualTo(3);
            }
            assertThat(calls).noneMatch(CompletableFuture::isDone);
            CompletableFuture.allOf(
                            clients.stream().map(WebSocketClient::closeAsync).toArray(CompletableFuture[]::new))
                    .get(30, TimeUnit.SECONDS);
            for (CompletableFuture<Integer> call : calls) {
                assertThat(call.handle((result, failure) -> failure)
                                .orTimeout(30, TimeUnit.SECONDS)
                                .join())
                        .isInstanceOfAny(ClientException.class, CompletionException.class);
            }
        } finally {
            for (FrameCounter server : servers) {
                server.close();
            }
        }
    }
}
