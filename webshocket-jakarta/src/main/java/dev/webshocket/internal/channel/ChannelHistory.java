package dev.webshocket.internal.channel;

import dev.webshocket.ChannelMessage;
import dev.webshocket.ChannelRule;
import dev.webshocket.internal.codec.Binding;
import dev.webshocket.internal.codec.Codec;
import dev.webshocket.internal.codec.Encoding;
import dev.webshocket.internal.codec.EncodingException;
import dev.webshocket.internal.codec.MalformedPacketException;
import dev.webshocket.packet.Packet;
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
    private final Codec json;
    private final Codec messagePack;

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
        // Whatever was written has to be read again, so the limits of clients do not hold.
        this.json = new Codec(Encoding.JSON, binding, Codec.MAX_NESTING);
        this.messagePack = new Codec(Encoding.MSGPACK, binding, Codec.MAX_NESTING);
    }

    /** Returns the rule of a channel; empty if there is none. */
    Optional<ChannelRule> rule(String channel) {
        return rules.of(channel);
    }

    /**
     * Keeps a message, and delivers it to the subscribers.
     *
     * @param packet a packet of the channel
     * @param rule of the channel, which keeps messages
     * @param except the ids of the connections that do not get it
     * @return completes with the number of connections of this server for which it was queued
     * @throws IllegalArgumentException if the data cannot be encoded in both encodings
     */
    CompletionStage<Integer> publish(Packet packet, ChannelRule rule, Set<String> except) {
        byte[] inJson;
        byte[] inMessagePack;
        try {
            inJson = json.encode(packet);
            inMessagePack = messagePack.encode(packet);
        } catch (EncodingException e) {
            throw SharedMessage.unencodable(e);
        }
        return delivery.publish(new Publication(packet.channel(), inJson, inMessagePack, rule, except));
    }

    /**
     * Reads the latest messages of a channel.
     *
     * @param limit the most messages, at least 1
     * @param before only messages before this position; null for the latest of all
     * @return completes with the messages, the oldest first; none if the channel has no history
     * @throws IllegalArgumentException if the limit is below 1, or the position cannot be read
     */
    CompletionStage<List<ChannelMessage>> read(String channel, int limit, String before) {
        if (limit < 1) {
            throw new IllegalArgumentException("a history has at least 1 message, not " + limit);
        }
        LogPosition end = before == null ? null : LogPosition.parse(before).orElseThrow(() -> unreadable(before));
        Optional<ChannelRule> rule = rule(channel).filter(ChannelRule::keeps);
        if (rule.isEmpty()) {
            return CompletableFuture.completedStage(List.of());
        }
        return log.latest(channel, Math.min(limit, rule.get().historySize()), end)
                .thenApply(entries -> entries.stream().map(this::message).toList());
    }

    private static IllegalArgumentException unreadable(String position) {
        return new IllegalArgumentException("the position of a message is E.S.O, not \"" + position + '"');
    }

    private ChannelMessage message(LogEntry entry) {
        try {
            Packet packet = messagePack.decode(entry.messagePack());
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
