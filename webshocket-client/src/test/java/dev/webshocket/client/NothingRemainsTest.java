package dev.webshocket.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.webshocket.RpcItems;
import dev.webshocket.tyrus.WebSocketServer;
import java.lang.ref.WeakReference;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Many calls and closed clients leave nothing in memory. */
@Tag("slow")
@Timeout(240)
class NothingRemainsTest {

    private static final int CALLS = 100_000;
    private static final int AT_A_TIME = 1_000;
    private static final long MEBIBYTE = 1 << 20;

    @Test
    void aHundredThousandCallsLeaveNothingBehind() {
        try (WebSocketServer server = server();
                WebSocketClient client = WebSocketClient.connect(server.uri("/ws"))) {
            call(client, AT_A_TIME);
            long before = usedHeap();
            call(client, CALLS);
            assertThat(client.outstandingCalls()).isZero();
            // One leaked object for each call would take at least 1.6 MB, with its references much more. The objects of
            // the last calls may be released a moment later.
            await().atMost(Duration.ofSeconds(60))
                    .untilAsserted(() -> assertThat(usedHeap() - before).isLessThan(MEBIBYTE));
        }
    }

    /** Every tenth call is a stream, every tenth is cancelled, every tenth times out at once or is answered in time. */
    private static void call(WebSocketClient client, int calls) {
        for (int done = 0; done < calls; done += AT_A_TIME) {
            List<CompletableFuture<Integer>> sums = new ArrayList<>();
            for (int i = 0; i < AT_A_TIME; i++) {
                switch (i % 10) {
                    case 0 -> {
                        try (RpcItems<Integer> items = client.streamRpc("add", Integer.class, i, 1)) {
                            items.iterator().next();
                        }
                    }
                    case 1 -> client.callAsync("add", Integer.class, i, 1).cancel(true);
                    case 2 ->
                        sums.add(client.rpc("add")
                                .args(i, 1)
                                .timeout(Duration.ofNanos(1))
                                .<Integer>callAsync(Integer.class)
                                .exceptionally(late -> null));
                    default -> sums.add(client.callAsync("add", Integer.class, i, 1));
                }
            }
            sums.forEach(CompletableFuture::join);
        }
        // Cancelled calls are removed at once, and the answer to this call comes after all others.
        assertThat(client.call("add", int.class, 1, 1)).isEqualTo(2);
    }

    private static long usedHeap() {
        System.gc();
        Runtime runtime = Runtime.getRuntime();
        return runtime.totalMemory() - runtime.freeMemory();
    }

    @Test
    void aClosedClientIsCollectedAndItsThreadsEnd() {
        List<WeakReference<WebSocketClient>> closed = new ArrayList<>();
        try (WebSocketServer server = server()) {
            for (int i = 0; i < 20; i++) {
                WebSocketClient client = WebSocketClient.connect(server.uri("/ws"));
                client.call("add", int.class, i, 1);
                client.close();
                closed.add(new WeakReference<>(client));
            }
        }
        await().atMost(Duration.ofSeconds(60)).until(() -> {
            System.gc();
            return closed.stream().allMatch(client -> client.get() == null);
        });
        await().atMost(Duration.ofSeconds(60)).until(NothingRemainsTest::noThreadOfClients);
    }

    @Test
    void threadsEndAfterASecondClientFollowsTheFirst() {
        try (WebSocketServer server = server()) {
            WebSocketClient.connect(server.uri("/ws")).close();
            try (WebSocketClient soon = WebSocketClient.connect(server.uri("/ws"))) {
                // This client keeps the threads longer than they would wait without it.
                await().during(Duration.ofSeconds(12))
                        .atMost(Duration.ofSeconds(60))
                        .until(() -> soon.call("add", int.class, 1, 2) == 3);
                assertThat(noThread("webshocket-client-")).isFalse();
            }
            await().atMost(Duration.ofSeconds(60)).until(() -> noThread("webshocket-client-"));

            try (WebSocketClient later = WebSocketClient.connect(server.uri("/ws"))) {
                assertThat(later.call("add", int.class, 1, 2)).isEqualTo(3);
            }
            await().atMost(Duration.ofSeconds(60)).until(() -> noThread("webshocket-client-"));
        }
    }

    @Test
    void threadsDoNotRetainTheApplicationOfTheFirstClient() {
        await().atMost(Duration.ofSeconds(60)).until(NothingRemainsTest::noThreadOfClients);
        ClassLoader application = new ClassLoader() {};
        Thread current = Thread.currentThread();
        ClassLoader before = current.getContextClassLoader();
        try (WebSocketServer server = server()) {
            current.setContextClassLoader(application);
            WebSocketClient first = WebSocketClient.connect(server.uri("/ws"));
            first.call("add", int.class, 1, 2);
            current.setContextClassLoader(before);
            try (WebSocketClient second = WebSocketClient.connect(server.uri("/ws"))) {
                first.close();
                assertThat(second.call("add", int.class, 1, 2)).isEqualTo(3);
                assertThat(Thread.getAllStackTraces().keySet())
                        .filteredOn(thread -> thread.getName().startsWith("webshocket-"))
                        .isNotEmpty()
                        .noneMatch(thread -> thread.getContextClassLoader() == application);
            }
        } finally {
            current.setContextClassLoader(before);
        }
    }

    private static boolean noThreadOfClients() {
        return noThread("webshocket-");
    }

    private static boolean noThread(String prefix) {
        return Thread.getAllStackTraces().keySet().stream()
                .map(Thread::getName)
                .noneMatch(name -> name.startsWith(prefix));
    }

    private static WebSocketServer server() {
        return WebSocketServer.builder()
                .host("127.0.0.1")
                .port(0)
                .handlers(ServerProcess.Adder.class)
                .start();
    }
}
