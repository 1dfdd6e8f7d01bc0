package dev.webshocket.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.lang.management.ManagementFactory;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicIntegerArray;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** A thousand clients of a server that is killed and restarted. */
@Tag("slow")
@Timeout(180)
class ManyClientsTest {

    private static final int CLIENTS = 1_000;
    private static final int MOST_THREADS = 64;
    /** The failed attempts of each client before the restart, which makes an outage of some seconds. */
    private static final int FAILED_ATTEMPTS = 4;

    private final Map<Integer, Long> returned = new ConcurrentHashMap<>();
    private final AtomicInteger connected = new AtomicInteger();
    private final AtomicIntegerArray disconnected = new AtomicIntegerArray(CLIENTS);

    @Test
    void allReconnectOverTimeAndShareTheirThreads() throws Exception {
        ServerProcess server = ServerProcess.start(0);
        List<WebSocketClient> clients = new ArrayList<>();
        try {
            for (int i = 0; i < CLIENTS; i++) {
                int number = i;
                clients.add(WebSocketClient.builder(server.uri())
                        .onState(state -> changed(number, state))
                        .onReconnect(client -> assertThat(client.call("add", int.class, number, 1))
                                .isEqualTo(number + 1))
                        .connect());
            }
            assertThat(threads()).isLessThan(MOST_THREADS);
            await().until(() -> connected.get() == CLIENTS);
            returned.clear();

            server.kill();
            await().atMost(Duration.ofSeconds(60)).until(this::allHaveTried);
            server = ServerProcess.start(server.port());
            long back = System.nanoTime();
            await().atMost(Duration.ofSeconds(100)).until(() -> returned.size() == CLIENTS);

            assertThat(threads()).isLessThan(MOST_THREADS);
            List<CompletableFuture<Integer>> sums = clients.stream()
                    .map(client -> client.callAsync("add", Integer.class, 1, 2))
                    .toList();
            sums.forEach(sum ->
                    assertThat(sum).succeedsWithin(Duration.ofSeconds(30)).isEqualTo(3));
            report(back);
        } finally {
            clients.stream().map(WebSocketClient::closeAsync).toList().forEach(CompletableFuture::join);
            server.close();
        }
    }

    private void changed(int client, ClientState state) {
        if (state == ClientState.CONNECTED) {
            // In this order: everything put before the count is complete is dropped.
            returned.put(client, System.nanoTime());
            connected.incrementAndGet();
        } else if (state == ClientState.DISCONNECTED) {
            disconnected.incrementAndGet(client);
        }
    }

    /** The loss of the connection counts too. */
    private boolean allHaveTried() {
        return IntStream.range(0, CLIENTS).allMatch(client -> disconnected.get(client) > FAILED_ATTEMPTS);
    }

    private static int threads() {
        return ManagementFactory.getThreadMXBean().getThreadCount();
    }

    /**
     * Shows how many clients reconnected in each second. Without jitter all would reconnect in one second; if the
     * machine pauses for some seconds, most of them do too.
     */
    private void report(long since) {
        Map<Long, Integer> seconds = new TreeMap<>();
        returned.values().forEach(when -> seconds.merge(TimeUnit.NANOSECONDS.toSeconds(when - since), 1, Integer::sum));
        System.out.println("clients that came back, by second: " + seconds + "; threads: " + threads());
        assertThat(seconds.values()).allMatch(inOneSecond -> inOneSecond <= CLIENTS * 9 / 10);
    }
}
