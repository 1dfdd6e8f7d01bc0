package dev.webshocket.support;

import static org.assertj.core.api.Assertions.assertThat;

import dev.webshocket.spi.extension.SessionStore;
import dev.webshocket.spi.extension.StoredSession;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.junit.jupiter.api.Test;

/** What {@link SessionStore} promises, for every store: a test of one extends this class. */
public abstract class SessionStoreContract {

    /** Longer than any test. */
    protected static final Duration KEEP = Duration.ofMinutes(10);

    /** Returns the store of this test, which is empty at first. */
    protected abstract SessionStore store();

    /** Lets at least so much time pass for the store. */
    protected abstract void pass(Duration time) throws InterruptedException;

    /** Makes a session; its secrets need not be hashes. */
    protected static StoredSession session(String uid, String server, String... secrets) {
        return new StoredSession(
                uid,
                server,
                "shop",
                "/rooms/5",
                "webshocket.v2",
                "ada",
                List.of(secrets),
                Map.of("count", 3, "name", "ada"),
                List.of("news", "room.*"),
                "at lunch");
    }

    /** Waits for an answer of the store. */
    protected static <T> T done(CompletionStage<T> stage) throws Exception {
        return stage.toCompletableFuture().get(20, TimeUnit.SECONDS);
    }

    private Optional<StoredSession> take(String uid, String secret, String server) throws Exception {
        return done(store().take(uid, secret, server));
    }

    private boolean save(StoredSession session) throws Exception {
        return done(store().save(session, KEEP));
    }

    @Test
    void givesASessionForEachOfItsSecrets() throws Exception {
        StoredSession session = session("u", "one", "h1", "h2");
        assertThat(save(session)).isTrue();
        assertThat(take("u", "h2", "two")).contains(session);
        assertThat(take("u", "h1", "three")).map(StoredSession::server).contains("two");
    }

    @Test
    void keepsAllThatASessionMayHave() throws Exception {
        StoredSession little = new StoredSession(
                "u", "one", "default", "/", "webshocket.v2.json", null, List.of("h1"), Map.of(), List.of(), null);
        save(little);
        assertThat(take("u", "h1", "two")).contains(little);
        StoredSession much = new StoredSession(
                "v\u00fc:{x}",
                "one",
                "shop\u2028",
                "/r\u00e4ume/\ud83d\ude00",
                "webshocket.v2",
                "\u00e9va \"1\"",
                List.of("h1", "h2"),
                Map.of("\u00fc.name", "\ud83d\ude00 \u0000\n\"\\", "list", List.of(1, List.of("a"), Map.of("k", true))),
                List.of("caf\u00e9.*", "a b", "*.x"),
                Map.of("note", List.of("x", 2L, 2.5)));
        save(much);
        assertThat(take("v\u00fc:{x}", "h1", "two")).contains(much);
    }

    @Test
    void givesNothingForAWrongIdOrSecret() throws Exception {
        save(session("u", "one", "h1"));
        assertThat(take("v", "h1", "two")).isEmpty();
        for (String wrong : List.of("h2", "h", "1", "", " ", "h1 ", "h.")) {
            assertThat(take("u", wrong, "two")).as(wrong).isEmpty();
        }
        assertThat(take("u", "h1", "two")).isPresent();
    }

    @Test
    void givesASessionOnceToOneServer() throws Exception {
        save(session("u", "one", "h1"));
        assertThat(take("u", "h1", "two")).isPresent();
        assertThat(take("u", "h1", "two")).isEmpty();
        assertThat(save(session("u", "two", "h1", "h3"))).isTrue();
        assertThat(take("u", "h1", "two")).isPresent();
    }

    /** A client that has waited too long for one server tries another one. */
    @Test
    void theLastTakerHasTheSession() throws Exception {
        save(session("u", "one", "h1"));
        assertThat(take("u", "h1", "two")).isPresent();
        assertThat(take("u", "h1", "three")).isPresent();
        assertThat(save(session("u", "two", "h2"))).isFalse();
        assertThat(save(session("u", "three", "h3"))).isTrue();
        assertThat(take("u", "h2", "four")).isEmpty();
        assertThat(take("u", "h1", "four")).isEmpty();
        assertThat(take("u", "h3", "four")).isPresent();
    }

    @Test
    void whatTheFormerServerDoesHasNoEffect() throws Exception {
        StoredSession session = session("u", "one", "h1");
        save(session);
        take("u", "h1", "two");
        assertThat(save(session)).isFalse();
        assertThat(done(store().renew(session, KEEP))).isFalse();
        done(store().remove("u", "one"));
        assertThat(save(session("u", "two", "h3"))).isTrue();
        assertThat(done(store().renew(session, KEEP))).isFalse();
        assertThat(take("u", "h3", "three")).map(StoredSession::server).contains("two");
    }

