package dev.webshocket.internal.endpoint;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.webshocket.ClientConnection;
import dev.webshocket.RpcMethod;
import dev.webshocket.Since;
import dev.webshocket.WebSocketHandler;
import dev.webshocket.WebshocketSettings;
import dev.webshocket.internal.codec.SessionMessage.Welcome;
import dev.webshocket.spi.extension.SessionStore;
import dev.webshocket.spi.extension.StoredSession;
import dev.webshocket.support.EngineServer;
import dev.webshocket.support.SessionSocket;
import dev.webshocket.support.SessionSocket.Wire;
import dev.webshocket.support.WatchedSessionStore;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Predicate;
import org.junit.jupiter.api.Test;

/** When a session is stored while its connection lives. */
class WriteBehindTest {

    private static final Duration WITHIN = Duration.ofSeconds(20);

    private final WatchedSessionStore store = new WatchedSessionStore();
    private final Counting counting = new Counting();

    /** A service that changes much in one call. */
    @WebSocketHandler("/busy")
    static class BusyHandler {

        @RpcMethod
        void count(ClientConnection connection, int to) {
            for (int i = 1; i <= to; i++) {
                connection.set("count", i);
            }
        }

        @RpcMethod
        void hold(ClientConnection connection, String channel) {
            connection.subscribe(channel, Since.latest(1));
        }
    }

    private final class Counting implements SessionStore {

        final AtomicInteger saves = new AtomicInteger();
        final AtomicInteger renewals = new AtomicInteger();
        volatile boolean failing;

        @Override
        public CompletionStage<Boolean> save(StoredSession session, Duration keep) {
            saves.incrementAndGet();
            return failing
                    ? CompletableFuture.failedFuture(new IllegalStateException("away"))
                    : store.save(session, keep);
        }

        @Override
        public CompletionStage<Boolean> renew(StoredSession session, Duration keep) {
            renewals.incrementAndGet();
            return store.save(session, keep);
        }

        @Override
        public CompletionStage<Optional<StoredSession>> take(String uid, String secret, String server) {
            return store.take(uid, secret, server);
        }

        @Override
        public CompletionStage<Void> remove(String uid, String server) {
            return store.remove(uid, server);
        }
    }

    private EngineServer start() throws Exception {
        return EngineServer.startWith(environment -> environment.sessions(counting), new BusyHandler());
    }

    private static SessionSocket connect(EngineServer server) {
        return SessionSocket.connect(server.uri("/busy"), Wire.JSON);
    }

    private static Welcome hello(SessionSocket socket) throws InterruptedException {
        socket.hello(null, 0);
        Welcome welcome = socket.welcome();
        socket.ack(0);
        return welcome;
    }

    private StoredSession stored(Welcome welcome, Predicate<StoredSession> as) {
        await().atMost(WITHIN)
                .until(() -> store.saved.containsKey(welcome.session()) && as.test(store.saved.get(welcome.session())));
        return store.saved.get(welcome.session());
    }

    @Test
    void eachKindOfChangeIsStored() throws Exception {
        try (EngineServer server = start();
                SessionSocket socket = connect(server)) {
            Welcome welcome = hello(socket);
            ClientConnection connection =
                    server.engine().clients().find(welcome.session()).orElseThrow();
            assertThat(stored(welcome, session -> session.secrets().size() == 1).attributes())
                    .isEmpty();

            connection.set("a", 1);
            stored(welcome, session -> session.attributes().equals(Map.of("a", 1)));
            connection.remove("a");
            stored(welcome, session -> session.attributes().isEmpty());
            connection.attributes().put("b", 2);
            stored(welcome, session -> session.attributes().equals(Map.of("b", 2)));
            ((ConcurrentMap<String, Object>) connection.attributes()).compute("b", (name, value) -> 3);
            stored(welcome, session -> session.attributes().equals(Map.of("b", 3)));
            connection.attributes().entrySet().iterator().next().setValue(4);
            stored(welcome, session -> session.attributes().equals(Map.of("b", 4)));
            connection.attributes().keySet().remove("b");
            stored(welcome, session -> session.attributes().isEmpty());

            connection.subscribe("news");
            stored(welcome, session -> session.subscriptions().equals(List.of("news")));
            connection.subscribeNames("plain");
            stored(welcome, session -> session.subscriptions().equals(List.of("news", "plain")));
            connection.subscribe("latest", Since.latest(1));
            stored(welcome, session -> session.subscriptions().equals(List.of("news", "plain", "latest")));
            connection.unsubscribe("news");
            stored(welcome, session -> session.subscriptions().equals(List.of("plain", "latest")));

            connection.presenceInfo("at lunch");
            stored(welcome, session -> "at lunch".equals(session.presenceInfo()));
        }
    }

    @Test
    void manyChangesAreStoredTogether() throws Exception {
        try (EngineServer server = start();
                SessionSocket socket = connect(server)) {
            Welcome welcome = hello(socket);
            stored(welcome, session -> true);
            socket.call("1", "count", 100_000);
            stored(welcome, session -> session.attributes().equals(Map.of("count", 100_000)));
            // One for each 50 ms that the call has taken.
            assertThat(counting.saves.get()).isLessThan(10_000);
        }
    }

    @Test
    void whatDoesNotChangeIsOnlyRenewed() throws Exception {
        WebshocketSettings brief = WebshocketSettings.builder()
                .shutdownGrace(Duration.ZERO)
                .sessionKeep(Duration.ofSeconds(1))
                .build();
        try (EngineServer server = EngineServer.startWith(
                        environment -> environment.sessions(counting).settings(brief), new BusyHandler());
                SessionSocket socket = connect(server)) {
            Welcome welcome = hello(socket);
            stored(welcome, session -> session.secrets().size() == 1);
            // A secret may have become void after the first write.
            await().atMost(WITHIN).until(() -> counting.renewals.get() >= 1);
            int saves = counting.saves.get();
            int renewals = counting.renewals.get();
            await().atMost(WITHIN).until(() -> counting.renewals.get() >= renewals + 2);
            assertThat(counting.saves.get()).isEqualTo(saves);
            assertThat(store.store
                            .take(
                                    welcome.session(),
                                    store.saved.get(welcome.session()).secrets().get(0),
                                    "other")
                            .toCompletableFuture()
                            .get(20, TimeUnit.SECONDS))
                    .isPresent();
        }
    }

    @Test
    void whatTheStoreHasFailedToTakeIsStoredAgain() throws Exception {
        try (EngineServer server = start();
                SessionSocket socket = connect(server)) {
            Welcome welcome = hello(socket);
            stored(welcome, session -> true);
            counting.failing = true;
            int before = counting.saves.get();
            socket.call("1", "count", 7);
            await().atMost(WITHIN).until(() -> counting.saves.get() > before);
            counting.failing = false;
            stored(welcome, session -> session.attributes().equals(Map.of("count", 7)));
        }
    }
}
