package dev.webshocket.internal.channel;

import dev.webshocket.ChannelException;
import dev.webshocket.ChannelMessage;
import dev.webshocket.ChannelRule;
import dev.webshocket.internal.codec.Binding;
import dev.webshocket.internal.codec.MalformedPacketException;
import dev.webshocket.packet.Packet;
import dev.webshocket.spi.extension.Audience;
import dev.webshocket.spi.extension.LogEntry;
import dev.webshocket.spi.extension.LogPosition;
import dev.webshocket.spi.extension.MessageLog;
import dev.webshocket.spi.extension.Publication;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/** The rules of channels, and the messages of those with history. Immutable; safe for use by any thread. */
public final class ChannelHistory {

    private final ChannelRuleTable rules;
    private final MessageLog log;
    private final LogDelivery delivery;
    private final PacketEncoder encoder;

    /**
     * Makes the history of an engine's channels.
     *
     * @param rules of the channels
     * @param log keeps the messages
     * @param delivery of that log
     * @param binding writes the payloads
     */
    public ChannelHistory(ChannelRuleTable rules, MessageLog log, LogDelivery delivery, Binding binding) {
        this.rules = rules;
        this.log = log;
        this.delivery = delivery;
        this.encoder = new PacketEncoder(binding);
    }

    /** Returns the rule of a channel; empty if there is none. */
    Optional<ChannelRule> rule(String channel) {
        return rules.of(channel);
    }

    /** Tells whether messages that are not kept reach the connections of other servers, by the log. */
    boolean carries(Audience audience) {
        return log.carries(audience);
    }

    /**
     * Appends a message to the log, which delivers it.
     *
     * @param audience who gets it
     * @param packet the message
     * @param rule of the channel, which keeps messages; null for a message that is not kept
     * @param except the ids of the connections that do not get it
     * @return completes with the number of connections of this server for which it was queued
     * @throws IllegalArgumentException if the data cannot be encoded in both encodings
     */
    CompletionStage<Integer> publish(Audience audience, Packet packet, ChannelRule rule, Set<String> except) {
        EncodedPacket encoded = encoder.encode(packet);
        return delivery.publish(new Publication(audience, encoded.json(), encoded.messagePack(), rule, except));
    }

    /**
     * Reads the latest messages of a channel.
     *
     * @param limit the most messages, at least 1
     * @param before only messages before this position; null for the latest of all
     * @return completes with the messages, the oldest first; none if the channel has no history
     * @throws IllegalArgumentException if the limit is below 1
     * @throws ChannelException if the position cannot be read
     */
    CompletionStage<List<ChannelMessage>> read(String channel, int limit, String before) {
        if (limit < 1) {
            throw new IllegalArgumentException("a history has at least 1 message, not " + limit);
        }
        LogPosition end = before == null ? null : ChannelLimits.position(before);
        Optional<ChannelRule> rule = rule(channel).filter(ChannelRule::keeps);
        if (rule.isEmpty()) {
            return CompletableFuture.completedStage(List.of());
        }
        return log.latest(channel, Math.min(limit, rule.get().historySize()), end)
                .thenApply(entries -> entries.stream().map(this::message).toList());
    }

    private ChannelMessage message(LogEntry entry) {
        try {
            Packet packet = encoder.decode(entry.messagePack());
            return new ChannelMessage(
                    entry.channel(),
                    packet.data(),
                    Instant.ofEpochMilli(entry.time()),
                    entry.position().toString());
        } catch (MalformedPacketException e) {
            throw new IllegalStateException("the log has a message at " + entry.position() + " that is no packet", e);
        }
    }
}
