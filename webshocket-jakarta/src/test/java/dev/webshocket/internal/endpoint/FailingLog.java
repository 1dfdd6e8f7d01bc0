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

/** A log whose reads fail while it is away. */
final class FailingLog extends ForwardingLog {

    private final AtomicBoolean away;

    FailingLog(MessageLog given, AtomicBoolean away) {
        super(given);
        this.away = away;
    }

    @Override
    public CompletionStage<LogPage> read(LogPosition after, ChannelFilter channels, int limit) {
        return away.get()
                ? CompletableFuture.failedStage(new IllegalStateException("the log is away"))
                : super.read(after, channels, limit);
    }

    @Override
    public CompletionStage<List<LogEntry>> latest(String channel, int limit, LogPosition before) {
        if (away.get()) {
            throw new IllegalStateException("the log is away");
        }
        return super.latest(channel, limit, before);
    }
}
