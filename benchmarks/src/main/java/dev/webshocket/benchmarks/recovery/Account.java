package dev.webshocket.benchmarks.recovery;

import dev.webshocket.packet.Packet;
import dev.webshocket.packet.PacketSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * What one client has received of numbered messages: each channel must bring 1, 2, 3 and so on, each once. Safe for use by any thread.
 */
final class Account {

    /** The highest number of each channel. */
    private final Map<String, Long> received = new HashMap<>();

    private final List<String> faults = new ArrayList<>();
    private long changedAt;

    /** Begins with channels that have brought nothing yet. */
    Account(List<String> channels) {
        channels.forEach(channel -> received.put(channel, 0L));
    }

    /** Takes what a client has received; counts what came through a channel. */
    synchronized void add(Packet packet) {
        if (packet.source() != PacketSource.CHANNEL) {
            return;
        }
        changedAt = System.nanoTime();
        long number = ((Number) packet.data()).longValue();
        Long before = received.put(packet.channel(), number);
        if (before == null || number != before + 1) {
            faults.add(packet.channel() + " brought " + number + " after " + before);
        }
    }

    /** Takes a gap: messages of these subscriptions were lost. */
    synchronized void gap(List<String> subscriptions) {
        faults.add("lost messages of " + subscriptions);
    }

    /** Tells whether all channels have brought a number. */
    synchronized boolean has(long number) {
        return received.values().stream().allMatch(highest -> highest >= number);
    }

    /** Returns the value of {@link System#nanoTime} at the latest message. */
    synchronized long changedAt() {
        return changedAt;
    }

    /** Returns what was missing, came twice, in another order, or from a channel that was not expected; empty if nothing. */
    synchronized List<String> faults() {
        return List.copyOf(faults);
    }
}
