package dev.webshocket.internal.channel;

import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.Lock;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;

/**
 * The subscribers of patterns. It finds the patterns that match the name of a channel.
 *
 * <p><b>Cost of a match.</b> It depends on the patterns whose literal text the name has: the text before the first wildcard,
 * after the last, and between them, all of it and in order. The number of other patterns has no effect, whether they differ
 * from the name at the beginning ({@code news.a00001.*}), their end ({@code *.a00001}) or somewhere between
 * ({@code *.a00001.*}).
 *
 * <p>These patterns are tried one by one: patterns that have the literal text of the name, or none, and differ only in their
 * wildcards, such as {@code *[qx]*[yz]} or {@code news.?} against {@code news.??}; patterns that differ only in literals
 * after the fourth inner one; and patterns whose literals are different selections from the name. A match takes time linear
 * in the length of the name in any case.
 *
 * <p><b>Threads.</b> Safe for use by any thread. Matching takes no lock and does not block. It uses the patterns at its
 * start, while their subscribers may change. Changes hold a lock for a time linear in the length of the pattern and the
 * number of branches along it.
 *
 * <p><b>Memory</b> is proportional to the subscriptions and the length of their patterns; subscribers of one pattern share
 * its entry. Removed patterns leave nothing behind.
 *
 * @param <T> a subscriber, compared by {@code equals}
 */
public final class PatternIndex<T> {

    private final Lock changes = new ReentrantLock();
    private volatile PatternTree<Entry<T>> entries = PatternTree.empty();
    private final AtomicInteger size = new AtomicInteger();

    private record Entry<T>(GlobPattern pattern, Set<T> subscribers) {}

    /**
     * Subscribes to a pattern.
     *
     * @return false if this subscriber has the pattern already
     */
    public boolean add(GlobPattern pattern, T subscriber) {
        changes.lock();
        try {
            Entry<T> known = entries.get(pattern);
            Entry<T> entry = known != null ? known : new Entry<>(pattern, ConcurrentHashMap.newKeySet(1));
            if (!entry.subscribers.add(subscriber)) {
                return false;
            }
            if (known == null) {
                entries = entries.with(pattern, entry);
            }
            size.incrementAndGet();
            return true;
        } finally {
            changes.unlock();
        }
    }

    /**
     * Removes a subscription.
     *
     * @return whether it was there
     */
    public boolean remove(GlobPattern pattern, T subscriber) {
        changes.lock();
        try {
            Entry<T> entry = entries.get(pattern);
            if (entry == null || !entry.subscribers.remove(subscriber)) {
                return false;
            }
            if (entry.subscribers.isEmpty()) {
                entries = entries.with(pattern, null);
            }
            size.decrementAndGet();
            return true;
        } finally {
            changes.unlock();
        }
    }

    /**
     * Passes the subscribers of each pattern that matches the name to an action, in no order; a subscriber of several such
     * patterns several times. Sees all changes before the call, and any part of those during the call.
     *
     * <p>The action may change the index. What it throws ends the call and goes to the caller.
     */
    public void forEachMatch(String name, Consumer<? super T> action) {
        entries.forEachCandidate(name, entry -> {
            if (entry.pattern.matches(name)) {
                entry.subscribers.forEach(action);
            }
        });
    }

    /** The number of subscriptions, pairs of pattern and subscriber. */
    public int size() {
        return size.get();
    }

    /** Whether there is no subscription. */
    public boolean isEmpty() {
        return entries.isEmpty();
    }
}
