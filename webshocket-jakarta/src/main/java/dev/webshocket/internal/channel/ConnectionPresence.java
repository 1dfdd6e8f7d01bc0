package dev.webshocket.internal.channel;

import dev.webshocket.ClientConnection;
import dev.webshocket.Member;
import java.security.Principal;
import java.time.Duration;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletionStage;
import java.util.function.Supplier;

/**
 * The channels in which a connection is present, and the info that it gives of its member. Safe for use by any thread: its monitor
 * orders what it tells the store, which does not block.
 */
public final class ConnectionPresence {

    /** The store may fail for more channels than the connection has at a time. */
    private static final int MOST_DOUBTFUL = 1_000;

    private final EnginePresence presence;
    private final ClientConnection connection;

    /** A plain value; null for none. */
    private Object info;

    private Set<String> channels = Set.of();

    /** The channels of which the store may not know the truth, because it has failed: they are told again. */
    private Set<String> doubtful = Set.of();

    private boolean ended;

    ConnectionPresence(EnginePresence presence, ClientConnection connection) {
        this.presence = presence;
        this.connection = connection;
    }

    /** The connection has subscribed to these names and patterns. */
    void enter(Collection<String> subscribed) {
        List<String> names = subscribed.stream().filter(presence::isTracked).toList();
        if (names.isEmpty()) {
            return;
        }
        synchronized (this) {
            if (ended) {
                return;
            }
            channels = channels.isEmpty() ? new LinkedHashSet<>(4) : channels;
            channels.addAll(names);
            presence.leases().watch(connection.uid(), this);
            names.forEach(this::tell);
        }
    }

    /** The connection has ended its subscriptions to these names and patterns. */
    synchronized void leave(Collection<String> unsubscribed) {
        if (ended || channels.isEmpty()) {
            return;
        }
        for (String name : unsubscribed) {
            if (channels.remove(name)) {
                tell(name);
            }
        }
        if (channels.isEmpty() && doubtful.isEmpty()) {
            presence.leases().unwatch(connection.uid(), this);
        }
    }

    /** Sets the info, and tells it the channels where the connection is present. */
    public void info(Object given) {
        Object plain = presence.info().plain(given);
        restore(plain);
    }

    /** Sets the info to a plain value that {@link #info()} has returned. */
    public synchronized void restore(Object plain) {
        if (!ended) {
            info = plain;
            channels.forEach(this::tell);
        }
    }

    /** Returns the info, a plain value; null for none. */
    public synchronized Object info() {
        return info;
    }

    /** The connection has ended: it leaves all channels. */
    synchronized void end() {
        if (!ended) {
            List<String> all = List.copyOf(channels);
            channels = Set.of();
            ended = true;
            all.forEach(this::tell);
            presence.leases().unwatch(connection.uid(), this);
        }
    }

    /** Another server takes the session up: it stays in all channels for a while, and tells them nothing more from here. */
    synchronized void handOver(Duration keep) {
        if (!ended) {
            ended = true;
            presence.leases().unwatch(connection.uid(), this);
            if (!channels.isEmpty()) {
                presence.attempt(() -> presence.store().renew(List.of(connection.uid()), keep));
            }
        }
    }

    /** Tells the store again of all channels, which it has forgotten, or of those of which it may not know the truth. */
    synchronized void repeat(boolean all) {
        if (ended) {
            return;
        }
        Set<String> names = all ? new LinkedHashSet<>(channels) : new LinkedHashSet<>();
        names.addAll(doubtful);
        doubtful = Set.of();
        names.forEach(this::tell);
        if (channels.isEmpty() && doubtful.isEmpty()) {
            presence.leases().unwatch(connection.uid(), this);
        }
    }

    /** Tells the store whether the connection is in a channel. */
    private void tell(String channel) {
        String uid = connection.uid();
        Supplier<CompletionStage<Void>> call = channels.contains(channel)
                ? () -> presence.store().enter(channel, uid, new Member(id(), info), PresenceLeases.KEEP)
                : () -> presence.store().leave(channel, uid);
        presence.attempt(call).exceptionally(failure -> {
            doubt(channel);
            return null;
        });
    }

    private synchronized void doubt(String channel) {
        // After the end the time to live removes the session.
        if (!ended && doubtful.size() < MOST_DOUBTFUL) {
            doubtful = doubtful.isEmpty() ? new LinkedHashSet<>(4) : doubtful;
            doubtful.add(channel);
            presence.leases().watch(connection.uid(), this);
        }
    }

    private String id() {
        return connection.principal().map(Principal::getName).orElse(connection.uid());
    }
}
