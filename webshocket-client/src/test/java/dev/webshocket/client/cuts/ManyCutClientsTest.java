package dev.webshocket.client.cuts;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.webshocket.client.WebSocketClient;
import dev.webshocket.support.CuttingProxy;
import dev.webshocket.support.CuttingProxy.Cut;
import dev.webshocket.support.CuttingProxy.Fate;
import dev.webshocket.tyrus.WebSocketServer;
import java.lang.management.ManagementFactory;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/**
 * Cuts the sockets of many sessions again and again: all are resumed, no call is lost or run twice, and nothing remains. The
 * system properties {@code sessions} and {@code sessions.rounds} give the number of sessions and of cuts.
 */
@Tag("slow")
@Timeout(900)
class ManyCutClientsTest {

    private static final int SESSIONS = Integer.getInteger("sessions", 100);
    private static final int ROUNDS = Integer.getInteger("sessions.rounds", 4);
    private static final long SEED = Long.getLong("cuts.seed", 20_261_128L);
    private static final long MEGABYTE = 1 << 20;

    /** What the pools and caches of server and clients may keep, whatever the number of sessions. */
    private static final long KEPT_BY_ALL = 12 * MEGABYTE;

    private final AtomicInteger reconnects = new AtomicInteger();

    @Test
    void allSessionsAreTakenUpAndNothingRemains() throws Exception {
        System.out.println(
                "ManyCutClientsTest: seed " + SEED + ", " + SESSIONS + " sessions, " + ROUNDS + " rounds of cuts");
        Random random = new Random(SEED);
        try (WebSocketServer server = WebSocketServer.builder()
                        .port(0)
                        .handlers(LedgerHandler.class)
                        .start();
                CuttingProxy proxy = CuttingProxy.to(server.uri("/ledger"), number -> Fate.NONE)) {
            performRounds(server, proxy, 2, random);
            long before = heap();
            performRounds(server, proxy, ROUNDS, random);
            long after = heap();
            System.out.println("ManyCutClientsTest: heap before " + before + ", after " + after);
            assertThat(after - before).as("bytes that remain").isLessThan(KEPT_BY_ALL);
        }
    }

    private void performRounds(WebSocketServer server, CuttingProxy proxy, int rounds, Random random) throws Exception {
        List<WebSocketClient> clients = new ArrayList<>();
        try {
            for (int i = 0; i < SESSIONS; i++) {
                clients.add(WebSocketClient.builder(proxy.through(server.uri("/ledger")))
                        .retry(CutRun.PATIENT)
                        .callTimeout(Duration.ofMinutes(2))
                        .onReconnect(again -> reconnects.incrementAndGet())
                        .connect());
            }
            int bumps = 0;
            for (int round = 0; round < rounds; round++) {
                int expected = bumps + 1;
                List<CompletableFuture<Integer>> first = bump(clients, "a" + round);
                proxy.cut(random.nextBoolean() ? Cut.FIN : Cut.RST);
                List<CompletableFuture<Integer>> second = bump(clients, "b" + round);
                for (int i = 0; i < SESSIONS; i++) {
                    assertThat(first.get(i).get()).isEqualTo(expected);
                    assertThat(second.get(i).get()).isEqualTo(expected + 1);
                }
                bumps += 2;
                assertThat(LedgerHandler.SESSIONS).hasValue(SESSIONS);
            }
        } finally {
            clients.stream().map(WebSocketClient::closeAsync).toList().forEach(CompletableFuture::join);
        }
        assertThat(reconnects).as("sessions that were not taken up").hasValue(0);
        await().atMost(Duration.ofSeconds(30)).until(() -> LedgerHandler.SESSIONS.get() == 0);
        assertThat(LedgerHandler.RUNS)
                .allSatisfy((call, count) -> assertThat(count).as(call).hasValue(SESSIONS));
        LedgerHandler.RUNS.clear();
    }

    private static List<CompletableFuture<Integer>> bump(List<WebSocketClient> clients, String id) {
        return clients.stream()
                .map(client -> client.callAsync("bump", Integer.class, id))
                .toList();
    }

    private static long heap() {
        long least = Long.MAX_VALUE;
        for (int i = 0; i < 5; i++) {
            System.gc();
            least = Math.min(
                    least,
                    ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed());
        }
        return least;
    }
}
