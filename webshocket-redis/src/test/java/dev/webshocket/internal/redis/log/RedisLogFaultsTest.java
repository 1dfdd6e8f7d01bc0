package dev.webshocket.internal.redis.log;

import static dev.webshocket.internal.redis.log.Followed.join;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.webshocket.redis.support.Clusters;
import dev.webshocket.redis.support.RedisServer;
import dev.webshocket.spi.extension.Cluster;
import dev.webshocket.spi.extension.LogEntry;
import dev.webshocket.spi.extension.LogPage;
import dev.webshocket.spi.extension.LogPosition;
import dev.webshocket.spi.extension.MessageLog;
import dev.webshocket.support.CuttingProxy;
import dev.webshocket.support.CuttingProxy.Cut;
import dev.webshocket.support.CuttingProxy.Fate;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import redis.clients.jedis.Jedis;
import redis.clients.jedis.args.ClientType;
import redis.clients.jedis.params.ClientKillParams;

/**
 * Two servers and ten publishers, while Redis stops, dies and loses its data, and connections break. {@code -Dredis.frozen=10} stops it
 * for so many seconds instead of 3, {@code -Dredis.cuts=100} cuts so often instead of 8.
 */
@Tag("slow")
@Timeout(300)
class RedisLogFaultsTest {

    private static final int FROZEN = Integer.getInteger("redis.frozen", 3);
    private static final int CUTS = Integer.getInteger("redis.cuts", 8);
    private static final Duration BETWEEN = Duration.ofMillis(5);

    private final RedisServer redis = RedisServer.start();
    private final List<AutoCloseable> opened = new ArrayList<>();

    @AfterEach
    void close() throws Exception {
        for (AutoCloseable each : opened) {
            each.close();
        }
        redis.close();
    }

    private Cluster open(String... properties) {
        Cluster cluster = Clusters.open(redis, properties);
        opened.add(0, cluster);
        assertThat(cluster.state().isReady()).isTrue();
        return cluster;
    }

    private Cluster openThrough(CuttingProxy proxy, String... properties) {
        Cluster cluster = Cluster.open(Clusters.context("redis://127.0.0.1:" + proxy.port(), properties))
                .orElseThrow();
        opened.add(0, cluster);
        return cluster;
    }

    private CuttingProxy proxy() {
        CuttingProxy proxy = new CuttingProxy(
                new InetSocketAddress(InetAddress.getLoopbackAddress(), redis.port()), number -> Fate.NONE);
        opened.add(proxy);
        return proxy;
    }

    private LogTraffic traffic(Cluster... clusters) {
        LogTraffic traffic =
                new LogTraffic(List.of(clusters).stream().map(Cluster::messages).toList());
        traffic.start(10, BETWEEN);
        traffic.awaitMore(100);
        return traffic;
    }

    private static void pass(Duration time) throws InterruptedException {
        TimeUnit.NANOSECONDS.sleep(time.toNanos());
    }

    @Test
    void publishersOfTwoServersHaveOneOrder() throws Exception {
        LogTraffic traffic = traffic(open(), open());
        traffic.awaitMore(2_000);
        traffic.finish();
        assertThat(traffic.failures()).isEmpty();
        traffic.checkNothingLostOrTwice();
    }

    @Test
    void whileRedisIsStoppedNothingIsLostAndOnlyLateMessagesFail() throws Exception {
        LogTraffic traffic = traffic(open(), open());
        redis.freeze();
        pass(Duration.ofSeconds(FROZEN));
        redis.thaw();
        traffic.awaitMore(500);
        traffic.finish();
        if (FROZEN < 4) {
            assertThat(traffic.failures()).isEmpty();
        }
        traffic.checkNothingLostOrTwice();
    }

    @Test
    void whatFailsAfterThePatienceIsNotAppendedLater() throws Exception {
        LogTraffic traffic = traffic(open("patience", "1s"), open("patience", "1s"));
        redis.freeze();
        pass(Duration.ofSeconds(3));
        assertThat(traffic.failures().keySet()).isNotEmpty().isSubsetOf("WEBSHOCKET-0403", "WEBSHOCKET-0404");
        redis.thaw();
        traffic.awaitMore(500);
        traffic.finish();
        traffic.checkNothingLostOrTwice();
    }

    @Test
    void aRedisThatIsKilledAndHasItsFileLosesNothing() throws Exception {
        LogTraffic traffic = traffic(open("patience", "30s"), open("patience", "30s"));
        for (int i = 0; i < 3; i++) {
            redis.kill();
            redis.restart();
            traffic.awaitMore(300);
        }
        traffic.finish();
        assertThat(traffic.failures()).isEmpty();
        traffic.checkNothingLostOrTwice();
    }

