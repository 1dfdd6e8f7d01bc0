package dev.webshocket.internal.channel;

import dev.webshocket.spi.extension.ChannelFilter;
import dev.webshocket.spi.extension.LogEntry;
import dev.webshocket.spi.extension.LogPage;
import dev.webshocket.spi.extension.LogPosition;
import dev.webshocket.spi.extension.MessageLog;
import dev.webshocket.spi.extension.Publication;
import dev.webshocket.support.ForwardingLog;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.function.Supplier;

/** A log that is far away: it appends and answers when the test says so, or fails. Safe for use by any thread. */
final class HeldMessageLog extends ForwardingLog {

    private final Queue<Runnable> held = new ConcurrentLinkedQueue<>();

    /** What it fails with from now on; null for nothing. */
    volatile RuntimeException failure;

    HeldMessageLog() {
        super(MessageLog.inMemory(1 << 20));
    }

    /** How many requests wait. */
    int waiting() {
        return held.size();
    }

    /** Answers what waits, on the current thread. */
    void release() {
        for (Runnable next = held.poll(); next != null; next = held.poll()) {
            next.run();
        }
    }

    private <T> CompletionStage<T> held(Supplier<CompletionStage<T>> action) {
        CompletableFuture<T> answer = new CompletableFuture<>();
        held.add(() -> {
            if (failure != null) {
                answer.completeExceptionally(failure);
            } else {
                action.get().whenComplete((value, error) -> answer.complete(value));
            }
        });
        return answer;
    }

    @Override
    public CompletionStage<LogPosition> append(Publication publication) {
        return held(() -> super.append(publication));
    }

    @Override
    public CompletionStage<LogPage> read(LogPosition after, ChannelFilter channels, int limit) {
        return held(() -> super.read(after, channels, limit));
    }

    @Override
    public CompletionStage<List<LogEntry>> latest(String channel, int limit, LogPosition before) {
        return held(() -> super.latest(channel, limit, before));
    }
}
