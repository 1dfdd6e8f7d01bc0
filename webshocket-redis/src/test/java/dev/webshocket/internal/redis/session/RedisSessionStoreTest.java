package dev.webshocket.internal.redis.session;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.webshocket.ChannelException;
import dev.webshocket.internal.redis.link.RedisKeys;
import dev.webshocket.internal.redis.link.RedisLink;
import dev.webshocket.internal.redis.link.RedisScript;
import dev.webshocket.redis.support.Links;
import dev.webshocket.redis.support.RedisServer;
import dev.webshocket.spi.extension.SessionStore;
import dev.webshocket.spi.extension.StoredSession;
import dev.webshocket.support.RecordedLog;
import dev.webshocket.support.SessionStoreContract;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.ConcurrentModificationException;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Sessions on a real Redis. */
@Tag("slow")
@Timeout(120)
class RedisSessionStoreTest extends SessionStoreContract {

    private static final RedisScript TIME = RedisScript.reading("return redis.call('TIME')");
    private static final RedisScript LEFT = RedisScript.reading("return redis.call('PTTL', KEYS[1])");
    private static final RedisScript BODY = RedisScript.reading("return redis.call('HGET', KEYS[1], 'b')");

    private static RedisServer redis;

    private final RedisLink link = Links.open(Links.settings(redis.url()));
    private final RedisKeys keys = new RedisKeys("test", UUID.randomUUID().toString());
    private final RedisSessionStore store = new RedisSessionStore(link, keys, Contexts.own());

    @BeforeAll
    static void startRedis() {
        redis = RedisServer.start();
    }

    @AfterAll
    static void stopRedis() {
        redis.close();
    }

    @AfterEach
    void close() {
        store.close();
        link.close();
    }

    @Override
    protected SessionStore store() {
        return store;
    }

    @Override
    protected void pass(Duration time) {
        long until = now() + time.toMillis();
        await().atMost(Duration.ofSeconds(20)).until(() -> now() > until);
    }

