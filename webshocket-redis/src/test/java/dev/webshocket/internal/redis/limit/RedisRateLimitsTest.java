package dev.webshocket.internal.redis.limit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.webshocket.ClientConnection;
import dev.webshocket.Per;
import dev.webshocket.internal.redis.link.RedisKeys;
import dev.webshocket.internal.redis.link.RedisLink;
import dev.webshocket.redis.support.Links;
import dev.webshocket.redis.support.RedisServer;
import dev.webshocket.spi.extension.RateLimitKey;
import dev.webshocket.spi.extension.RateLimitOutcome;
import dev.webshocket.spi.extension.RateLimitRate;
import dev.webshocket.support.AttributeConnection;
import dev.webshocket.support.RecordedLog;
import dev.webshocket.support.SettableClock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import redis.clients.jedis.Jedis;

/** Rate limits that three servers count together on a real Redis. */
@Tag("slow")
@Timeout(300)
class RedisRateLimitsTest {

    private static final RateLimitRate FIVE_AN_HOUR = new RateLimitRate(5, Duration.ofHours(1));

    private final RedisServer redis = RedisServer.start();
    private final SettableClock clock = new SettableClock();
    private final List<RedisLink> links = new ArrayList<>();
    private final List<RedisRateLimits> servers =
            Stream.generate(this::server).limit(3).toList();
    private final ClientConnection connection = AttributeConnection.with(Map.of());
    private final RecordedLog log = RecordedLog.of("dev.webshocket");

    /** A server that waits longer than this test may be paused. */
    private RedisRateLimits server() {
        return server("shop", Duration.ofSeconds(50));
    }

    private RedisRateLimits server(String application, Duration patience) {
        RedisLink link = Links.open(Links.settings(redis.url(), "patience", "50s"));
        links.add(link);
        return new RedisRateLimits(link, new RedisKeys("webshocket", application), 1000, clock, patience);
    }

    @AfterEach
    void stop() {
        log.close();
        links.forEach(RedisLink::close);
        redis.close();
    }

    private CompletableFuture<RateLimitOutcome> ask(int server, Per per, String subject, RateLimitRate rate) {
        return servers.get(server)
                .tryTake(new RateLimitKey("/ws#m", per, subject), rate, connection)
                .toCompletableFuture();
    }

    private RateLimitOutcome take(int server, Per per, String subject, RateLimitRate rate) throws Exception {
        return ask(server, per, subject, rate).get(60, TimeUnit.SECONDS);
    }

    /** Takes calls from all servers in turn until one is refused. */
    private int through(Per per, String subject) throws Exception {
        int calls = 0;
        while (take(calls % 3, per, subject, FIVE_AN_HOUR).taken()) {
            calls++;
        }
        return calls;
    }

    @ParameterizedTest
    @EnumSource(
            value = Per.class,
            names = {"PRINCIPAL", "ADDRESS", "ENDPOINT"})
    void serversCountTogether(Per per) throws Exception {
        assertThat(through(per, "a")).isEqualTo(5);
        for (int server = 0; server < 3; server++) {
            RateLimitOutcome refused = take(server, per, "a", FIVE_AN_HOUR);
            assertThat(refused.taken()).isFalse();
            assertThat(refused.retryAfter()).isBetween(Duration.ofMinutes(50), Duration.ofHours(1));
        }
    }

    @Test
    void aConnectionIsCountedByItsServer() throws Exception {
        for (int server = 0; server < 3; server++) {
            for (int i = 0; i < 5; i++) {
                assertThat(take(server, Per.CONNECTION, "a", FIVE_AN_HOUR).taken())
                        .isTrue();
            }
            assertThat(take(server, Per.CONNECTION, "a", FIVE_AN_HOUR).taken()).isFalse();
        }
        try (Jedis jedis = new Jedis("127.0.0.1", redis.port())) {
            assertThat(jedis.dbSize()).isZero();
        }
    }

    @Test
    void bucketsAreKeptApart() throws Exception {
        assertThat(through(Per.PRINCIPAL, "a")).isEqualTo(5);
        assertThat(through(Per.PRINCIPAL, "b")).isEqualTo(5);
        assertThat(through(Per.PRINCIPAL, "{a}:bucket\n\u00e9")).isEqualTo(5);
        assertThat(through(Per.ADDRESS, "a")).isEqualTo(5);
        RateLimitKey other = new RateLimitKey("/ws#m2", Per.PRINCIPAL, "a");
        assertThat(servers.get(0).tryTake(other, FIVE_AN_HOUR, connection).toCompletableFuture())
                .succeedsWithin(Duration.ofMinutes(1))
                .isEqualTo(RateLimitOutcome.TAKEN);
        // As the next version of the application may have it.
        RateLimitRate changed = new RateLimitRate(6, Duration.ofHours(1));
        assertThat(take(0, Per.PRINCIPAL, "a", changed).taken()).isTrue();
        RedisRateLimits stranger = server("bank", Duration.ofSeconds(50));
        assertThat(stranger.tryTake(new RateLimitKey("/ws#m", Per.PRINCIPAL, "a"), FIVE_AN_HOUR, connection)
                        .toCompletableFuture())
                .succeedsWithin(Duration.ofMinutes(1))
                .isEqualTo(RateLimitOutcome.TAKEN);
    }