    @Test
    void forgetsASessionThatHasEnded() throws Exception {
        save(session("u", "one", "h1"));
        done(store().remove("u", "one"));
        done(store().remove("unknown", "one"));
        assertThat(take("u", "h1", "two")).isEmpty();
    }

    /** It would come back to life, and end a second time. */
    @Test
    void aSessionThatHasEndedElsewhereIsNotStoredAgain() throws Exception {
        StoredSession session = session("u", "one", "h1");
        save(session);
        take("u", "h1", "two");
        save(session("u", "two", "h2"));
        done(store().remove("u", "two"));
        assertThat(save(session)).isFalse();
        assertThat(done(store().renew(session, KEEP))).isFalse();
        for (String secret : List.of("h1", "h2", "")) {
            assertThat(take("u", secret, "three")).isEmpty();
        }
    }

    @Test
    void forgetsASessionAfterItsTimeUnlessItIsStoredAgain() throws Exception {
        Duration brief = Duration.ofMillis(50);
        for (String uid : List.of("u", "v", "w")) {
            done(store().save(session(uid, "one", "h1"), brief));
        }
        done(store().save(session("v", "one", "h1"), KEEP));
        done(store().renew(session("w", "one", "h1"), KEEP));
        pass(brief.multipliedBy(2));
        assertThat(take("u", "h1", "two")).isEmpty();
        assertThat(take("v", "h1", "two")).isPresent();
        // Forgotten before, if the test was paused; then it is stored again.
        assertThat(take("w", "h1", "two")).isPresent();
        // Its server may store it again.
        assertThat(save(session("u", "one", "h1"))).isTrue();
        assertThat(take("u", "h1", "two")).isPresent();
    }

    @Test
    void renewsWhatHasNotChangedAndWhatHas() throws Exception {
        StoredSession first = session("u", "one", "h1");
        assertThat(done(store().renew(first, KEEP))).isTrue();
        StoredSession second = session("u", "one", "h2");
        assertThat(done(store().renew(second, KEEP))).isTrue();
        assertThat(done(store().renew(second, KEEP))).isTrue();
        assertThat(take("u", "h1", "two")).isEmpty();
        assertThat(take("u", "h2", "two")).contains(second);
        // Renewed by its taker, it is that one's.
        assertThat(done(store().renew(second.of("two", List.of("h2")), KEEP))).isTrue();
        assertThat(take("u", "h2", "two")).isPresent();
    }

    /** Of servers that take a session at the same time, one can store it. */
    @Test
    void oneOfManyTakersCanStoreASession() throws Exception {
        int takers = 4;
        ExecutorService threads = Executors.newFixedThreadPool(takers);
        try {
            for (int round = 0; round < 50; round++) {
                String uid = "u" + round;
                save(session(uid, "one", "h1"));
                assertThat(atOnce(
                                threads,
                                takers,
                                server -> take(uid, "h1", server).isPresent()))
                        .isEqualTo(takers);
                assertThat(atOnce(threads, takers, server -> save(session(uid, server, "of " + server))))
                        .isEqualTo(1);
            }
        } finally {
            threads.shutdownNow();
        }
    }

    /** Of several sockets of one client at one server, one gets the session. */
    @Test
    void oneOfManyTakersOfAServerGetsASession() throws Exception {
        int takers = 4;
        ExecutorService threads = Executors.newFixedThreadPool(takers);
        try {
            for (int round = 0; round < 50; round++) {
                String uid = "u" + round;
                save(session(uid, "one", "h1"));
                assertThat(atOnce(
                                threads,
                                takers,
                                server -> take(uid, "h1", "two").isPresent()))
                        .isEqualTo(1);
            }
        } finally {
            threads.shutdownNow();
        }
    }

    private interface Attempt {

        boolean by(String server) throws Exception;
    }

    /** Returns how many of the servers have succeeded. */
    private static int atOnce(ExecutorService threads, int servers, Attempt attempt)
            throws InterruptedException, ExecutionException, TimeoutException {
        CyclicBarrier start = new CyclicBarrier(servers);
        List<Future<Boolean>> all = new ArrayList<>();
        for (int i = 0; i < servers; i++) {
            String server = "server " + i;
            Callable<Boolean> one = () -> {
                start.await(20, TimeUnit.SECONDS);
                return attempt.by(server);
            };
            all.add(threads.submit(one));
        }
        int succeeded = 0;
        for (Future<Boolean> each : all) {
            succeeded += each.get(20, TimeUnit.SECONDS) ? 1 : 0;
        }
        return succeeded;
    }
}