    private Object ask(RedisScript script, String... keys) {
        try {
            return link.eval(script, List.of(keys)).get(20, TimeUnit.SECONDS);
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }

    /** Reads the clock of Redis, by which sessions expire. */
    private long now() {
        List<?> time = (List<?>) ask(TIME, "clock");
        return Long.parseLong(text(time.get(0))) * 1000 + Long.parseLong(text(time.get(1))) / 1000;
    }

    private static String text(Object bytes) {
        return new String((byte[]) bytes, StandardCharsets.UTF_8);
    }

    private String key(String uid) {
        return keys.tagged(uid, "session");
    }

    private static StoredSession with(String uid, Map<String, Object> attributes) {
        return new StoredSession(
                uid, "one", "shop", "/", "webshocket.v2", null, List.of("h1"), attributes, List.of(), null);
    }

    /** Is encoded by the test when it wants. */
    public static class Mutable {

        private int count;

        public int getCount() {
            return count;
        }

        public void setCount(int count) {
            this.count = count;
        }
    }

    @Test
    void aValueThatIsChangedInPlaceIsStoredWithTheNextRenewal() throws Exception {
        Mutable value = new Mutable();
        StoredSession session = with("u", Map.of("value", value));
        done(store.save(session, KEEP));
        value.setCount(5);
        assertThat(done(store.renew(session, KEEP))).isTrue();
        assertThat(text(ask(BODY, key("u")))).contains("5");
    }

    @Test
    void renewingLengthensTheTimeAndDoesNotSendTheSession() throws Exception {
        StoredSession session = session("u", "one", "h1");
        done(store.save(session, Duration.ofSeconds(60)));
        assertThat((long) ask(LEFT, key("u"))).isBetween(1L, 60_000L);
        assertThat(done(store.renew(session, Duration.ofSeconds(600)))).isTrue();
        assertThat((long) ask(LEFT, key("u"))).isBetween(60_001L, 600_000L);
    }

    @Test
    void whatHasEndedOnItsOnlyServerIsGone() throws Exception {
        done(store.save(session("u", "one", "h1"), KEEP));
        done(store.remove("u", "one"));
        assertThat((long) ask(LEFT, key("u"))).isEqualTo(-2);
    }

    @Test
    void whatCannotBeWrittenStaysLocalAndIsLoggedOnceForItsClass() throws Exception {
        try (RecordedLog log = RecordedLog.all("dev.webshocket")) {
            for (int i = 0; i < 3; i++) {
                done(store.save(with("u" + i, Map.of("thread", Thread.currentThread(), "count", i)), KEEP));
            }
            assertThat(done(store.take("u2", "h1", "two")))
                    .map(StoredSession::attributes)
                    .contains(Map.of("count", 2));
            assertThat(log.records())
                    .filteredOn(record -> RecordedLog.text(record).contains("WEBSHOCKET-0415"))
                    .singleElement()
                    .satisfies(record -> assertThat(RecordedLog.text(record)).contains("Thread", "\"thread\""));
        }
    }

    /** A list that somebody changes whenever it is read. */
    private static List<Object> changing() {
        return new ArrayList<>(List.of(1)) {

            private static final long serialVersionUID = 1L;

            @Override
            public Iterator<Object> iterator() {
                throw new ConcurrentModificationException();
            }

            @Override
            public void forEach(Consumer<? super Object> action) {
                throw new ConcurrentModificationException();
            }
        };
    }

    public record Holder(List<Object> list) {}

    @Test
    void whatChangesMeanwhileIsAFailureSoThatTheEngineTriesAgain() throws Exception {
        assertThatThrownBy(() -> store.save(with("u", Map.of("holder", new Holder(changing()))), KEEP))
                .hasRootCauseInstanceOf(ConcurrentModificationException.class);
        // The class is not to blame.
        done(store.save(with("u", Map.of("holder", new Holder(List.of(1)))), KEEP));
        assertThat(text(ask(BODY, key("u")))).contains("Holder");
    }

    @Test
    void aSessionThatIsTooLongIsNotStored() throws Exception {
        try (RecordedLog log = RecordedLog.all("dev.webshocket")) {
            done(store.save(session("u", "one", "h1"), KEEP));
            String large = "x".repeat(RedisSessionStore.MOST_BYTES);
            assertThat(done(store.save(with("u", Map.of("large", large)), KEEP)))
                    .isTrue();
            assertThat(done(store.take("u", "h1", "two"))).isEmpty();
            assertThat(log.records())
                    .anySatisfy(record -> assertThat(RecordedLog.text(record)).contains("WEBSHOCKET-0417"));
            done(store.save(with("u", Map.of("large", "x")), KEEP));
            assertThat(done(store.take("u", "h1", "two"))).isPresent();
        }
    }

    private RedisSessionStore of(CompiledVersion version) {
        return new RedisSessionStore(link, keys, Contexts.of(version.loader()));
    }

    private static Optional<Object> taken(RedisSessionStore store) throws Exception {
        return done(store.take("u", "h1", "two"))
                .map(session -> session.attributes().get("item"));
    }

    @Test
    void aClassMayHaveOtherPropertiesInAnotherVersion(@TempDir Path folder) throws Exception {
        try (CompiledVersion before = CompiledVersion.of(
                        folder.resolve("1"),
                        "public record Item(String name, int count) {}",
                        "public class Bean { public String name; public int count; }");
                CompiledVersion after = CompiledVersion.of(
                        folder.resolve("2"),
                        "public record Item(String name, long weight, java.util.List<String> tags) {}",
                        "public class Bean { public String name; public String color = \"red\"; }");
                RedisSessionStore old = of(before);
                RedisSessionStore fresh = of(after)) {
            done(old.save(with("u", Map.of("item", before.make("Item", "tea", 3))), KEEP));
            assertThat(taken(fresh)).contains(after.make("Item", "tea", 0L, null));

            Object bean = before.make("Bean");
            bean.getClass().getField("name").set(bean, "tea");
            done(old.save(with("u", Map.of("item", bean)).of("two", List.of("h1")), KEEP));
            Object read = taken(fresh).orElseThrow();
            assertThat(read.getClass().getField("name").get(read)).isEqualTo("tea");
            assertThat(read.getClass().getField("color").get(read)).isEqualTo("red");
        }
    }

    @Test
    void aSessionThatAnotherVersionCannotReadBeginsAnew(@TempDir Path folder) throws Exception {
        try (CompiledVersion before =
                        CompiledVersion.of(folder.resolve("1"), "public record Item(String name, String count) {}");
                CompiledVersion changed =
                        CompiledVersion.of(folder.resolve("2"), "public record Item(String name, int count) {}");
                CompiledVersion without = CompiledVersion.of(folder.resolve("3"), "public record Thing(int x) {}");
                RedisSessionStore old = of(before);
                RedisSessionStore other = of(changed);
                RedisSessionStore none = of(without);
                RecordedLog log = RecordedLog.all("dev.webshocket")) {
            for (RedisSessionStore fresh : List.of(other, none)) {
                StoredSession session = with("u", Map.of("item", before.make("Item", "tea", "many")));
                done(old.save(session, KEEP));
                assertThat(taken(fresh)).isEmpty();
                // The server that has stored it learns that it has gone.
                await().atMost(Duration.ofSeconds(20)).until(() -> ask(BODY, key("u")) == null);
                assertThat(done(old.renew(session, KEEP))).isFalse();
                done(fresh.remove("u", "two"));
                ask(RedisScript.once("return redis.call('DEL', KEYS[1])"), key("u"));
            }
            assertThat(log.records())
                    .filteredOn(record -> RecordedLog.text(record).contains("WEBSHOCKET-0416"))
                    .hasSize(2);
        }
    }

    @Test
    void aFormOfALaterModuleBeginsAnew() throws Exception {
        done(store.save(session("u", "one", "h1"), KEEP));
        for (String form : List.of("{\"version\":2}", "{}", "no JSON", "[]", "")) {
            done(store.save(session("u", "one", "h1"), KEEP));
            link.eval(RedisScript.once("return redis.call('HSET', KEYS[1], 'b', ARGV[1])"), List.of(key("u")), form)
                    .get(20, TimeUnit.SECONDS);
            assertThat(done(store.take("u", "h1", "two"))).as(form).isEmpty();
            await().atMost(Duration.ofSeconds(20)).until(() -> ask(BODY, key("u")) == null);
            ask(RedisScript.once("return redis.call('DEL', KEYS[1])"), key("u"));
        }
    }

    @Test
    void applicationsHaveKeysOfTheirOwn() throws Exception {
        done(store.save(session("u", "one", "h1"), KEEP));
        try (RedisSessionStore other = new RedisSessionStore(link, new RedisKeys("test", "another"), Contexts.own())) {
            assertThat(done(other.take("u", "h1", "two"))).isEmpty();
        }
        assertThat(done(store.take("u", "h1", "two"))).isPresent();
    }

    @Test
    void whileRedisIsAwayStagesFailInTime() throws Exception {
        try (RedisServer away = RedisServer.start();
                RedisLink impatient = Links.open(Links.settings(away.url(), "patience", "1s"));
                RedisSessionStore theirs = new RedisSessionStore(impatient, keys, Contexts.own())) {
            done(theirs.save(session("u", "one", "h1"), KEEP));
            away.kill();
            for (CompletableFuture<?> stage : List.<CompletableFuture<?>>of(
                    theirs.save(session("u", "one", "h1"), KEEP).toCompletableFuture(),
                    theirs.renew(session("u", "one", "h1"), KEEP).toCompletableFuture(),
                    theirs.take("u", "h1", "two").toCompletableFuture(),
                    theirs.remove("v", "one").toCompletableFuture())) {
                assertThatThrownBy(() -> stage.get(20, TimeUnit.SECONDS))
                        .isInstanceOf(ExecutionException.class)
                        .hasCauseInstanceOf(ChannelException.class);
            }
            away.restart();
            assertThat(done(theirs.take("u", "h1", "two"))).isPresent();
        }
    }
}
