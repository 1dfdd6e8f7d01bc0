package dev.webshocket.internal.channel;

import dev.webshocket.ChannelException;
import dev.webshocket.ClientConnection;
import dev.webshocket.Since;
import dev.webshocket.internal.log.SampledLog;
import dev.webshocket.spi.extension.ChannelRegistry;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.BiFunction;
import java.util.function.Function;

/**
 * The subscriptions of one connection, consistent with the registry. Safe for use by any thread.
 *
 * <p>One lock orders its changes and its end, so that a subscription is either before the end, which removes it, or has no
 * effect.
 */
public final class Subscriptions {

    private final ClientConnection subscriber;
    private final ChannelRegistry registry;
    private final ChannelLimits limits;
    private final ConnectionPresence presence;
    private final SubscriptionObserver observer;
    private final SampledLog log;

    private final ReentrantLock lock = new ReentrantLock();
    /** Created with the first subscription, because many connections have none. Changed by {@link #change}. */
    private Set<String> channels = Set.of();

    /** How many of them are patterns that neither begin nor end with literal text. */
    private int unanchored;

    private boolean ended;

    /**
     * Makes the empty subscriptions of a connection.
     *
     * @param subscriber the connection
     * @param registry the registry of all subscriptions
     * @param limits the bounds
     * @param presence of the connection in channels
     * @param observer learns of changes
     * @param log logs failures of the registry
     */
    public Subscriptions(
            ClientConnection subscriber,
            ChannelRegistry registry,
            ChannelLimits limits,
            ConnectionPresence presence,
            SubscriptionObserver observer,
            SampledLog log) {
        this.log = log;
        this.subscriber = subscriber;
        this.registry = registry;
        this.limits = limits;
        this.presence = presence;
        this.observer = observer;
    }

    /**
     * Adds all of these names and patterns, or none.
     *
     * @throws ChannelException if one is not allowed, or there are too many
     */
    public void add(String... names) {
        Arrays.stream(names).forEach(limits::checkName);
        Arrays.stream(names).forEach(limits::checkPattern);
        addChecked(observer::adding, names);
    }

    /**
     * Adds a name, whose messages begin somewhere else than now.
     *
     * @throws ChannelException if it is not allowed or is a pattern, if there would be too many, or the position cannot be read
     */
    public void add(String name, Since since) {
        limits.checkName(name);
        limits.checkSince(name, since);
        addChecked(fresh -> observer.adding(name, since), name);
    }

    /**
     * Adds all of these names, or none.
     *
     * @throws ChannelException if one is not allowed or is a pattern, or there would be too many
     */
    public void addNames(String... names) {
        Arrays.stream(names).forEach(limits::checkName);
        Arrays.stream(names).forEach(limits::checkLiteral);
        addChecked(observer::adding, names);
    }

    private void addChecked(Function<Collection<String>, Runnable> begin, String... names) {
        Set<String> fresh = new LinkedHashSet<>(Arrays.asList(names));
        Runnable added = () -> {};
        lock.lock();
        try {
            fresh.removeAll(channels);
            if (ended || fresh.isEmpty()) {
                return;
            }
            limits.checkCount(channels.size() + fresh.size());
            int more = unanchored(fresh);
            if (more > 0) {
                limits.checkUnanchored(unanchored + more);
                unanchored += more;
            }
            added = begin.apply(fresh);
            // Before the registry is called: the end then removes it, even if the call fails.
            change(fresh, List.of());
            tell(registry::subscribe, fresh);
            // After it, so that a member gets the batch that it is in.
            presence.enter(fresh);
        } finally {
            lock.unlock();
            added.run();
        }
    }

    /** Under both the lock and the monitor, so that {@link #owner} needs only the latter. */
    private synchronized void change(Collection<String> more, Collection<String> less) {
        Set<String> changed = channels.isEmpty() ? new LinkedHashSet<>(4) : channels;
        changed.addAll(more);
        changed.removeAll(less);
        channels = changed.isEmpty() ? Set.of() : changed;
    }

    /**
     * Returns the oldest subscription that matches a channel; empty if none does. It waits for no other lock, so the caller may hold
     * any.
     */
    public synchronized Optional<String> owner(String channel) {
        return channels.stream()
                .filter(each -> GlobPattern.compile(each).matches(channel))
                .findFirst();
    }

    /**
     * Removes these.
     *
     * @throws ChannelException if a name is not allowed
     */
    public void remove(String... names) {
        Arrays.stream(names).forEach(limits::checkName);
        lock.lock();
        try {
            List<String> known = new ArrayList<>(names.length);
            for (String name : names) {
                if (!ended && channels.contains(name) && !known.contains(name)) {
                    known.add(name);
                }
            }
            if (!known.isEmpty()) {
                unanchored -= unanchored(known);
                change(List.of(), known);
                tell(registry::unsubscribe, known);
                observer.removed(known);
                presence.leave(known);
            }
        } finally {
            lock.unlock();
        }
    }

    /** Returns names and patterns as they were given, in the order of subscribing: a snapshot. */
    public Set<String> snapshot() {
        lock.lock();
        try {
            return channels.isEmpty() ? Set.of() : Collections.unmodifiableSet(new LinkedHashSet<>(channels));
        } finally {
            lock.unlock();
        }
    }

    /**
     * Runs an action while none is added or removed.
     *
     * @param action gets names and patterns as they were given; none after the end
     * @return what it returns
     */
    public <T> T whileUnchanged(Function<Collection<String>, T> action) {
        lock.lock();
        try {
            return action.apply(ended ? List.of() : List.copyOf(channels));
        } finally {
            lock.unlock();
        }
    }

    /**
     * Removes all from the registry, for good, and the connection from the members of channels. The last callbacks can still see
     * them, until {@link #forget}.
     */
    public void end() {
        end(presence::end);
    }

    /**
     * Removes all from the registry as {@link #end} does, because another server takes the session up. The connection stays among
     * the members of channels.
     *
     * @param keep for how long, unless the other server makes it a member again
     */
    public void handOver(Duration keep) {
        end(() -> presence.handOver(keep));
    }

    private void end(Runnable endPresence) {
        lock.lock();
        try {
            if (!ended) {
                ended = true;
                if (!channels.isEmpty()) {
                    tell(registry::unsubscribe, List.copyOf(channels));
                }
                endPresence.run();
            }
        } finally {
            lock.unlock();
        }
    }

    /** Returns the presence of the connection in these channels. */
    public ConnectionPresence presence() {
        return presence;
    }

    /** Drops the ended subscriptions. */
    public void forget() {
        lock.lock();
        try {
            change(List.of(), List.copyOf(channels));
        } finally {
            lock.unlock();
        }
    }

    private static int unanchored(Collection<String> names) {
        return (int) names.stream().filter(ChannelLimits::isUnanchored).count();
    }

    /** A registry that fails must not break the end of a connection, and must be logged. */
    private void tell(
            BiFunction<ClientConnection, Collection<String>, CompletionStage<Void>> change, Collection<String> names) {
        try {
            change.apply(subscriber, names).whenComplete((done, failure) -> {
                if (failure != null) {
                    log(names, failure);
                }
            });
        } catch (Throwable e) {
            log(names, e);
        }
    }

    private void log(Collection<String> names, Throwable failure) {
        log.failure(
                Level.ERROR,
                "WEBSHOCKET-0221: the registry of channels failed on subscriptions",
                failure,
                id -> "of " + subscriber + " to " + names);
    }
}