    @Test
    void aRedisThatIsBackWithoutItsDataIsALossForEveryFollower() throws Exception {
        Cluster one = open();
        Cluster other = open();
        Followed first = new Followed();
        Followed second = new Followed();
        one.messages().follow(first);
        other.messages().follow(second);
        LogPosition old =
                join(one.messages().append(Followed.message("a", "1", Followed.keep(5, Duration.ofHours(1)))));
        redis.kill();
        redis.restartEmpty();
        LogPosition fresh =
                join(other.messages().append(Followed.message("a", "2", Followed.keep(5, Duration.ofHours(1)))));
        assertThat(fresh.epoch()).isNotEqualTo(old.epoch());
        for (Followed follower : List.of(first, second)) {
            await().atMost(60, TimeUnit.SECONDS).until(() -> follower.lost.size() == 16);
            await().atMost(60, TimeUnit.SECONDS).until(() -> follower.texts().contains("2"));
            assertThat(follower.lost).extracting(LogPosition::shard).doesNotHaveDuplicates();
            LogPosition lost = follower.lost.stream()
                    .filter(position -> position.shard() == fresh.shard())
                    .findFirst()
                    .orElseThrow();
            assertThat(lost.epoch()).isEqualTo(fresh.epoch());
            assertThat(lost.offset()).isLessThan(fresh.offset());
        }
        // What was before is unknown to a reader, and what is there is read.
        for (MessageLog log : List.of(one.messages(), other.messages())) {
            await().atMost(60, TimeUnit.SECONDS)
                    .until(() -> log.heads().get(fresh.shard()).epoch().equals(fresh.epoch())
                            && log.heads().get(fresh.shard()).offset() >= fresh.offset());
            LogPage page = join(log.read(old, "a"::equals, 10));
            assertThat(page.lostUnknown()).isPositive();
            assertThat(page.entries()).extracting(LogEntry::position).containsExactly(fresh);
        }
    }

    @Test
    void aServerThatWasAwayForTooLongHearsOfItsLossAndGoesOn() throws Exception {
        CuttingProxy proxy = proxy();
        Cluster here = open("entries", "100");
        Cluster away = openThrough(proxy, "entries", "100");
        Followed followed = new Followed();
        away.messages().follow(followed);
        LogPosition before =
                join(here.messages().append(Followed.message("a", "0", Followed.keep(5, Duration.ofHours(1)))));
        await().atMost(60, TimeUnit.SECONDS).until(() -> followed.texts().contains("0"));
        proxy.refuse(true);
        proxy.cut(Cut.RST);
        LogPosition last = before;
        for (int i = 1; i <= 1_000; i++) {
            last = join(here.messages().append(Followed.message("a", "" + i, Followed.keep(5, Duration.ofHours(1)))));
        }
        proxy.refuse(false);
        await().atMost(60, TimeUnit.SECONDS).until(() -> followed.texts().contains("1000"));
        assertThat(followed.lost).hasSize(1);
        assertThat(followed.lost.get(0).epoch()).isEqualTo(before.epoch());
        assertThat(followed.lost.get(0).offset()).isBetween(before.offset() + 1, last.offset());
        LogPage page = join(away.messages().read(before, "a"::equals, 10));
        assertThat(page.entries())
                .extracting(entry -> new String(entry.json(), UTF_8))
                .containsExactly("996", "997", "998", "999", "1000");
        assertThat(page.lost()).containsOnlyKeys("a");
        assertThat(page.lostUnknown()).isZero();
    }

    /** As when a replica is promoted that had not got the last message, and another message takes its place. */
    @Test
    void anotherMessageInThePlaceOfOneThatRedisHasForgottenIsALoss() throws Exception {
        Cluster one = open();
        Cluster other = open();
        LogPosition last = join(one.messages().append(Followed.message("a", "lost", null)));
        Followed first = new Followed();
        Followed second = new Followed();
        one.messages().follow(first);
        other.messages().follow(second);
        String shard = "{webshocket:test:" + last.shard() + "}:";
        try (Jedis jedis = new Jedis("127.0.0.1", redis.port())) {
            jedis.eval("""
                    local head = redis.call('HGET', KEYS[2], 'o')
                    redis.call('DEL', KEYS[1])
                    redis.call('XADD', KEYS[1], '0-' .. head,
                        'k', 'c', 'e', redis.call('HGET', KEYS[2], 'e'), 't', 0, 'n', 'x', 'd', '')
                    """, List.of(shard + "log", shard + "state"), List.of());
            jedis.clientKill(ClientKillParams.clientKillParams().type(ClientType.NORMAL));
        }
        for (Followed follower : List.of(first, second)) {
            await().atMost(60, TimeUnit.SECONDS).until(() -> !follower.lost.isEmpty());
            assertThat(follower.lost)
                    .singleElement()
                    .satisfies(position -> assertThat(position.epoch()).isNotEqualTo(last.epoch()))
                    .isEqualTo(first.lost.get(0));
        }
        LogPosition next = join(one.messages().append(Followed.message("a", "next", null)));
        assertThat(next.epoch()).isEqualTo(first.lost.get(0).epoch());
        await().atMost(60, TimeUnit.SECONDS).until(() -> second.texts().contains("next"));
    }

