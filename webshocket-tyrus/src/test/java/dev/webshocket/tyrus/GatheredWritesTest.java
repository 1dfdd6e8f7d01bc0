package dev.webshocket.tyrus;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.webshocket.internal.link.FrameKind;
import dev.webshocket.internal.memory.MemoryBudget;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.RejectedExecutionException;
import org.junit.jupiter.api.Test;

/** Which thread writes messages for many, and how many links in a turn. */
class GatheredWritesTest {

    private static final byte[] NEWS = "news".getBytes(StandardCharsets.US_ASCII);

    private final Queue<Runnable> workers = new ArrayDeque<>();
    private final List<FakeSocket> sockets = new ArrayList<>();

    /** Publishes to so many new links. */
    private void publish(GatheredWrites writes, int links) {
        for (int i = 0; i < links; i++) {
            FakeSocket socket = new FakeSocket();
            sockets.add(socket);
            LinkOutput output = new LinkOutput(
                    socket,
                    new DirectBuffers(1),
                    new HeldWrites.Threads(() -> 0),
                    writes,
                    MemoryBudget.unbounded(),
                    this::cut,
                    () -> {});
            output.writable();
            output.send(new LinkEndpoint.Message(FrameKind.BINARY, NEWS, true), failure -> {});
        }
    }

    private void cut(Throwable failure) {
        throw new IllegalStateException("cut", failure);
    }

    private long written() {
        return sockets.stream().filter(socket -> socket.writes == 1).count();
    }

    @Test
    void aWorkerWritesThemInTurns() {
        publish(new GatheredWrites(workers::add), 300);
        assertThat(workers).as("one worker for all").hasSize(1);
        workers.remove().run();
        assertThat(written()).isEqualTo(256);
        workers.remove().run();
        assertThat(written()).isEqualTo(300);
        assertThat(workers).isEmpty();
    }

    @Test
    void thePublisherWritesWhereTheWorkersHaveEnded() {
        publish(
                new GatheredWrites(task -> {
                    throw new RejectedExecutionException("the pool has ended");
                }),
                3);
        assertThat(written()).isEqualTo(3);
    }

    @Test
    void aFailureKeepsNoOtherLinkFromBeingWritten() {
        publish(new GatheredWrites(workers::add), 3);
        sockets.get(0).failure = new IOException("reset");
        assertThatThrownBy(workers.remove()::run).hasMessage("cut");
        workers.remove().run();
        assertThat(written()).isEqualTo(2);
    }
}
