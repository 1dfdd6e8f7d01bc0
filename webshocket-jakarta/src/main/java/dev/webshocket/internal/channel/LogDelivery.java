package dev.webshocket.internal.channel;

import dev.webshocket.ChannelRule;
import dev.webshocket.internal.session.Topic;
import dev.webshocket.spi.extension.ChannelRegistry;
import dev.webshocket.spi.extension.LogEntry;
import dev.webshocket.spi.extension.LogPosition;
import dev.webshocket.spi.extension.MessageLog;
import dev.webshocket.spi.extension.Publication;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.stream.Stream;

/**
 * Delivers the messages of a log to the connections of one engine. All messages of channels with history come this way, also those
 * that this server publishes, so that every subscriber gets them in the order of the log. Safe for use by any thread.
 */
public final class LogDelivery implements MessageLog.Follower {

    private final MessageLog log;
    private final ChannelRuleTable rules;
    private final Subscribers subscribers;
    private final List<ShardDelivery> shards;

    private LogDelivery(MessageLog log, ChannelRuleTable rules, Subscribers subscribers) {
        this.log = log;
        this.rules = rules;
        this.subscribers = subscribers;
        this.shards = Stream.generate(() -> new ShardDelivery(this::receivers))
                .limit(log.heads().size())
                .toList();
    }

    /**
     * Begins to deliver.
     *
     * @param log has the messages
     * @param rules of the channels
     * @param registry has the subscribers
     * @param connections of the engine
     * @return the delivery, and what ends it
     */
    public static Following start(
            MessageLog log, ChannelRuleTable rules, ChannelRegistry registry, Receivers connections) {
        LogDelivery delivery = new LogDelivery(log, rules, new Subscribers(registry, connections));
        AutoCloseable following = log.follow(delivery);
        for (LogPosition head : log.heads()) {
            delivery.shards.get(head.shard()).begin(head);
        }
        return new Following(delivery, following);
    }

    /**
     * A delivery that has begun.
     *
     * @param end ends it
     */
    public record Following(LogDelivery delivery, AutoCloseable end) {}

    /**
     * Returns the delivery of a shard.
     *
     * @param number from 0
     */
    public ShardDelivery shard(int number) {
        return shards.get(number);
    }

    /** {@inheritDoc} Queues it for the subscribers that {@linkplain Receiver#wants want} it now. */
    @Override
    public Runnable appended(LogEntry entry) {
        return shards.get(entry.position().shard()).deliver(entry, topic(entry.channel()));
    }

    private Topic topic(String channel) {
        return rules.of(channel).map(rule -> topic(channel, rule)).orElse(null);
    }

    /** Returns how full queues treat the messages of a channel. */
    static Topic topic(String channel, ChannelRule rule) {
        return new Topic(channel, rule.slowConsumer().orElse(null), rule.keeps() && !rule.latestOnly());
    }

    private List<Receiver> receivers(String channel) {
        List<Receiver> open = new ArrayList<>();
        subscribers.forEach(channel, receiver -> {
            if (receiver.connection().isOpen()) {
                open.add(receiver);
            }
        });
        return open;
    }

    /**
     * Appends a message to the log.
     *
     * @return completes with the number of connections of this engine for which the message was queued
     */
    CompletionStage<Integer> publish(Publication publication) {
        ShardDelivery shard = shards.get(log.shardOf(publication.channel()));
        shard.beginPublishing();
        CompletionStage<LogPosition> appended;
        try {
            appended = log.append(publication);
        } catch (RuntimeException | Error e) {
            shard.endPublishing(null);
            throw e;
        }
        return appended.handle((position, failure) -> {
            int count = shard.endPublishing(position);
            if (failure != null) {
                throw failure instanceof CompletionException known ? known : new CompletionException(failure);
            }
            return count;
        });
    }
}
