package dev.webshocket.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.webshocket.ClientConnection;
import dev.webshocket.OnReceive;
import dev.webshocket.RpcMethod;
import dev.webshocket.WebSocketHandler;
import dev.webshocket.packet.Packet;
import dev.webshocket.packet.PacketSource;
import dev.webshocket.support.EngineServer;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class ClientMessagesTest {

    private static final Duration LONG = Duration.ofSeconds(20);

    private EngineServer server;
    private WebSocketClient client;

    /** Echoes what it receives, as many times as requested. */
    @WebSocketHandler("/ws")
    public static class EchoHandler {

        @OnReceive
        public void receive(ClientConnection connection, Packet packet) {
            connection.send(packet.data());
        }

        @RpcMethod
        public void count(ClientConnection connection, int n) {
            for (int i = 1; i <= n; i++) {
                connection.send(i);
            }
        }
    }

    public record Greeting(String text, int number) {}

    @BeforeEach
    void connect() throws Exception {
        server = EngineServer.start(new EchoHandler());
        client = WebSocketClient.connect(server.uri("/ws"));
    }

    @AfterEach
    void close() {
        client.close();
        server.close();
    }

    @Test
    void sentDataIsReceived() {
        client.send(new Greeting("hello", 7));
        Packet packet = client.receive(LONG);
        assertThat(packet.source()).isEqualTo(PacketSource.CUSTOM);
        assertThat(packet.data()).isEqualTo(Map.of("text", "hello", "number", 7L));
        assertThat(client.convert(packet.data(), Greeting.class)).isEqualTo(new Greeting("hello", 7));
    }

    @Test
    void packetsAreSentUnchanged() {
        assertThat(client.sendAsync(new Packet(PacketSource.CHANNEL, "news", null, "room", 1.5, "id")))
                .succeedsWithin(LONG);
        assertThat(client.receiveAsync(LONG))
                .succeedsWithin(LONG)
                .satisfies(packet -> assertThat(packet.data()).isEqualTo("news"));
    }

    @Test
    void waitingPacketsAreReceivedInOrder() {
        client.call("count", Void.class, 1_000);
        for (long i = 1; i <= 1_000; i++) {
            assertThat(client.receive().data()).isEqualTo(i);
        }
    }

    @Test
    void receiveTimesOut() {
        assertThatExceptionOfType(CallTimeoutException.class)
                .isThrownBy(() -> client.receive(Duration.ofMillis(100)))
                .satisfies(e -> assertThat(e.code()).isEqualTo("WEBSHOCKET-0321"));
        assertThat(client.receiveAsync(Duration.ofMillis(100)))
                .failsWithin(LONG)
                .withThrowableThat()
                .havingCause()
                .isInstanceOf(CallTimeoutException.class);
        client.send("late");
        assertThat(client.receive(LONG).data()).isEqualTo("late");
    }

    @Test
    void aCancelledReceiverLeavesThePacketToTheNext() {
        CompletableFuture<Packet> given = client.receiveAsync(Duration.ZERO);
        given.cancel(true);
        client.send("for the next");
        assertThat(client.receive(LONG).data()).isEqualTo("for the next");
    }

    @Test
    void theOldestPacketsAreDroppedWhenTheBufferIsFull() {
        try (WebSocketClient narrow =
                WebSocketClient.builder(server.uri("/ws")).bufferBytes(200).connect()) {
            narrow.call("count", Void.class, 1_000);
            Packet first = narrow.receive(LONG);
            assertThat((Long) first.data()).isGreaterThan(900L);
            Packet last = first;
            while (!last.data().equals(1_000L)) {
                last = narrow.receive(LONG);
            }
        }
    }

    @Test
    void theCallbackGetsAllPacketsInOrderAndMayCallTheClient() throws Exception {
        List<Object> seen = new CopyOnWriteArrayList<>();
        AtomicReference<WebSocketClient> self = new AtomicReference<>();
        CountDownLatch ready = new CountDownLatch(1);
        try (WebSocketClient listening = WebSocketClient.builder(server.uri("/ws"))
                .onReceive(packet -> {
                    seen.add(packet.data());
                    if (packet.data().equals(3L)) {
                        awaitLatch(ready);
                        self.get().call("count", Void.class, 1);
                        throw new IllegalStateException("a callback may fail");
                    }
                })
                .connect()) {
            self.set(listening);
            ready.countDown();
            listening.call("count", Void.class, 5);
            await().until(() -> seen.size() == 6);
            assertThat(seen).containsExactly(1L, 2L, 3L, 4L, 5L, 1L);
            assertThatThrownBy(listening::receive).isInstanceOf(IllegalStateException.class);
        }
    }

    private static void awaitLatch(CountDownLatch latch) {
        try {
            assertThat(latch.await(20, TimeUnit.SECONDS)).isTrue();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    @Test
    void bufferedPacketsAreReceivedAfterTheClientIsClosed() {
        client.send("first");
        client.send("second");
        assertThat(client.receive(LONG).data()).isEqualTo("first");
        // The answer arrives after everything sent before it.
        client.call("count", Void.class, 0);
        client.close();
        assertThat(client.receive(LONG).data()).isEqualTo("second");
        assertThatExceptionOfType(ConnectionClosedException.class)
                .isThrownBy(() -> client.receive(LONG))
                .satisfies(e -> assertThat(e.code()).isEqualTo("WEBSHOCKET-0312"));
        assertThatExceptionOfType(ConnectionClosedException.class).isThrownBy(() -> client.send("too late"));
    }

    @Test
    void anInterruptedThreadStopsReceiving() {
        Thread.currentThread().interrupt();
        assertThatExceptionOfType(ClientException.class)
                .isThrownBy(() -> client.receive(LONG))
                .satisfies(e -> assertThat(e.code()).isEqualTo("WEBSHOCKET-0331"));
        assertThat(Thread.interrupted()).isTrue();
        client.send("still here");
        assertThat(client.receive(LONG).data()).isEqualTo("still here");
    }

    @Test
    void unencodableDataCannotBeSent() {
        Map<String, Object> endless = new java.util.HashMap<>();
        endless.put("self", endless);
        assertThatExceptionOfType(ClientException.class)
                .isThrownBy(() -> client.send(endless))
                .satisfies(e -> assertThat(e.code()).isEqualTo("WEBSHOCKET-0330"));
        assertThat(client.sendAsync(endless)).failsWithin(LONG);
    }

    @Test
    void mismatchingDataFailsTheConversion() {
        assertThatExceptionOfType(ClientException.class)
                .isThrownBy(() -> client.convert("text", Integer.class))
                .satisfies(e -> assertThat(e.code()).isEqualTo("WEBSHOCKET-0334"));
    }
}
