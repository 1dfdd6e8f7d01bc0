package dev.webshocket.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.webshocket.ClientConnection;
import dev.webshocket.RpcItems;
import dev.webshocket.RpcMethod;
import dev.webshocket.RpcStream;
import dev.webshocket.WebSocketHandler;
import dev.webshocket.WebshocketSettings;
import dev.webshocket.packet.Packet;
import dev.webshocket.support.CuttingProxy;
import dev.webshocket.support.CuttingProxy.Cut;
import dev.webshocket.support.CuttingProxy.Fate;
import dev.webshocket.support.EngineServer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Sessions of our client with our server, whose sockets are cut on the way. */
@Tag("slow")
@Timeout(120)
class CutConnectionsTest {

    private static final Duration LONG = Duration.ofSeconds(60);

    /** Counts what runs. */
    @WebSocketHandler("/ws")
    public static class Counting {

        final List<Integer> ran = new CopyOnWriteArrayList<>();
        final CountDownLatch waiting = new CountDownLatch(1);
        final CountDownLatch released = new CountDownLatch(1);

        @RpcMethod
        public int next(int number) {
            ran.add(number);
            return number;
        }

        @RpcMethod
        public String hang() throws InterruptedException {
            waiting.countDown();
            released.await();
            return "done";
        }

        @RpcMethod
        public void count(int n, RpcStream<Integer> out) {
            for (int i = 0; i < n; i++) {
                out.send(i);
            }
        }

        @RpcMethod
        public void push(ClientConnection connection, int from, int n) {
            for (int i = from; i < from + n; i++) {
                connection.send(i);
            }
        }

        @RpcMethod
        public String id(ClientConnection connection) {
            return connection.uid();
        }
    }

    private final Counting handler = new Counting();
    private final AtomicInteger reconnections = new AtomicInteger();
    private EngineServer server;
    private CuttingProxy proxy;

    @BeforeEach
    void start() throws Exception {
        server = EngineServer.start(
                WebshocketSettings.builder()
                        .shutdownGrace(Duration.ZERO)
                        .pingInterval(Duration.ofSeconds(1))
                        .build(),
                handler);
        proxy = CuttingProxy.to(server.uri("/ws"), number -> Fate.NONE);
    }

    @AfterEach
    void stop() {
        handler.released.countDown();
        proxy.close();
        server.close();
    }

    private WebSocketClient connect() {
        return WebSocketClient.builder(proxy.through(server.uri("/ws")))
                .retryLost(RetryPolicy.builder()
                        .firstDelay(Duration.ofMillis(10))
                        .maxDelay(Duration.ofMillis(50))
                        .build())
                .onReconnect(back -> reconnections.incrementAndGet())
                .callTimeout(LONG)
                .connect();
    }

    @ParameterizedTest
    @EnumSource(Cut.class)
    void aCallInFlightSurvives(Cut cut) throws Exception {
        try (WebSocketClient client = connect()) {
            String id = client.call("id", String.class);
            CompletableFuture<String> call = client.callAsync("hang", String.class);
            assertThat(handler.waiting.await(20, TimeUnit.SECONDS)).isTrue();
            int before = proxy.accepted();
            proxy.cut(cut);
            await().atMost(LONG).until(() -> proxy.accepted() > before);
            handler.released.countDown();
            assertThat(call).succeedsWithin(LONG).isEqualTo("done");
            assertThat(client.call("id", String.class)).isEqualTo(id);
            assertThat(reconnections).hasValue(0);
        }
    }

    @Test
    void callsRunOnceAndInOrderWhateverHappensToSockets() throws Exception {
        int calls = 400;
        try (WebSocketClient client = connect()) {
            List<CompletableFuture<Integer>> answers = new ArrayList<>();
            for (int i = 0; i < calls; i++) {
                answers.add(client.callAsync("next", Integer.class, i));
                if (i % 50 == 25) {
                    proxy.cut(i % 100 == 25 ? Cut.RST : Cut.FIN);
                }
            }
            for (int i = 0; i < calls; i++) {
                assertThat(answers.get(i)).succeedsWithin(LONG).isEqualTo(i);
            }
            assertThat(handler.ran).hasSize(calls).isSorted().doesNotHaveDuplicates();
            assertThat(reconnections).hasValue(0);
        }
    }

    @Test
    void streamsAndMessagesAreWholeAndInOrder() {
        int items = 1000;
        try (WebSocketClient client = connect();
                RpcItems<Integer> stream = client.streamRpc("count", Integer.class, items)) {
            int expected = 0;
            for (int item : stream) {
                assertThat(item).isEqualTo(expected);
                expected++;
                if (expected % 200 == 100) {
                    proxy.cut(Cut.FIN);
                }
            }
            assertThat(expected).isEqualTo(items);
            for (int round = 0; round < 5; round++) {
                CompletableFuture<Void> pushing = client.callAsync("push", Void.class, 20 * round, 20);
                proxy.cut(Cut.RST);
                for (int i = 0; i < 20; i++) {
                    Packet packet = client.receive(LONG);
                    assertThat(packet.data()).isEqualTo((long) 20 * round + i);
                }
                assertThat(pushing).succeedsWithin(LONG);
            }
            assertThat(reconnections).hasValue(0);
        }
    }

    @Test
    void aServerThatKeepsNoSessionEndsThemWithTheSocket() throws Exception {
        try (EngineServer forgetful = EngineServer.start(
                        WebshocketSettings.builder()
                                .shutdownGrace(Duration.ZERO)
                                .sessionKeep(Duration.ZERO)
                                .build(),
                        handler);
                CuttingProxy between = CuttingProxy.to(forgetful.uri("/ws"), number -> Fate.NONE);
                WebSocketClient client = WebSocketClient.builder(between.through(forgetful.uri("/ws")))
                        .onReconnect(back -> reconnections.incrementAndGet())
                        .connect()) {
            CompletableFuture<String> call = client.callAsync("hang", String.class);
            assertThat(handler.waiting.await(20, TimeUnit.SECONDS)).isTrue();
            between.cut(Cut.RST);
            assertThat(call)
                    .failsWithin(LONG)
                    .withThrowableThat()
                    .havingCause()
                    .withMessageStartingWith("WEBSHOCKET-0310: outcome unknown");
            await().atMost(LONG).until(() -> reconnections.get() == 1);
        }
    }
}
