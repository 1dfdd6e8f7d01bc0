package dev.webshocket.internal.redis.link;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.webshocket.ChannelException;
import dev.webshocket.redis.support.Links;
import dev.webshocket.redis.support.RedisServer;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
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
}
