package dev.webshocket.internal.redis.log;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.webshocket.ChannelRule;
import dev.webshocket.spi.extension.LogEntry;
import dev.webshocket.spi.extension.LogPosition;
import dev.webshocket.spi.extension.MessageLog;
import dev.webshocket.spi.extension.Publication;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;

/** What a follower of a log has got, and what is published to it. Safe for use by any thread. */
final class Followed implements MessageLog.Follower {

    final List<LogEntry> entries = new CopyOnWriteArrayList<>();
    final List<LogPosition> lost = new CopyOnWriteArrayList<>();

    @Override
    public Runnable appended(LogEntry entry) {
        entries.add(entry);
        return () -> {};
    }

    @Override
    public Runnable lost(LogPosition head) {
        lost.add(head);
        return () -> {};
    }

    List<String> texts() {
        return entries.stream().map(entry -> new String(entry.json(), UTF_8)).toList();
    }

    static ChannelRule keep(int size, Duration age) {
        return new ChannelRule("*", size, age, false, false, Optional.empty());
    }

    static Publication message(String channel, String text, ChannelRule rule) {
        return new Publication(channel, text.getBytes(UTF_8), ("m" + text).getBytes(UTF_8), rule, Set.of());
    }

    static <T> T join(CompletionStage<T> stage) {
        try {
            return stage.toCompletableFuture().get(60, TimeUnit.SECONDS);
        } catch (Exception e) {
            throw new IllegalStateException(e.getCause() == null ? e : e.getCause());
        }
    }
}
