package dev.webshocket.internal.endpoint;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.webshocket.ClientConnection;
import dev.webshocket.internal.codec.SessionMessage.Resumed;
import dev.webshocket.internal.codec.SessionMessage.Welcome;
import dev.webshocket.spi.extension.SessionStore;
import dev.webshocket.spi.extension.StoredSession;
import dev.webshocket.support.EngineServer;
import dev.webshocket.support.SessionSocket;
import dev.webshocket.support.SessionSocket.Wire;
import dev.webshocket.support.WatchedSessionStore;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * Two sockets of one client that wait for the store at the same time, both with the secret of the server before.
 */
class ConcurrentHellosTest {

    private static final Duration WITHIN = Duration.ofSeconds(20);
    private static final CompletableFuture<Void> OPEN = CompletableFuture.completedFuture(null);

    private final WatchedSessionStore store = new WatchedSessionStore();
    private final DeskHandler desks = new DeskHandler();
    private final Slow slow = new Slow();

    /** A store that writes when a test lets it, and in which a test can act before a session is taken. */
    private final class Slow implements SessionStore {

        final AtomicReference<Runnable> beforeTake = new AtomicReference<>();
        volatile CompletableFuture<Void> saves = OPEN;

        @Override
        public CompletionStage<Boolean> save(StoredSession session, Duration keep) {
            return saves.thenCompose(opened -> store.save(session, keep));
        }

        @Override
        public CompletionStage<Optional<StoredSession>> take(String uid, String secret, String server) {
            Runnable action = beforeTake.getAndSet(null);
            if (action != null) {
                action.run();
            }
            return store.take(uid, secret, server);
        }

        @Override
        public CompletionStage<Void> remove(String uid, String server) {
            return store.remove(uid, server);
        }
    }

    private EngineServer start() throws Exception {
        return EngineServer.startWith(environment -> environment.sessions(slow), desks);
    }

    /** Leaves a session whose count is 1. */
    private Welcome left(Wire wire) throws Exception {
        try (EngineServer old = start();
                SessionSocket socket = SessionSocket.connect(old.uri("/desks/1"), wire)) {
            socket.hello(null, 0);
            Welcome welcome = socket.welcome();
            socket.ack(0);
            assertThat(socket.call("1", "bump").response()).isEqualTo(1L);
            old.engine().close();
            return welcome;
        }
    }

    private static SessionSocket resume(EngineServer server, Wire wire, Welcome before) {
        return SessionSocket.resume(server.uri("/desks/1"), wire, before, 1);
    }

    private void hasItsSecretsStored(Welcome welcome) {
        await().atMost(WITHIN)
                .until(() -> store.saved.get(welcome.session()).secrets().size() == 2);
    }

    private static void hasTheSession(SessionSocket socket, EngineServer server, Welcome before) throws Exception {
        Welcome welcome = socket.welcome();
        assertThat(welcome.resumed()).isEqualTo(Resumed.STATE);
        assertThat(welcome.session()).isEqualTo(before.session());
        socket.ack(0);
        assertThat(socket.call("1", "bump").response()).isEqualTo(2L);
        assertThat(server.engine().clients().find(before.session()))
                .hasValueSatisfying(
                        connection -> assertThat(connection.isOpen()).isTrue());
    }

    @ParameterizedTest
    @EnumSource
    void whileAnotherSocketHasTheSessionGivenBack(Wire wire) throws Exception {
        Welcome before = left(wire);
        try (EngineServer server = start()) {
            SessionSocket lost = resume(server, wire, before);
            assertThat(lost.welcome().resumed()).isEqualTo(Resumed.STATE);
            hasItsSecretsStored(before);
            CompletableFuture<Void> gate = new CompletableFuture<>();
            slow.saves = gate;
            lost.cut();
            try (SessionSocket older = resume(server, wire, before)) {
                await().atMost(WITHIN)
                        .until(() -> server.engine()
                                .clients()
                                .find(before.session())
                                .filter(ClientConnection::isOpen)
                                .isEmpty());
                try (SessionSocket newer = resume(server, wire, before)) {
                    slow.saves = OPEN;
                    gate.complete(null);
                    // Either may be first at the store, and the newer one second too; an error gets none.
                    assertThat(List.of(
                                    older.welcome().resumed(), newer.welcome().resumed()))
                            .contains(Resumed.STATE)
                            .doesNotContain(Resumed.ALL);
                }
            }
        }
    }

    /** The client has given the older socket up, so that the newer one gets the session. */
    @ParameterizedTest
    @EnumSource
    void whileAnotherSocketTakesTheSession(Wire wire) throws Exception {
        Welcome before = left(wire);
        try (EngineServer server = start()) {
            SessionSocket older = SessionSocket.connect(server.uri("/desks/1"), wire);
            slow.beforeTake.set(() -> {
                older.hello(before.resume(), 1);
                hasItsSecretsStored(before);
            });
            try (SessionSocket newer = resume(server, wire, before)) {
                hasTheSession(newer, server, before);
                assertThat(older.welcome().resumed()).isEqualTo(Resumed.STATE);
                assertThat(older.closeCode()).isEqualTo(4001);
            }
        }
    }
}
