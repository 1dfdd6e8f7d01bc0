package dev.webshocket.internal.channel;

import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.Lock;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;

/**
 * Who has subscribed to which patterns, and which of these match the name of a channel.
 *
 * <p><b>Cost of a match.</b> It depends on the patterns whose literal text the name has, the text before the first
 * wildcard, after the last, and between them, all of it and in this order; the number of other patterns makes no
 * difference, be they apart from the name by their beginning ({@code news.a00001.*}), their end ({@code *.a00001}) or
 * somewhere between ({@code *.a00001.*}).
 *
 * <p>Where that does not bound the cost: patterns that have the literal text of the name, or have none, and differ in
 * their wildcards only, such as {@code *[qx]*[yz]} or {@code news.?} against {@code news.??}, are tried one by one. So are
 * those that differ in literals after the fourth inner one only, which are not followed; and the literals of many
 * patterns that begin with different selections from the name are followed one by one. A match takes time linear in the
 * length of the name in any case.
 *
 * <p><b>Threads.</b> Safe for use by many. Matching takes no lock and waits for nobody; it works on the patterns as they
 * were when it began, while their subscribers may come and go. Changes take a lock, in turn, for the time linear in the
 * length of the pattern and the number of branches the index has along it.
 *
 * <p><b>Memory</b> is proportional to the subscriptions and the length of their patterns; subscribers of one pattern share
 * its entry. What is removed leaves nothing behind.
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
     * Takes back a subscription.
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
     * Passes on the subscribers of every pattern that matches the name, in no order, and one that has several such
     * patterns as many times. Sees what was added before the call; of what changes during the call it may see any part.
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