    @Test
    void threeServersThatHammerALimitLetThroughExactlyThatMany() throws Exception {
        // An hour, because this test may be paused for more than a minute.
        RateLimitRate rate = new RateLimitRate(1000, Duration.ofHours(1));
        List<CompletableFuture<List<CompletableFuture<RateLimitOutcome>>>> threads = new ArrayList<>();
        for (int i = 0; i < 12; i++) {
            int server = i % 3;
            threads.add(CompletableFuture.supplyAsync(
                    () -> Stream.generate(() -> ask(server, Per.PRINCIPAL, "alice", rate))
                            .limit(250)
                            .toList()));
        }
        int taken = 0;
        for (CompletableFuture<List<CompletableFuture<RateLimitOutcome>>> thread : threads) {
            for (CompletableFuture<RateLimitOutcome> outcome : thread.get(60, TimeUnit.SECONDS)) {
                taken += outcome.get(60, TimeUnit.SECONDS).taken() ? 1 : 0;
            }
        }
        assertThat(log.records()).as("each call has been counted by Redis").isEmpty();
        assertThat(taken).isEqualTo(1000);
    }

    @Test
    void theNextWindowBeginsByTheClockOfRedis() throws Exception {
        RateLimitRate rate = new RateLimitRate(1, Duration.ofMillis(700));
        long begin = clock.getAsLong();
        assertThat(take(0, Per.PRINCIPAL, "a", rate).taken()).isTrue();
        await().atMost(60, TimeUnit.SECONDS)
                .until(() -> take(1, Per.PRINCIPAL, "a", rate).taken());
        assertThat(clock.getAsLong()).as("the server's clock").isEqualTo(begin);
    }

    @Test
    void redisForgetsABucketAfterTwoPeriods() throws Exception {
        take(0, Per.PRINCIPAL, "a", FIVE_AN_HOUR);
        try (Jedis jedis = new Jedis("127.0.0.1", redis.port())) {
            assertThat(jedis.keys("*"))
                    .singleElement()
                    .satisfies(key -> assertThat(jedis.pttl(key))
                            .isBetween(
                                    TimeUnit.MINUTES.toMillis(110),
                                    Duration.ofHours(2).toMillis()));
            jedis.flushAll();
        }
        assertThat(through(Per.PRINCIPAL, "a")).as("after it was forgotten").isEqualTo(5);
    }

    private static boolean takes(RedisRateLimits server, String subject) throws Exception {
        return server.tryTake(new RateLimitKey("/ws#m", Per.PRINCIPAL, subject), FIVE_AN_HOUR, null)
                .toCompletableFuture()
                .get(60, TimeUnit.SECONDS)
                .taken();
    }

    @Test
    void aServerCountsItsOwnCallsWhileRedisIsAway() throws Exception {
        RedisRateLimits hasty = server("shop", Duration.ofMillis(200));
        RedisRateLimits other = server("shop", Duration.ofMillis(200));
        assertThat(through(Per.PRINCIPAL, "a")).isEqualTo(5);
        redis.freeze();
        int calls = 0;
        while (takes(hasty, "a")) {
            calls++;
        }
        assertThat(calls).as("by the bucket in memory").isEqualTo(5);
        assertThat(takes(other, "a")).isTrue();
        assertThat(logged()).as("once for each server").isEqualTo(2);
        clock.advance(Duration.ofSeconds(59));
        takes(hasty, "a");
        assertThat(logged()).isEqualTo(2);
        clock.advance(Duration.ofSeconds(1));
        takes(hasty, "a");
        assertThat(logged()).as("a minute later").isEqualTo(3);

        redis.thaw();
        await().atMost(60, TimeUnit.SECONDS).untilAsserted(() -> {
            clock.advance(Duration.ofSeconds(1));
            takes(hasty, "b");
            assertThat(through(Per.PRINCIPAL, "b"))
                    .as("what Redis has left for the others")
                    .isLessThan(5);
        });
    }

    @Test
    void noCallWaitsLongForARedisThatIsAway() throws Exception {
        RedisRateLimits hasty = server("shop", Duration.ofMillis(200));
        redis.freeze();
        assertThat(takes(hasty, "a")).isTrue();
        assertThat(hasty.tryTake(new RateLimitKey("/ws#m", Per.PRINCIPAL, "a"), FIVE_AN_HOUR, connection)
                        .toCompletableFuture())
                .as("the next call, within a second")
                .isDone();
        redis.thaw();
    }

    private long logged() {
        return log.records().stream()
                .filter(line -> line.getMessage().startsWith("WEBSHOCKET-0420: "))
                .count();
    }

    @Test
    void aStoppedLinkLetsCallsBeCountedInMemory() throws Exception {
        links.get(0).close();
        assertThat(take(0, Per.PRINCIPAL, "a", FIVE_AN_HOUR).taken()).isTrue();
    }
}
