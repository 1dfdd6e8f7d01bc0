package dev.webshocket.internal.channel;

import dev.webshocket.ChannelRule;
import dev.webshocket.internal.session.Topic;
import dev.webshocket.spi.extension.Audience;
import dev.webshocket.spi.extension.ChannelRegistry;
import dev.webshocket.spi.extension.LogEntry;
import dev.webshocket.spi.extension.LogPosition;
import dev.webshocket.spi.extension.MessageLog;
import dev.webshocket.spi.extension.Publication;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.stream.Stream;

/**
 * Delivers the messages of a log to the connections of one engine. All messages of channels with history come this way, and all that the
 * log carries to other servers, also those that this server publishes, so that every subscriber gets them in the order of the log. Safe for use by any thread.
 */
public final class LogDelivery implements MessageLog.Follower {

    private final MessageLog log;
    private final ChannelRuleTable rules;
    private final Subscribers subscribers;
    private final Receivers connections;
    private final List<ShardDelivery> shards;

    private LogDelivery(MessageLog log, ChannelRuleTable rules, ChannelRegistry registry, Receivers connections) {
        this.log = log;
        this.rules = rules;
        this.subscribers = new Subscribers(registry, connections);
        this.connections = connections;
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
        LogDelivery delivery = new LogDelivery(log, rules, registry, connections);
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

    /** Returns how far clients have read each shard once they have got all messages of channels with history. */
    public List<LogPosition> told() {
        return shards.stream().map(ShardDelivery::told).toList();
    }

    /** {@inheritDoc} Queues it for those of its audience that {@linkplain Receiver#wants want} it now. */
    @Override
    public Runnable appended(LogEntry entry) {
        Optional<ChannelRule> rule = entry.channel() == null ? Optional.empty() : rules.of(entry.channel());
        boolean kept = entry.audience().endpoint() == null
                && rule.filter(ChannelRule::keeps).isPresent();
        Topic topic = rule.map(each -> topic(entry.channel(), each)).orElse(null);
        return shards.get(entry.position().shard()).deliver(new LoggedMessage(entry, topic, kept));
    }

    /** {@inheritDoc} Lets the connections of this server read what the log has kept, or learn of a gap. */
    @Override
    public Runnable lost(LogPosition head) {
        ShardDelivery shard = shards.get(head.shard());
        LogPosition before = shard.delivered();
        List<Runnable> rest = new ArrayList<>();
        if (before != null && !before.equals(head)) {
            connections.all().forEach(each -> each.lost(before, head).ifPresent(rest::add));
        }
        shard.goOnBehind(head);
        return () -> rest.forEach(Runnable::run);
    }

    /** Returns how full queues treat the messages of a channel. */
    static Topic topic(String channel, ChannelRule rule) {
        return new Topic(channel, rule.slowConsumer().orElse(null), rule.keeps() && !rule.latestOnly());
    }

    private List<Receiver> receivers(Audience audience) {
        List<Receiver> receivers = new ArrayList<>();
        ListedConnections listed = new ListedConnections(connections, audience.endpoint());
        if (audience instanceof Audience.Subscribers to) {
            subscribers.forEach(to.channel(), receiver -> {
                boolean there = to.endpoint() == null || to.endpoint().equals(receiver.endpoint());
                if (there && receiver.connection().isOpen()) {
                    receivers.add(receiver);
                }
            });
        } else if (audience instanceof Audience.User to) {
            listed.ofUser(to.name()).forEach(receivers::add);
        } else {
            listed.all().forEach(receivers::add);
        }
        return receivers;
    }

    /**
     * Appends a message to the log.
     *
     * @return completes with the number of connections of this engine for which the message was queued
     */
    CompletionStage<Integer> publish(Publication publication) {
        ShardDelivery shard = shards.get(log.shardOf(publication.audience()));
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
