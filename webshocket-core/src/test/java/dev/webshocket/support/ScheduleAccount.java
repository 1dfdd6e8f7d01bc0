package dev.webshocket.support;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.IntConsumer;

/** What a {@link ScheduleHandler} has done for one client. Safe for use by any thread. */
public final class ScheduleAccount {

    private final Map<String, Integer> runs = new HashMap<>();
    private final Map<String, Integer> published = new HashMap<>();
    private final List<Integer> received = new ArrayList<>();
    private final List<String> disorder = new ArrayList<>();
    private int pushed;

    /**
     * An account at one moment.
     *
     * @param runs how often each call has run
     * @param published how many messages were published in each channel
     * @param pushed how many messages were sent to the client
     * @param received what the client has sent
     * @param disorder calls that were started behind later ones of the same session
     */
    public record Summary(
            Map<String, Integer> runs,
            Map<String, Integer> published,
            int pushed,
            List<Integer> received,
            List<String> disorder) {}

    synchronized Summary summary() {
        return new Summary(
                Map.copyOf(runs), Map.copyOf(published), pushed, List.copyOf(received), List.copyOf(disorder));
    }

    /** A call runs, behind the one at another place. */
    synchronized void ran(String id, int place, int before) {
        if (place <= before) {
            disorder.add(id + " at " + place + " after " + before);
        }
        ran(id);
    }

    synchronized void ran(String id) {
        runs.merge(id, 1, Integer::sum);
    }

    synchronized int nextPush() {
        return ++pushed;
    }

    /** Publishes the next message of a channel, one after the other even if calls of a lost session still run. */
    synchronized void publish(String channel, IntConsumer publish) {
        publish.accept(published.merge(channel, 1, Integer::sum));
    }

    synchronized void received(int number) {
        received.add(number);
    }
}
