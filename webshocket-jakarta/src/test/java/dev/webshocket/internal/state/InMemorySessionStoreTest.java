package dev.webshocket.internal.state;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.webshocket.spi.extension.SessionStore;
import dev.webshocket.spi.extension.StoredSession;
import dev.webshocket.support.SettableClock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/** Sessions in memory, for other servers of one process. */
class InMemorySessionStoreTest {

    private static final Duration KEEP = Duration.ofSeconds(30);

    private final SettableClock clock = new SettableClock();
    private final InMemorySessionStore store = new InMemorySessionStore(100, clock);

    private static StoredSession session(String uid, String server, String... secrets) {
        return new StoredSession(
                uid,
                server,
                "/rooms/5",
                "webshocket.v2",
                "ada",
                List.of(secrets),
                Map.of("count", 3),
                List.of("news", "room.*"),
                "at lunch");
    }

    private static <T> T done(CompletionStage<T> stage) {
        return stage.toCompletableFuture().getNow(null);
    }

    @Test
    void givesASessionToOneTaker() {
        StoredSession session = session("u", "one", "h1", "h2");
        assertThat(done(store.save(session, KEEP))).isTrue();

        assertThat(done(store.take("u", "h2", "two"))).contains(session);
        assertThat(done(store.take("u", "h2", "three"))).isEmpty();
        assertThat(done(store.take("u", "h1", "one"))).isEmpty();
    }

    @Test
    void givesNothingForAWrongIdOrSecret() {
        store.save(session("u", "one", "h1"), KEEP);

        assertThat(done(store.take("v", "h1", "two"))).isEmpty();
        assertThat(done(store.take("u", "h2", "two"))).isEmpty();
        assertThat(done(store.take("u", "h1", "two"))).isPresent();
    }

    @Test
    void whatTheFormerServerDoesHasNoEffect() {
        store.save(session("u", "one", "h1"), KEEP);
        store.take("u", "h1", "two");

        assertThat(done(store.save(session("u", "one", "h1"), KEEP))).isFalse();
        store.remove("u", "one");
        assertThat(store.size()).isEqualTo(1);
        assertThat(done(store.take("u", "h1", "three"))).isEmpty();
        assertThat(done(store.save(session("u", "two", "h3"), KEEP))).isTrue();
        assertThat(done(store.take("u", "h3", "three")))
                .map(StoredSession::server)
                .contains("two");
    }

    @Test
    void forgetsASessionThatHasEnded() {
        store.save(session("u", "one", "h1"), KEEP);
        store.remove("u", "one");
        assertThat(done(store.take("u", "h1", "two"))).isEmpty();
        assertThat(store.size()).isZero();
    }

    @Test
    void forgetsASessionAfterItsTimeUnlessItIsStoredAgain() {
        store.save(session("u", "one", "h1"), KEEP);
        store.save(session("v", "one", "h1"), KEEP);
        clock.advance(Duration.ofSeconds(29));
        store.save(session("v", "one", "h1"), KEEP);
        // Whoever has no secret must not lengthen the time.
        store.take("u", "wrong", "two");
        store.save(session("u", "two", "h1"), KEEP);
        clock.advance(Duration.ofSeconds(2));

        assertThat(done(store.take("u", "h1", "two"))).isEmpty();
        assertThat(done(store.take("v", "h1", "two"))).isPresent();
    }

    @Test
    void aSessionThatWasForgottenIsStoredAgainByItsServer() {
        store.save(session("u", "one", "h1"), KEEP);
        clock.advance(KEEP.plusSeconds(1));
        assertThat(done(store.save(session("u", "one", "h1"), KEEP))).isTrue();
        assertThat(done(store.take("u", "h1", "two"))).isPresent();
    }

    @Test
    void isBounded() {
        for (int i = 0; i < 1000; i++) {
            store.save(session("u" + i, "one", "h1"), KEEP);
        }
        assertThat(store.size()).isEqualTo(100);
        assertThatThrownBy(() -> SessionStore.inMemory(0))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("there must be room for at least 1 session, but is for 0");
    }

    @Test
    void oneOfManyTakersGetsASession() throws Exception {
        int takers = 4;
        ExecutorService threads = Executors.newFixedThreadPool(takers);
        try {
            for (int round = 0; round < 200; round++) {
                String uid = "u" + round;
                store.save(session(uid, "one", "h1"), KEEP);
                CyclicBarrier start = new CyclicBarrier(takers);
                List<Future<Optional<StoredSession>>> taken = new ArrayList<>();
                for (int i = 0; i < takers; i++) {
                    String server = "server " + i;
                    Callable<Optional<StoredSession>> taking = () -> {
                        start.await(20, TimeUnit.SECONDS);
                        return done(store.take(uid, "h1", server));
                    };
                    taken.add(threads.submit(taking));
                }
                int got = 0;
                for (Future<Optional<StoredSession>> each : taken) {
                    got += each.get(20, TimeUnit.SECONDS).isPresent() ? 1 : 0;
                }
                assertThat(got).isEqualTo(1);
            }
        } finally {
            threads.shutdownNow();
        }
    }

    @Test
    void theTextOfASessionHasNeitherSecretsNorAttributes() {
        assertThat(session("u", "one", "h1")).hasToString("session u at /rooms/5");
    }
}
