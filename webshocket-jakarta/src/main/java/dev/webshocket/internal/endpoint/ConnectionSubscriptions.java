package dev.webshocket.internal.endpoint;

import dev.webshocket.Since;
import dev.webshocket.internal.channel.ConnectionPresence;
import dev.webshocket.internal.channel.Subscriptions;
import dev.webshocket.internal.session.PeerSession;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicReferenceFieldUpdater;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Supplier;

/** The subscriptions of one connection, which are made when the application first uses them. Safe for use by any thread. */
final class ConnectionSubscriptions {

    private static final AtomicReferenceFieldUpdater<ConnectionSubscriptions, Subscriptions> MADE =
            AtomicReferenceFieldUpdater.newUpdater(ConnectionSubscriptions.class, Subscriptions.class, "made");

    private final PeerSession session;
    private final Supplier<Subscriptions> maker;

    /** Null before the application subscribes or unsubscribes for the first time. */
    private volatile Subscriptions made;

    /**
     * Makes an empty set.
     *
     * @param session of the connection; once it closes, nothing is added
     */
    ConnectionSubscriptions(PeerSession session, Supplier<Subscriptions> maker) {
        this.session = session;
        this.maker = maker;
    }

    void add(String... channels) {
        if (!session.isClosing()) {
            made().add(channels);
        }
    }

    void add(String channel, Since since) {
        if (!session.isClosing()) {
            made().add(channel, since);
        }
    }

    void addNames(String... channels) {
        if (!session.isClosing()) {
            made().addNames(channels);
        }
    }

    void remove(String... channels) {
        made().remove(channels);
    }

    /** See {@link Subscriptions#owner}. */
    Optional<String> owner(String channel) {
        Subscriptions now = made;
        return now == null ? Optional.empty() : now.owner(channel);
    }

    /** See {@link Subscriptions#whileUnchanged}. */
    <T> T whileUnchanged(Function<Collection<String>, T> action) {
        Subscriptions now = made;
        return now == null ? action.apply(List.of()) : now.whileUnchanged(action);
    }

    Set<String> snapshot() {
        Subscriptions now = made;
        return now == null ? Set.of() : now.snapshot();
    }

    /** Returns the info that the connection gives of its member, a plain value; null for none. */
    Object presenceInfo() {
        Subscriptions now = made;
        return now == null ? null : now.presence().info();
    }

    /** Returns the presence of the connection in channels. */
    ConnectionPresence presence() {
        return made().presence();
    }

    /** Ends the deliveries as {@link #end} does, since another server takes the session up: it stays present for a while. */
    void handOver(Duration keep) {
        ifMade(subscriptions -> subscriptions.handOver(keep));
    }

    /** Ends the deliveries; the subscriptions can still be read. */
    void end() {
        ifMade(Subscriptions::end);
    }

    /** Forgets the subscriptions, after {@link #end}. */
    void forget() {
        ifMade(Subscriptions::forget);
    }

    private void ifMade(Consumer<Subscriptions> action) {
        Subscriptions now = made;
        if (now != null) {
            action.accept(now);
        }
    }

    private Subscriptions made() {
        Subscriptions now = made;
        if (now == null) {
            Subscriptions first = maker.get();
            now = MADE.compareAndSet(this, null, first) ? first : made;
            if (session.end().isPresent()) {
                // The connection may have ended before it saw them.
                now.end();
            }
        }
        return now;
    }
}
