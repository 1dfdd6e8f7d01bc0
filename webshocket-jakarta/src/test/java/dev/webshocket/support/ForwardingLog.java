package dev.webshocket.support;

import dev.webshocket.spi.extension.ChannelFilter;
import dev.webshocket.spi.extension.LogEntry;
import dev.webshocket.spi.extension.LogPage;
import dev.webshocket.spi.extension.LogPosition;
import dev.webshocket.spi.extension.MessageLog;
import dev.webshocket.spi.extension.Publication;
import java.util.List;
import java.util.concurrent.CompletionStage;

/** A log that passes everything on to another one. Safe for use by any thread. */
public abstract class ForwardingLog implements MessageLog {

    private final MessageLog log;

    protected ForwardingLog(MessageLog log) {
        this.log = log;
    }

    @Override
    public List<LogPosition> heads() {
        return log.heads();
    }

    @Override
    public int shardOf(String channel) {
        return log.shardOf(channel);
    }

    @Override
    public CompletionStage<LogPosition> append(Publication publication) {
        return log.append(publication);
    }

    @Override
    public AutoCloseable follow(Follower follower) {
        return log.follow(follower);
    }

    @Override
    public CompletionStage<LogPage> read(LogPosition after, ChannelFilter channels, int limit) {
        return log.read(after, channels, limit);
    }

    @Override
    public CompletionStage<List<LogEntry>> latest(String channel, int limit, LogPosition before) {
        return log.latest(channel, limit, before);
    }

    @Override
    public void forgetExpired() {
        log.forgetExpired();
    }

    @Override
    public void close() {
        log.close();
    }
}
