package dev.webshocket.internal.endpoint;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.webshocket.internal.codec.SessionMessage.Hello;
import dev.webshocket.internal.concurrent.CallExecutors;
import dev.webshocket.support.EngineServer;
import dev.webshocket.support.SessionSocket;
import dev.webshocket.support.SessionSocket.Wire;
import java.time.Duration;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** A closing server waits until the sockets that have no connection yet are closed: its threads end afterwards. */
class ClosingSocketsTest {

    private static final Duration WITHIN = Duration.ofSeconds(20);

    private final BadgeHandler handler = new BadgeHandler();

    /** What the threads that close sockets have to do while they are held. */
    private final Queue<Runnable> held = new ConcurrentLinkedQueue<>();

    private volatile boolean holds;

    private CallExecutors holding(CallExecutors threads) {
        return new CallExecutors(
                threads.calls(),
                threads.concurrent(),
                task -> {
                    if (holds) {
                        held.add(task);
                    } else {
                        threads.upkeep().execute(task);
                    }
                },
                threads.timer());
    }

    private EngineServer start() throws Exception {
        return EngineServer.startOn(this::holding, environment -> environment.credentials(handler.check()), handler);
    }

    @ParameterizedTest
    @EnumSource
    void aSocketThatHasNotSaidHello(Wire wire) throws Exception {
        try (EngineServer server = start();
                SessionSocket socket = SessionSocket.connect(server.uri("/badge"), wire)) {
            ConnectionRegistry registry = ((ServiceEngine) server.engine()).registry();
            // The client may be told that it is connected before the server is.
            await().atMost(WITHIN).until(() -> registry.pending().size() == 1);
            close(server);
            assertThat(socket.closeCode()).isEqualTo(1001);
        }
    }

    @ParameterizedTest
    @EnumSource
    void aSocketWhoseCredentialIsBeingChecked(Wire wire) throws Exception {
        try (EngineServer server = start();
                SessionSocket socket = SessionSocket.connect(server.uri("/badge"), wire)) {
            socket.send(new Hello(null, 0, List.of(), "pending"));
            await().atMost(WITHIN).until(() -> handler.pending.size() == 1);
            close(server);
            assertThat(socket.closeCode()).isEqualTo(1001);
        }
    }

    /** Closes the engine, and lets the sockets be closed once it waits for them. */
    private void close(EngineServer server) throws InterruptedException {
        holds = true;
        Thread closing = new Thread(server.engine()::close, "closing");
        closing.start();
        await().atMost(WITHIN)
                .until(() -> closing.getState() == Thread.State.TIMED_WAITING
                        || closing.getState() == Thread.State.TERMINATED);
        assertThat(held).isNotEmpty();
        assertThat(closing.isAlive()).as("the server waits").isTrue();
        holds = false;
        held.forEach(Runnable::run);
        closing.join(WITHIN.toMillis());
        assertThat(closing.isAlive()).as("the server waits").isFalse();
    }
}
