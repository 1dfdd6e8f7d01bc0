package dev.webshocket.internal.redis.link;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.webshocket.ChannelException;
import dev.webshocket.redis.support.Links;
import dev.webshocket.redis.support.RedisServer;
import dev.webshocket.support.RecordedLog;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.LongStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Scripts over the link, and what becomes of them when Redis is away. */
@Tag("slow")
@Timeout(120)
class RedisLinkTest {

    private static final RedisScript COUNT = RedisScript.once("return redis.call('INCR', KEYS[1])");
    private static final RedisScript SET = RedisScript.repeatable("redis.call('SET', KEYS[1], ARGV[1]) return ARGV[1]");
    private static final RedisScript GET = RedisScript.reading("return redis.call('GET', KEYS[1])");

    private final RedisServer redis = RedisServer.start();
    private final RedisLink link = Links.open(Links.settings(redis.url()));

    @AfterEach
    void close() {
        link.close();
        redis.close();
    }

    private static Object join(CompletableFuture<Object> reply) throws Exception {
        return reply.get(60, TimeUnit.SECONDS);
    }

    private CompletableFuture<Object> count() {
        return link.eval(COUNT, List.of("count"));
    }

    private static void assertFails(CompletableFuture<Object> reply, String code) {
        assertThatThrownBy(() -> join(reply))
                .cause()
                .isInstanceOf(ChannelException.class)
                .hasMessageContaining("WEBSHOCKET-" + code + ": ");
    }

    @Test
    void runsScriptsInTheOrderGiven() throws Exception {
        List<CompletableFuture<Object>> replies = new ArrayList<>();
        for (int i = 0; i < 2_000; i++) {
            replies.add(count());
        }
        List<Object> counted = new ArrayList<>();
        for (CompletableFuture<Object> reply : replies) {
            counted.add(join(reply));
        }
        assertThat(counted)
                .containsExactlyElementsOf(
                        LongStream.rangeClosed(1, 2_000).boxed().toList());
    }

    @Test
    void passesBytesThroughUnchanged() throws Exception {
        byte[] bytes = new byte[70_000];
        for (int i = 0; i < bytes.length; i++) {
            bytes[i] = (byte) i;
        }
        assertThat(join(link.eval(SET, List.of("key"), (Object) bytes))).isEqualTo(bytes);
        assertThat(join(link.eval(GET, List.of("key")))).isEqualTo(bytes);
        assertThat(join(link.eval(GET, List.of("none")))).isNull();
    }

    @Test
    void loadsScriptsAgainThatRedisHasForgotten() throws Exception {
        assertThat(join(count())).isEqualTo(1L);
        try (var jedis = new redis.clients.jedis.Jedis("127.0.0.1", redis.port())) {
            jedis.scriptFlush();
        }
        assertThat(join(count())).isEqualTo(2L);
    }

    @Test
    void aFaultOfAScriptIsItsOwn() throws Exception {
        CompletableFuture<Object> wrong = link.eval(RedisScript.once("return nonsense()"), List.of("key"));
        CompletableFuture<Object> right = count();
        assertFails(wrong, "0406");
        assertThat(join(right)).isEqualTo(1L);
    }

    @Test
    void connectsAgainWhenRedisIsBack() throws Exception {
        assertThat(join(link.eval(SET, List.of("key"), "kept"))).isEqualTo("kept".getBytes(UTF_8));
        redis.kill();
        CompletableFuture<Object> meanwhile = link.eval(SET, List.of("key"), "new");
        redis.restart();
        assertThat(join(meanwhile)).isEqualTo("new".getBytes(UTF_8));
        assertThat(join(link.eval(GET, List.of("key")))).isEqualTo("new".getBytes(UTF_8));
    }

    @Test
    void whatWaitsTooLongFailsAndHasNotRun() throws Exception {
        try (RedisLink impatient = Links.open(Links.settings(redis.url(), "patience", "300ms"))) {
            redis.kill();
            assertFails(impatient.eval(COUNT, List.of("count")), "0403");
            redis.restart();
            assertThat(join(count())).isEqualTo(1L);
        }
    }

    @Test
    void aScriptThatMustNotRunTwiceHasAnUnknownOutcomeWhenItsConnectionBreaks() throws Exception {
        assertThat(join(count())).isEqualTo(1L);
        join(link.eval(SET, List.of("key"), "known"));
        redis.freeze();
        CompletableFuture<Object> counted = count();
        CompletableFuture<Object> set = link.eval(SET, List.of("key"), "value");
        assertFails(counted, "0404");
        redis.thaw();
        assertThat(join(set)).isEqualTo("value".getBytes(UTF_8));
        assertThat(join(count())).isIn(2L, 3L);
    }

    @Test
    void commandsAndBytesThatWaitAreBounded() throws Exception {
        redis.freeze();
        byte[] large = new byte[20 << 20];
        for (int i = 0; i < 3; i++) {
            assertThat(link.eval(SET, List.of("large"), (Object) large)).isNotDone();
        }
        assertFails(link.eval(SET, List.of("large"), (Object) large), "0405");
        assertThat(link.queued()).isEqualTo(3);
        for (int i = link.queued(); i < RedisLink.MOST_COMMANDS; i++) {
            link.eval(SET, List.of("key"), "" + i);
        }
        assertFails(link.eval(SET, List.of("key"), "too much"), "0405");
        // Reads have a lane of their own.
        assertThat(link.eval(GET, List.of("key"))).isNotDone();
        redis.thaw();
        await().atMost(60, TimeUnit.SECONDS).until(() -> link.queued() == 0);
        assertThat(join(link.eval(SET, List.of("key"), "room"))).isEqualTo("room".getBytes(UTF_8));
    }

    @Test
    void aClosedLinkHasSentWhatWaitedAndRefusesMore() throws Exception {
        List<CompletableFuture<Object>> replies = new ArrayList<>();
        for (int i = 0; i < 100; i++) {
            replies.add(count());
        }
        link.close();
        link.close();
        for (CompletableFuture<Object> reply : replies) {
            assertThat(reply).isDone();
        }
        assertFails(count(), "0407");
        assertFails(link.eval(GET, List.of("key")), "0407");
    }

    @Test
    void anOutageIsLoggedOnceAndSoIsItsEnd() throws Exception {
        try (RecordedLog lines = RecordedLog.of("dev.webshocket")) {
            redis.kill();
            CompletableFuture<Object> reply = link.eval(SET, List.of("key"), "value");
            await().atMost(60, TimeUnit.SECONDS).until(() -> !lines.records().isEmpty());
            redis.restart();
            join(reply);
            await().atMost(60, TimeUnit.SECONDS).until(() -> lines.records().size() == 2);
            assertThat(lines.records().get(0).getMessage())
                    .startsWith("WEBSHOCKET-0408: Redis cannot be reached at 127.0.0.1:" + redis.port());
            assertThat(lines.records().get(1).getMessage())
                    .isEqualTo("WEBSHOCKET-0409: Redis is back at 127.0.0.1:" + redis.port());
        }
    }

    @Test
    void aPeriodicTaskThatFailsRunsAgain() throws Exception {
        AtomicInteger runs = new AtomicInteger();
        try (RecordedLog lines = RecordedLog.of("dev.webshocket")) {
            link.every(Duration.ofMillis(10), () -> {
                runs.incrementAndGet();
                throw new IllegalStateException("on purpose");
            });
            await().atMost(60, TimeUnit.SECONDS).until(() -> runs.get() > 2);
            assertThat(lines.records().get(0).getMessage())
                    .isEqualTo("WEBSHOCKET-0412: a periodic task of the cluster failed");
        }
    }
}
