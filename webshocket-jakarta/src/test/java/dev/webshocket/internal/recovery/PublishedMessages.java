package dev.webshocket.internal.recovery;

import dev.webshocket.ChannelRule;
import dev.webshocket.internal.recovery.RecoveringClient.Message;
import dev.webshocket.spi.extension.LogPosition;
import dev.webshocket.spi.extension.Publication;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

/** The messages of a {@link RecoveryWorld}, and which of them its log still has. For one thread. */
final class PublishedMessages {

    private final SteppedLog log;
    private final Map<LogPosition, Message> all = new HashMap<>();
    private final Set<Message> kept = new LinkedHashSet<>();
    /** What was lost for connections, although the log has it. */
    private final Set<Message> skipped = new HashSet<>();

    private int numbers;

    PublishedMessages(SteppedLog log) {
        this.log = log;
    }

    Message publish(String channel) {
        ChannelRule rule = WorldRules.of(channel);
        LogPosition head = log.append(new Publication(channel, new byte[0], new byte[0], rule, Set.of()))
                .toCompletableFuture()
                .join();
        Message message = new Message(numbers++, channel, head, rule.latestOnly());
        all.put(head, message);
        kept.add(message);
        return message;
    }

    /** Notes what the log has forgotten. */
    void refresh() {
        Set<LogPosition> positions = log.kept();
        kept.removeIf(message -> !positions.contains(message.position()));
    }

    Message at(LogPosition position) {
        return all.get(position);
    }

    Stream<Message> all() {
        return all.values().stream();
    }

    Set<Message> kept() {
        return kept;
    }

    boolean isGone(Message message) {
        return !kept.contains(message) || skipped.contains(message);
    }

    /** Connections go on behind all messages of an epoch; returns these. */
    List<Message> skip(String epoch) {
        List<Message> gone = all().filter(message -> message.position().epoch().equals(epoch))
                .toList();
        skipped.addAll(gone);
        return gone;
    }

    /** Returns the messages of a channel behind a place, of the latest only as far as the log has them. */
    List<Message> after(LogPosition start, String channel) {
        return all().filter(message -> message.channel().equals(channel))
                .filter(message -> message.position().epoch().equals(start.epoch())
                        && message.position().offset() > start.offset())
                .filter(message -> !message.latestOnly() || kept.contains(message))
                .toList();
    }

    /** Returns what the log has not told its followers. */
    List<Message> untold() {
        List<LogPosition> heads = log.heads();
        return all().filter(message -> {
                    LogPosition head = heads.get(message.position().shard());
                    return message.position().epoch().equals(head.epoch())
                            && message.position().offset() > head.offset();
                })
                .toList();
    }
}
