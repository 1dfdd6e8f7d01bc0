package dev.webshocket.internal.endpoint;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.webshocket.internal.codec.SessionMessage.Resumed;
import dev.webshocket.internal.codec.SessionMessage.Welcome;
import dev.webshocket.spi.extension.SessionStore;
import dev.webshocket.spi.extension.StoredSession;
import dev.webshocket.support.EngineServer;
import dev.webshocket.support.RecordedLog;
import dev.webshocket.support.SessionSocket;
import dev.webshocket.support.SessionSocket.Wire;
import dev.webshocket.support.WatchedSessionStore;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;

/** Stores of sessions that fail, or do not answer. */
class BrokenSessionStoreTest {

    private final WatchedSessionStore store = new WatchedSessionStore();
    private final DeskHandler desks = new DeskHandler();

    /** A store whose answers a test can replace. */
    private final class Breaking implements SessionStore {

        volatile Supplier<CompletionStage<?>> answer;
        /** What delays the answers to takers; null for nothing. */
        volatile CompletableFuture<Void> gate;

        @SuppressWarnings("unchecked")
        private <T> CompletionStage<T> or(CompletionStage<T> good) {
            return answer == null ? good : (CompletionStage<T>) answer.get();
        }

        @Override
        public CompletionStage<Boolean> save(StoredSession session, Duration keep) {
            return or(answer == null ? store.save(session, keep) : null);
        }

        @Override
        public CompletionStage<Optional<StoredSession>> take(String uid, String secret, String server) {
            if (gate != null) {
                CompletionStage<Optional<StoredSession>> taken = store.take(uid, secret, server);
                return gate.thenCompose(opened -> taken);
            }
            return or(answer == null ? store.take(uid, secret, server) : null);
        }

        @Override
        public CompletionStage<Void> remove(String uid, String server) {
            return or(answer == null ? store.remove(uid, server) : null);
        }
    }

    private final Breaking breaking = new Breaking();

    private EngineServer start() throws Exception {
        return EngineServer.startWith(environment -> environment.sessions(breaking), desks);
    }

    private Welcome left() throws Exception {
        try (EngineServer old = start();
                SessionSocket socket = SessionSocket.connect(old.uri("/desks/1"), Wire.JSON)) {
            socket.hello(null, 0);
            Welcome welcome = socket.welcome();
            socket.ack(0);
            socket.call("1", "bump");
            old.engine().close();
            return welcome;
        }
    }

    private void isAnother(EngineServer server, Welcome before) throws Exception {
        try (SessionSocket socket = SessionSocket.resume(server.uri("/desks/1"), Wire.JSON, before, 1)) {
            assertThat(socket.welcome().resumed()).isEqualTo(Resumed.NO);
            assertThat(socket.call("1", "bump").response()).isEqualTo(1L);
        }
    }

    private static void logged(RecordedLog log, String code) {
        assertThat(log.records())
                .anySatisfy(record -> assertThat(RecordedLog.text(record)).contains(code));
    }

    @Test
    void aFailureMeansAnotherSession() throws Exception {
        Welcome before = left();
        try (RecordedLog log = RecordedLog.all("dev.webshocket");
                EngineServer server = start()) {
            breaking.answer = () -> CompletableFuture.failedFuture(new IllegalStateException("no engine"));
            isAnother(server, before);
            breaking.answer = () -> {
                throw new IllegalStateException("no engine at all");
            };
            isAnother(server, before);
            logged(log, "WEBSHOCKET-0270");
            logged(log, "no engine");
        }
    }

    @Test
    void anAnswerThatComesTooLateMeansAnotherSessionAndGivesTheOldOneBack() throws Exception {
        Welcome before = left();
        try (RecordedLog log = RecordedLog.all("dev.webshocket");
                EngineServer server = start()) {
            CompletableFuture<Void> gate = new CompletableFuture<>();
            breaking.gate = gate;
            isAnother(server, before);
            logged(log, "WEBSHOCKET-0271");
            breaking.gate = null;
            gate.complete(null);
            try (SessionSocket socket = SessionSocket.resume(server.uri("/desks/1"), Wire.JSON, before, 1)) {
                assertThat(socket.welcome().resumed()).isEqualTo(Resumed.STATE);
                assertThat(socket.call("1", "bump").response()).isEqualTo(2L);
            }
        }
    }

    /** A store that does not answer delays the end of the server, but does not prevent it. */
    @Test
    void theServerStopsWithoutTheStore() throws Exception {
        try (RecordedLog log = RecordedLog.all("dev.webshocket");
                EngineServer server = start();
                SessionSocket socket = SessionSocket.open(server.uri("/desks/1"), Wire.JSON)) {
            socket.call("1", "bump");
            breaking.answer = CompletableFuture::new;
            server.engine().close();
            assertThat(socket.closeCode()).isEqualTo(1001);
            await().atMost(Duration.ofSeconds(20)).until(() -> server.engine().connections() == 0);
            logged(log, "WEBSHOCKET-0271");
        }
    }
}
