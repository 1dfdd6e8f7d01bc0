package dev.webshocket.internal.recovery;

import dev.webshocket.internal.channel.GlobPattern;
import dev.webshocket.spi.extension.LogPosition;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * What a client that recovers must get, has got, and may do without: the model against which a {@link Recovery} is tested. It keeps
 * positions as a client of version 2 does. For one thread.
 */
final class RecoveringClient {

    /** A message that was published: the number grows over all channels. */
    record Message(int number, String channel, LogPosition position, boolean latestOnly) {}

    /**
     * A gap on its way.
     *
     * @param gone what was lost of these subscriptions when it was sent
     * @param excused whether the log did not know what was lost
     * @param repeated whether the client was cut again and has sent its old positions again, and so may have had what was lost
     */
    record Gap(List<String> subscriptions, List<Message> gone, boolean excused, boolean repeated) {}

    private final Map<String, LogPosition> positions = new HashMap<>();
    private List<LogPosition> old = List.of();
    private boolean repeats;

    private final Map<String, Set<Message>> due = new HashMap<>();
    private final Set<Message> needed = new HashSet<>();
    private final Set<Message> received = new HashSet<>();
    private final Map<String, Integer> highest = new HashMap<>();
    /** The latest message of each channel in this session. */
    private final Map<String, Integer> latest = new HashMap<>();

    /** Returns the positions of the next hello, and the ones that it goes on from. */
    List<String> hello(List<LogPosition> welcome, boolean comesBack) {
        // New positions beside the old ones would hide what has been missed of another epoch.
        Set<LogPosition> sent = new LinkedHashSet<>(old.isEmpty() ? positions.values() : old);
        latest.clear();
        repeats = !old.isEmpty();
        if (!comesBack) {
            // Another client.
            sent.clear();
            due.clear();
            needed.clear();
            received.clear();
            highest.clear();
        }
        old = List.copyOf(sent);
        if (!comesBack) {
            positions.clear();
        }
        welcome.forEach(this::read);
        positions
                .values()
                .removeIf(position ->
                        !position.epoch().equals(welcome.get(position.shard()).epoch()));
        return sent.stream().map(LogPosition::toString).toList();
    }

    /** Tells whether the last hello had positions of the one before. */
    boolean repeats() {
        return repeats;
    }

    /** The time in which subscriptions are made anew is over. */
    void forgetOldPositions(Set<String> covered) {
        old = List.of();
        due.keySet().retainAll(covered);
    }

    void read(LogPosition position) {
        positions.merge(
                position.epoch() + position.shard(),
                position,
                (one, other) -> one.offset() < other.offset() ? other : one);
    }

    void needs(Message message) {
        if (!received.contains(message) && message.number() > highest.getOrDefault(message.channel(), -1)) {
            due(message.channel()).add(message);
            needed.add(message);
        }
    }

    /** A message was published before its channel was subscribed to, but not yet delivered to anybody: either is right. */
    void mayNeed(Message message) {
        needed.add(message);
    }

    /** Tells whether a message was needed, and has not come. */
    boolean lacks(Message message) {
        return needed.contains(message) && !received.contains(message);
    }

    /** A channel is no longer subscribed to. */
    void needsNoMore(String channel) {
        due.remove(channel);
    }

    void needsNoMore(List<Message> messages) {
        messages.forEach(message -> due(message.channel()).remove(message));
    }

    /** A channel begins anew, behind a place that the application has chosen. */
    void beginsAnew(String channel) {
        latest.remove(channel);
    }

    Set<Message> due(String channel) {
        return due.computeIfAbsent(channel, name -> new LinkedHashSet<>());
    }

    void receive(Message message) {
        int before = latest.getOrDefault(message.channel(), -1);
        if (message.number() <= before) {
            throw new AssertionError(message + " came after " + before);
        }
        latest.put(message.channel(), message.number());
        read(message.position());
        if (message.number() > highest.getOrDefault(message.channel(), -1)) {
            highest.put(message.channel(), message.number());
        } else if (due(message.channel()).contains(message) && !message.latestOnly()) {
            throw new AssertionError("dropped as had, but never had: " + message);
        }
        received.add(message);
        due(message.channel()).remove(message);
        if (message.latestOnly()) {
            due(message.channel()).removeIf(each -> each.number() < message.number());
        }
    }

    void receive(Gap gap) {
        if (!gap.excused() && !gap.repeated() && received.containsAll(gap.gone())) {
            throw new AssertionError("a gap without a loss: " + gap);
        }
        gap.gone().forEach(message -> due(message.channel()).remove(message));
        if (gap.excused()) {
            due.forEach((channel, messages) -> {
                if (matches(gap.subscriptions(), channel)) {
                    messages.clear();
                }
            });
        }
    }

    static boolean matches(List<String> subscriptions, String channel) {
        return subscriptions.stream().anyMatch(each -> GlobPattern.compile(each).matches(channel));
    }

    /** Fails unless each message has come or was in a gap. */
    void check(Set<String> covered) {
        for (String channel : covered) {
            if (!due(channel).isEmpty()) {
                throw new AssertionError("neither received nor in a gap: " + due(channel));
            }
        }
    }
}
