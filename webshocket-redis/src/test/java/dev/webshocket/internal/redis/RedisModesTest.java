package dev.webshocket.internal.redis;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.webshocket.ChannelRule;
import dev.webshocket.redis.support.Clusters;
import dev.webshocket.redis.support.RedisServer;
import dev.webshocket.spi.extension.Cluster;
import dev.webshocket.spi.extension.LogEntry;
import dev.webshocket.spi.extension.LogPage;
import dev.webshocket.spi.extension.LogPosition;
import dev.webshocket.spi.extension.Publication;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import redis.clients.jedis.Jedis;

/** The same on a Redis Cluster and behind a sentinel. */
@Tag("slow")
@Timeout(300)
class RedisModesTest {

    private static final int SLOTS = 16_384;
    private static final ChannelRule KEEP =
            new ChannelRule("*", 10, Duration.ofHours(1), false, false, Optional.empty());

    private static <T> T join(CompletionStage<T> stage) throws Exception {
        return stage.toCompletableFuture().get(60, TimeUnit.SECONDS);
    }

    private static LogPosition publish(Cluster cluster, String channel, String text) throws Exception {
        byte[] bytes = text.getBytes(UTF_8);
        return join(cluster.messages().append(new Publication(channel, bytes, bytes, KEEP, Set.of())));
    }

    private static List<String> follow(Cluster cluster) {
        List<String> texts = new CopyOnWriteArrayList<>();
        cluster.messages().follow(entry -> {
            texts.add(text(entry));
            return () -> {};
        });
        return texts;
    }

    private static String text(LogEntry entry) {
        return new String(entry.json(), UTF_8);
    }

    @Test
    void shardsAreOnTheNodesOfARedisCluster() throws Exception {
        List<RedisServer> nodes = new ArrayList<>();
        try {
            for (int i = 0; i < 3; i++) {
                nodes.add(RedisServer.start("--cluster-enabled", "yes", "--cluster-node-timeout", "2000"));
            }
            join(nodes);
            String url = "redis://127.0.0.1:" + nodes.get(0).port() + ",127.0.0.1:"
                    + nodes.get(1).port();
            try (Cluster one = Cluster.open(Clusters.context(url, "cluster", "true"))
                            .orElseThrow();
                    Cluster other = Cluster.open(Clusters.context(url, "cluster", "true"))
                            .orElseThrow()) {
                assertThat(one.state().isReady()).isTrue();
                List<String> followed = follow(other);
                List<String> published = new ArrayList<>();
                for (int i = 0; i < 100; i++) {
                    published.add("message " + i);
                    publish(one, "channel " + i, "message " + i);
                }
                await().atMost(60, TimeUnit.SECONDS).until(() -> followed.size() == 100);
                assertThat(followed).containsExactlyInAnyOrderElementsOf(published);
                LogPosition last = publish(other, "channel 7", "again");
                LogPage page = join(
                        one.messages().read(new LogPosition(last.epoch(), last.shard(), 0), "channel 7"::equals, 10));
                assertThat(page.entries()).extracting(RedisModesTest::text).contains("message 7");
                one.servers().answer(question -> question);
                await().atMost(60, TimeUnit.SECONDS)
                        .until(() -> join(other.servers().ask(new byte[1], Duration.ofSeconds(2)))
                                        .size()
                                == 1);
            }
        } finally {
            nodes.forEach(RedisServer::close);
        }
    }

    private static void join(List<RedisServer> nodes) {
        int from = 0;
        for (int i = 0; i < nodes.size(); i++) {
            int to = (i + 1) * SLOTS / nodes.size();
            try (Jedis jedis = new Jedis("127.0.0.1", nodes.get(i).port())) {
                int[] slots = new int[to - from];
                for (int slot = from; slot < to; slot++) {
                    slots[slot - from] = slot;
                }
                jedis.clusterAddSlots(slots);
                jedis.clusterMeet("127.0.0.1", nodes.get(0).port());
            }
            from = to;
        }
        for (RedisServer node : nodes) {
            try (Jedis jedis = new Jedis("127.0.0.1", node.port())) {
                await().atMost(60, TimeUnit.SECONDS)
                        .until(() -> jedis.clusterInfo().contains("cluster_state:ok")
                                && jedis.clusterInfo().contains("cluster_known_nodes:" + nodes.size()));
            }
        }
    }

    @Test
    void aReplicaTakesOverBehindASentinel() throws Exception {
        try (RedisServer master = RedisServer.start();
                RedisServer replica = RedisServer.start("--replicaof", "127.0.0.1 " + master.port())) {
            try (Jedis jedis = new Jedis("127.0.0.1", replica.port())) {
                await().atMost(60, TimeUnit.SECONDS)
                        .until(() -> jedis.info("replication").contains("master_link_status:up"));
            }
            try (RedisServer sentinel = RedisServer.startSentinel("main", master)) {
                try (Jedis jedis = new Jedis("127.0.0.1", sentinel.port())) {
                    await().atMost(60, TimeUnit.SECONDS)
                            .until(() -> jedis.sentinelReplicas("main").size() == 1);
                }
                String[] more = {"sentinel", "main", "patience", "60s"};
                try (Cluster one = Cluster.open(Clusters.context(sentinel.url(), more))
                                .orElseThrow();
                        Cluster other = Cluster.open(Clusters.context(sentinel.url(), more))
                                .orElseThrow()) {
                    assertThat(one.state().isReady()).isTrue();
                    List<String> followed = follow(other);
                    publish(one, "a", "before");
                    master.kill();
                    publish(one, "a", "after");
                    await().atMost(60, TimeUnit.SECONDS).until(() -> followed.contains("after"));
                    assertThat(followed).doesNotHaveDuplicates();
                    await().atMost(60, TimeUnit.SECONDS)
                            .until(() -> other.state().isReady());
                }
            }
        }
    }
}
