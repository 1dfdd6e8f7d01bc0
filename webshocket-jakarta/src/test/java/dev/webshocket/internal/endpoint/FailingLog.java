package dev.webshocket.internal.endpoint;

import dev.webshocket.spi.extension.ChannelFilter;
import dev.webshocket.spi.extension.LogEntry;
import dev.webshocket.spi.extension.LogPage;
import dev.webshocket.spi.extension.LogPosition;
import dev.webshocket.spi.extension.MessageLog;
import dev.webshocket.support.ForwardingLog;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;

/** A log whose reads fail while it is away. */
final class FailingLog extends ForwardingLog {

    private final AtomicBoolean away;
    private final Supplier<RuntimeException> failure;
    private final AtomicInteger failed = new AtomicInteger();

    FailingLog(MessageLog given, AtomicBoolean away) {
        this(given, away, () -> new IllegalStateException("the log is away"));
    }

    FailingLog(MessageLog given, AtomicBoolean away, Supplier<RuntimeException> failure) {
        super(given);
        this.away = away;
        this.failure = failure;
    }

    /** Returns how many reads have failed. */
    int failed() {
        return failed.get();
    }

    private RuntimeException fail() {
        failed.incrementAndGet();
        return failure.get();
    }

    @Override
    public CompletionStage<LogPage> read(LogPosition after, ChannelFilter channels, int limit) {
        return away.get() ? CompletableFuture.failedStage(fail()) : super.read(after, channels, limit);
    }

    @Override
    public CompletionStage<List<LogEntry>> latest(String channel, int limit, LogPosition before) {
        if (away.get()) {
            throw fail();
        }
        return super.latest(channel, limit, before);
    }
}