    @Test
    void connectionsThatBreakAtAnyPlaceAppendNothingTwice() throws Exception {
        long seed = Long.getLong("redis.seed", System.nanoTime());
        System.out.println("-Dredis.seed=" + seed);
        Random random = new Random(seed);
        CuttingProxy proxy = new CuttingProxy(
                new InetSocketAddress(InetAddress.getLoopbackAddress(), redis.port()),
                // Each third connection lasts, so that what has piled up gets through.
                number -> number < 8 || number % 3 == 0
                        ? Fate.NONE
                        : Fate.cutAfter(1_000 + random.nextInt(200_000), Cut.RST));
        opened.add(proxy);
        LogTraffic traffic = traffic(openThrough(proxy, "patience", "30s"), open());
        for (int i = 0; i < CUTS; i++) {
            proxy.cut(Cut.RST);
            traffic.awaitMore(50 + random.nextInt(200));
        }
        traffic.finish();
        assertThat(traffic.failures()).isEmpty();
        traffic.checkNothingLostOrTwice();
    }

    /** A tail that has got nothing yet knows its place nevertheless. */
    @Test
    void aBreakAloneIsNoLoss() throws Exception {
        Cluster cluster = open();
        Followed followed = new Followed();
        cluster.messages().follow(followed);
        String epoch = cluster.messages().heads().get(0).epoch();
        try (Jedis jedis = new Jedis("127.0.0.1", redis.port())) {
            for (int i = 0; i < 5; i++) {
                jedis.clientKill(ClientKillParams.clientKillParams().type(ClientType.NORMAL));
                join(cluster.messages().append(Followed.message("a", "" + i, null)));
            }
        }
        assertThat(followed.lost).isEmpty();
        assertThat(followed.texts()).containsExactly("0", "1", "2", "3", "4");
        assertThat(cluster.messages().heads().get(0).epoch()).isEqualTo(epoch);
    }

    @Test
    void aServerThatHearsNothingIsNotReadyUntilItDoesAgain() throws Exception {
        CuttingProxy proxy = proxy();
        Cluster here = open();
        Cluster away = openThrough(proxy);
        Followed followed = new Followed();
        away.messages().follow(followed);
        assertThat(away.state().lastCanary()).isPresent();
        assertThat(away.state().shards())
                .hasSize(16)
                .allSatisfy(shard -> assertThat(shard.canary()).isNotNull());
        proxy.refuse(true);
        proxy.cut(Cut.SILENCE);
        await().atMost(60, TimeUnit.SECONDS).until(() -> !away.state().isReady());
        await().atMost(60, TimeUnit.SECONDS).until(() -> here.state().isReady());
        proxy.refuse(false);
        join(here.messages().append(Followed.message("a", "1", null)));
        await().atMost(60, TimeUnit.SECONDS).until(() -> away.state().isReady());
        await().atMost(60, TimeUnit.SECONDS).until(() -> followed.texts().contains("1"));
        assertThat(followed.lost).isEmpty();
    }

    @Test
    void aServerStartsWithoutRedisAndConnectsLater() throws Exception {
        redis.kill();
        Cluster cluster = Clusters.open(redis, "patience", "300ms");
        opened.add(0, cluster);
        Followed followed = new Followed();
        cluster.messages().follow(followed);
        assertThat(cluster.state().isReady()).isFalse();
        assertThat(cluster.messages().heads()).hasSize(16);
        assertThatThrownBy(() -> join(cluster.messages().append(Followed.message("a", "1", null))))
                .hasMessageContaining("WEBSHOCKET-0403");
        redis.restart();
        await().atMost(60, TimeUnit.SECONDS).until(() -> cluster.state().isReady());
        assertThat(followed.lost).hasSize(16);
        join(cluster.messages().append(Followed.message("a", "2", null)));
        assertThat(followed.texts()).containsExactly("2");
    }

    @Test
    void beyondItsBoundTheQueueRefusesAtOnce() throws Exception {
        Cluster cluster = open("patience", "30s");
        redis.freeze();
        List<CompletionStage<LogPosition>> stages = new ArrayList<>();
        for (int i = 0; i < 12_000; i++) {
            stages.add(cluster.messages().append(Followed.message("a", "" + i, null)));
        }
        assertThat(cluster.state().queued()).isBetween(9_000, 10_000);
        CompletionStage<LogPosition> last = stages.get(stages.size() - 1);
        assertThat(last.toCompletableFuture()).isCompletedExceptionally();
        assertThatThrownBy(() -> join(last)).hasMessageContaining("WEBSHOCKET-0405");
        redis.thaw();
        await().atMost(60, TimeUnit.SECONDS).until(() -> cluster.state().isReady());
        join(cluster.messages().append(Followed.message("a", "again", null)));
    }
}
