package dev.webshocket.it.cluster;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.webshocket.client.WebSocketClient;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer.OrderAnnotation;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.Timeout;

/** Three servers, of which some end, while messages are published. System properties: see {@link Load}. */
@TestMethodOrder(OrderAnnotation.class)
@Timeout(1800)
class ServersIT {

    private static final int SERVERS = 3;
    private static final int CHANNELS = 5;
    private static final Load LOAD = Load.ofProperties("ServersIT");

    private static TestCluster cluster;

    /** What users are promised; it usually takes less than a tenth of it. */
    private static final Duration BACK = Duration.ofSeconds(5);

    @BeforeAll
    static void start() throws Exception {
        cluster = TestCluster.start(SERVERS);
    }

    @AfterAll
    static void stop() throws Exception {
        cluster.close();
    }

    @Test
    @Order(1)
    void clientsAreSpreadOverAllServers() {
        List<String> servers =
                IntStream.range(0, SERVERS).mapToObj(i -> server()).toList();

        assertThat(servers).doesNotHaveDuplicates();
    }

    private static String server() {
        try (WebSocketClient client = WebSocketClient.connect(cluster.uri())) {
            return client.call("server", String.class);
        }
    }

    @Test
    @Order(2)
    void eachMessageComesOnceAndInOrder() throws Exception {
        try (Traffic traffic = new Traffic(cluster, LOAD, "kept", CHANNELS)) {
            traffic.publish();
            traffic.finish();

            Completeness.check(traffic);
            assertThat(traffic.subscribers())
                    .allSatisfy(subscriber ->
                            assertThat(subscriber.reader().breaks()).isZero());
        }
    }

    @Test
    @Order(3)
    void soItIsInChannelsWithoutHistory() throws Exception {
        try (Traffic traffic = new Traffic(cluster, LOAD, "plain", CHANNELS)) {
            traffic.publish();
            traffic.finish();

            Completeness.checkTransient(traffic);
        }
    }

    @Test
    @Order(4)
    void nothingIsLostWhileAServerIsKilledAndRestarted() throws Exception {
        try (Traffic traffic = new Traffic(cluster, LOAD, "kept.killed", CHANNELS)) {
            traffic.publish();
            traffic.awaitPublished(0.2);
            cluster.kill(0);
            long killed = System.nanoTime();
            awaitState(traffic);
            Duration back = Duration.ofNanos(System.nanoTime() - killed);
            System.out.println("state and subscriptions are back after " + back.toMillis() + " ms");
            assertThat(back).isLessThan(BACK);
            traffic.awaitPublished(0.5);
            cluster.restart(0);
            traffic.finish();

            Completeness.check(traffic);
            assertNoNewSessions(traffic);
        }
        cluster.awaitReady();
    }

    @Test
    @Order(5)
    void nobodyNoticesARollingRedeployment() throws Exception {
        try (Traffic traffic = new Traffic(cluster, LOAD, "kept.rolling", CHANNELS)) {
            traffic.publish();
            List<Caller> callers =
                    traffic.reliable().stream().map(Caller::start).toList();
            for (int i = 0; i < SERVERS; i++) {
                traffic.awaitPublished(0.2 * (i + 1));
                cluster.end(i);
                cluster.restart(i);
                awaitState(traffic);
            }
            traffic.finish();
            callers.forEach(Caller::stop);

            Completeness.check(traffic);
            assertNoNewSessions(traffic);
            assertThat(callers).allSatisfy(caller -> {
                assertThat(caller.failure()).isNull();
                assertThat(caller.calls()).isPositive();
            });
        }
        cluster.awaitReady();
    }

    /** Waits until each client finds its state and its subscriptions on whichever server it is. */
    private static void awaitState(Traffic traffic) {
        List<ReliableSubscriber> reliable = traffic.reliable();
        await().atMost(TestCluster.PATIENCE).until(() -> reliable.stream().allMatch(ReliableSubscriber::isFollowing));
        List<CompletableFuture<String>> names = reliable.stream()
                .map(each -> each.client().rpc("recall").idempotent().callAsync(String.class))
                .toList();
        List<CompletableFuture<Object>> subscriptions = reliable.stream()
                .map(each -> each.client().rpc("subscriptions").idempotent().callAsync(Object.class))
                .toList();
        for (int i = 0; i < reliable.size(); i++) {
            assertThat(names.get(i).join()).isEqualTo(reliable.get(i).reader().toString());
            assertThat((List<?>) subscriptions.get(i).join()).isNotEmpty();
        }
    }

    private static void assertNoNewSessions(Traffic traffic) {
        assertThat(traffic.reliable())
                .as("clients whose session was gone")
                .filteredOn(each -> each.newSessions() > 0)
                .isEmpty();
    }
}
