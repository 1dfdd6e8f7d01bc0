package dev.webshocket.internal.endpoint;

import dev.webshocket.spi.extension.LogEntry;
import dev.webshocket.spi.extension.LogPage;
import dev.webshocket.spi.extension.LogPosition;
import dev.webshocket.spi.extension.MessageLog;
import dev.webshocket.spi.extension.Publication;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Predicate;

/** A log whose reads fail while it is away. */
record FailingLog(MessageLog given, AtomicBoolean away) implements MessageLog {

    @Override
    public List<LogPosition> heads() {
        return given.heads();
    }

    @Override
    public int shardOf(String channel) {
        return given.shardOf(channel);
    }

    @Override
    public CompletionStage<LogPosition> append(Publication publication) {
        return given.append(publication);
    }

    @Override
    public AutoCloseable follow(Follower follower) {
        return given.follow(follower);
    }

    @Override
    public CompletionStage<LogPage> read(LogPosition after, Predicate<String> channels, int limit) {
        return away.get()
                ? CompletableFuture.failedStage(new IllegalStateException("the log is away"))
                : given.read(after, channels, limit);
    }

    @Override
    public CompletionStage<List<LogEntry>> latest(String channel, int limit, LogPosition before) {
        if (away.get()) {
            throw new IllegalStateException("the log is away");
        }
        return given.latest(channel, limit, before);
    }

    @Override
    public void close() {
        given.close();
    }
}
