package dev.webshocket.internal.recovery;

import dev.webshocket.internal.recovery.RecoveringClient.Message;
import dev.webshocket.spi.extension.LogPosition;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** Messages from before a subscription that has asked for them. For one thread. */
final class AskedMessages {

    private final RecoveringClient client;
    /** What is asked for only if it is among the latest. */
    private final Set<Message> latest = new HashSet<>();

    private final Set<Message> past = new HashSet<>();

    AskedMessages(RecoveringClient client) {
        this.client = client;
    }

    void addLatest(List<Message> asked) {
        latest.addAll(asked);
        asked.forEach(client::needs);
    }

    /** Adds what a subscription needs of which the log has told up to a position. */
    void addFrom(Collection<Message> asked, LogPosition told) {
        asked.forEach(client::needs);
        asked.stream()
                .filter(message -> message.position().offset() <= told.offset())
                .forEach(past::add);
    }

    /** What only the latest of counts for may be lost without a gap. */
    void retain(Set<Message> kept) {
        client.needsNoMore(
                latest.stream().filter(message -> !kept.contains(message)).toList());
    }

    /** The subscription has been taken back. */
    void remove(String channel) {
        client.needsNoMore(latest.stream()
                .filter(message -> message.channel().equals(channel))
                .toList());
    }

    /** A new session must ask for them again. */
    void clear() {
        client.needsNoMore(List.copyOf(latest));
        latest.clear();
        client.needsNoMore(List.copyOf(past));
        past.clear();
    }
}
