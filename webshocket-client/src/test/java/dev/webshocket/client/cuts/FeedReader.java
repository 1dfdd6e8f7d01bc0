package dev.webshocket.client.cuts;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.ToLongFunction;

/**
 * What one client of {@link FeedHandler} has received: it checks that each message of each channel comes once and in order, or that a
 * gap was told of before the message behind it. A gap overtakes messages that wait, so it may be for what was lost behind these, but
 * not for what was published after it. Safe for use by any thread.
 */
final class FeedReader {

    private final String name;
    private final Map<String, List<String>> subscriptions;
    private final Map<String, Long> last = new HashMap<>();
    private final ToLongFunction<String> published;
    /** The last message of each channel that the last gap can be for. */
    private final Map<String, Long> gaps = new HashMap<>();

    private final List<String> faults = new ArrayList<>();
    private long received;
    private long missed;
    private int toldGaps;

    /**
     * Makes a reader that has received nothing.
     *
     * @param name for messages
     * @param subscriptions the names and patterns, each with the channels that it has
     * @param published returns the number of the newest message of a channel, or a higher one
     */
    FeedReader(String name, Map<String, List<String>> subscriptions, ToLongFunction<String> published) {
        this.published = published;
        this.name = name;
        this.subscriptions = subscriptions;
        subscriptions.values().forEach(channels -> channels.forEach(channel -> last.put(channel, 0L)));
    }

    List<String> subscriptions() {
        return List.copyOf(subscriptions.keySet());
    }

    synchronized void message(String channel, long number) {
        Long before = last.get(channel);
        if (before == null) {
            fault(channel + " is no channel of this client");
            return;
        }
        received++;
        if (number <= before) {
            fault(channel + " " + number + " came after " + before);
        } else if (number > before + 1 && number - 1 > gaps.getOrDefault(channel, 0L)) {
            fault(channel + " " + number + " came after " + before + " without a gap");
        } else {
            missed += number - before - 1;
        }
        last.put(channel, number);
    }

    synchronized void gap(List<String> lost) {
        toldGaps++;
        for (String subscription : lost) {
            List<String> channels = subscriptions.get(subscription);
            if (channels == null) {
                fault("a gap of " + subscription + ", which is no subscription of this client");
            } else {
                channels.forEach(channel -> gaps.put(channel, published.applyAsLong(channel)));
            }
        }
    }

    void fault(String what) {
        synchronized (this) {
            faults.add(name + ": " + what);
        }
    }

    synchronized boolean hasRead(Map<String, Long> published) {
        return last.entrySet().stream()
                .allMatch(channel -> channel.getValue() >= published.getOrDefault(channel.getKey(), 0L));
    }

    synchronized List<String> faults() {
        return List.copyOf(faults);
    }

    synchronized long received() {
        return received;
    }

    synchronized long missed() {
        return missed;
    }

    synchronized int toldGaps() {
        return toldGaps;
    }

    @Override
    public synchronized String toString() {
        return name + " " + last + ", gaps of " + gaps;
    }
}
