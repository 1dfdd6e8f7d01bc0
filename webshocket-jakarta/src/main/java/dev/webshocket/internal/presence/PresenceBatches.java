package dev.webshocket.internal.presence;

import dev.webshocket.Member;
import dev.webshocket.PresenceChange;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * The changes of channels since the last batch, one for each member. So there are never more than the members that are there and
 * those that were there at the last batch. Safe for use by any thread.
 */
final class PresenceBatches {

    /** How many changes a batch has at most: with the longest infos, half of the outbound bound of a connection by default. */
    static final int MOST = 500;

    /** By channel and member, those that have changed first in front. Guarded by this object. */
    private final Map<String, Map<String, Change>> waiting = new LinkedHashMap<>();

    /** A member as the last batch left it, and as it is; null where it is not there. */
    private record Change(Member before, Member after) {}

    /** Adds a change. One that takes another back removes it. */
    synchronized void add(String channel, Member before, Member after) {
        String id = before == null ? after.id() : before.id();
        Map<String, Change> changes = waiting.computeIfAbsent(channel, name -> new LinkedHashMap<>(2));
        Change known = changes.get(id);
        Member first = known == null ? before : known.before;
        if (Objects.equals(first, after)) {
            changes.remove(id);
            if (changes.isEmpty()) {
                waiting.remove(channel);
            }
        } else {
            changes.put(id, new Change(first, after));
        }
    }

    synchronized boolean isEmpty() {
        return waiting.isEmpty();
    }

    /** Returns the next batch of each channel, and removes it. */
    synchronized List<PresenceChange> take() {
        List<PresenceChange> batches = new ArrayList<>(waiting.size());
        waiting.forEach((channel, changes) -> batches.add(batch(channel, changes)));
        waiting.values().removeIf(Map::isEmpty);
        return batches;
    }

    private static PresenceChange batch(String channel, Map<String, Change> changes) {
        List<Member> joined = new ArrayList<>();
        List<Member> left = new ArrayList<>();
        Iterator<Change> each = changes.values().iterator();
        for (int i = 0; i < MOST && each.hasNext(); i++) {
            Change change = each.next();
            if (change.after == null) {
                left.add(change.before);
            } else {
                joined.add(change.after);
            }
            each.remove();
        }
        return new PresenceChange(channel, joined, left);
    }
}
