package dev.webshocket.it.cluster;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer.OrderAnnotation;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.Timeout;

/**
 * Three servers whose Redis stops and loses its data, while messages are published. System properties: see {@link Load}, and {@code
 * cluster.frozen}, for how many seconds Redis is stopped.
 */
@TestMethodOrder(OrderAnnotation.class)
@Timeout(1800)
class RedisIT {

    private static final int CHANNELS = 5;
    private static final int FROZEN_SECONDS = Integer.getInteger("cluster.frozen", 7);
    private static final Load LOAD = Load.ofProperties("RedisIT");

    private static TestCluster cluster;

    @BeforeAll
    static void start() throws Exception {
        cluster = TestCluster.start(3);
    }

    @AfterAll
    static void stop() throws Exception {
        cluster.close();
    }

    @Test
    @Order(1)
    void nothingIsLostWhileRedisIsStopped() throws Exception {
        try (Traffic traffic = new Traffic(cluster, LOAD, "kept.stopped", CHANNELS)) {
            traffic.publish();
            traffic.awaitPublished(0.3);
            cluster.redis().freeze();
            TimeUnit.SECONDS.sleep(FROZEN_SECONDS); // that is what is tested
            cluster.redis().thaw();
            traffic.finish();

            Completeness.check(traffic);
        }
        cluster.awaitReady();
    }

    @Test
    @Order(2)
    void nothingIsLostWhenRedisIsKilledAndHasItsFile() throws Exception {
        try (Traffic traffic = new Traffic(cluster, LOAD, "kept.killed", CHANNELS)) {
            traffic.publish();
            traffic.awaitPublished(0.3);
            cluster.redis().restart();
            traffic.finish();

            Completeness.check(traffic);
        }
        cluster.awaitReady();
    }

    @Test
    @Order(3)
    void everybodyIsToldOfAGapWhenRedisHasLostItsData() throws Exception {
        try (Traffic traffic = new Traffic(cluster, LOAD, "kept.lost", CHANNELS)) {
            traffic.publish();
            traffic.awaitPublished(0.3);
            cluster.restartRedisEmpty();
            await().atMost(TestCluster.PATIENCE)
                    .untilAsserted(() -> assertThat(traffic.reliable())
                            .allSatisfy(
                                    subscriber -> assertThat(subscriber.reader().gaps())
                                            .as("gaps of %s", subscriber.reader())
                                            .isNotEmpty()));
            traffic.finish();

            Completeness.assertOnce(traffic);
            assertAllBehindTheGap(traffic);
        }
        cluster.awaitReady();
    }

    /** What Redis has now came to all subscribers, behind the last gap or before it. */
    private static void assertAllBehindTheGap(Traffic traffic) {
        Map<String, List<Message>> history = traffic.history();
        for (ReliableSubscriber subscriber : traffic.reliable()) {
            for (String channel : traffic.channels(subscriber)) {
                List<Message> received = subscriber.reader().messages(channel);
                List<Message> kept = history.get(channel);
                assertThat(kept).isNotEmpty();
                assertThat(received.subList(Math.max(0, received.size() - kept.size()), received.size()))
                        .as("%s of %s", channel, subscriber.reader())
                        .isEqualTo(kept);
            }
        }
    }
}
