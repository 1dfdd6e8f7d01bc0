package dev.webshocket.internal.endpoint;

import dev.webshocket.Since;
import dev.webshocket.internal.channel.LoggedMessage;
import dev.webshocket.internal.channel.SubscriptionObserver;
import dev.webshocket.internal.recovery.KnownPositions;
import dev.webshocket.internal.recovery.Recovery;
import dev.webshocket.internal.recovery.RecoveryOutput;
import dev.webshocket.internal.session.ChannelReports;
import dev.webshocket.internal.session.Topic;
import dev.webshocket.spi.extension.LogEntry;
import dev.webshocket.spi.extension.LogPosition;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReferenceFieldUpdater;
import java.util.function.Predicate;

/**
 * What one connection has to do with the log of messages: the positions that it tells its client, what the client has missed, and what it
 * has lost. Only where some channel keeps messages. Safe for use by any thread.
 */
final class ConnectionRecovery implements RecoveryOutput, ChannelReports, SubscriptionObserver {

    private static final AtomicReferenceFieldUpdater<ConnectionRecovery, Recovery> CURRENT =
            AtomicReferenceFieldUpdater.newUpdater(ConnectionRecovery.class, Recovery.class, "current");

    private final SubscribingConnection connection;
    private final Recoveries recoveries;

    /** Null while there is nothing to catch up with. */
    private volatile Recovery current;

    /** When the client last got a welcome that gave it a new session, in nanoseconds; counts once {@link #told} has positions. */
    private volatile long welcomed;

    /** The positions that the client was told last; empty before its welcome. */
    private volatile List<LogPosition> told = List.of();

    ConnectionRecovery(SubscribingConnection connection, Recoveries recoveries) {
        this.connection = connection;
        this.recoveries = recoveries;
    }

    /** The client has come back: what is subscribed to from now on begins at its positions, for a time. */
    void comeBack(List<String> positions) {
        if (!positions.isEmpty()) {
            KnownPositions.read(positions, recoveries.messages().heads())
                    .ifPresent(known -> current = recoveries.make(Optional.of(known), this));
        }
    }

    /** Returns the positions of the welcome to a new session. */
    List<String> welcome() {
        welcomed = System.nanoTime();
        told = recoveries.messages().heads();
        return texts(told);
    }

    /** Returns the positions of the welcome to a session that goes on: none beyond what its client may still have to get. */
    List<String> welcomeBack() {
        return texts(told);
    }

    private static List<String> texts(List<LogPosition> positions) {
        return positions.stream().map(LogPosition::toString).toList();
    }

    @Override
    public List<String> moved() {
        List<LogPosition> before = told;
        if (before.isEmpty()) {
            return List.of();
        }
        List<LogPosition> moved = recoveries.told().stream()
                .filter(position -> !before.contains(position))
                .toList();
        // Read last: what is lost is known to the recovery before positions go on.
        Recovery recovery = current;
        return moved.stream()
                .filter(position -> recovery == null || !recovery.isBehind(position.shard()))
                .map(LogPosition::toString)
                .toList();
    }

    @Override
    public void told(List<String> positions) {
        List<LogPosition> now = new ArrayList<>(told);
        positions.forEach(text -> LogPosition.parse(text).ifPresent(position -> now.set(position.shard(), position)));
        told = List.copyOf(now);
    }

    @Override
    public List<String> lost(Topic dropped) {
        return connection.channels().owner(dropped.channel()).stream().toList();
    }

    /** Tells whether a message that is being published is to be queued now. */
    boolean wants(LogEntry entry) {
        Recovery recovery = current;
        return recovery == null || recovery.admits(entry.position());
    }

    /**
     * Messages of a shard were lost for this server. What the log has kept is read from it; other losses are gaps. See {@link
     * dev.webshocket.internal.channel.Receiver#lost}.
     */
    Optional<Runnable> lost(LogPosition before, LogPosition head) {
        return connection.channels().whileUnchanged(subscriptions -> {
            Recovery recovery = current;
            if (recovery == null && !recoveries.areKept(subscriptions, head.shard())) {
                return Optional.empty();
            }
            // One that is over may end at any time.
            while (recovery == null || !recovery.lost(before, head)) {
                recovery = begin(recoveries.make(Optional.empty(), this).with(subscriptions, before));
            }
            return Optional.of(recovery::work);
        });
    }

    @Override
    public Runnable adding(Collection<String> names) {
        Recovery recovery = current;
        return recovery != null && recovery.add(names) ? added(recovery) : () -> {};
    }

    @Override
    public Runnable adding(String channel, Since since) {
        if (since.position().isPresent()) {
            LogPosition start = LogPosition.parse(since.position().get()).orElseThrow();
            return begin(recovery -> {
                // Another client may have got that message already.
                recovery.offered(recoveries.delivered(recoveries.messages().shardOf(channel)));
                return recovery.addFrom(channel, start);
            });
        }
        return since.latest() > 0
                ? begin(recovery -> recovery.addLatest(channel, since.latest()))
                : adding(List.of(channel));
    }

    private Runnable added(Recovery recovery) {
        return () -> recovery.subscribed(recoveries::delivered);
    }

    /** Gives a subscription to a recovery, which is made if there is none. */
    private Runnable begin(Predicate<Recovery> subscription) {
        Recovery recovery = current;
        // One that is over may end at any time.
        while (recovery == null || !subscription.test(recovery)) {
            recovery = begin(recoveries
                    .make(Optional.empty(), this)
                    .with(connection.channels().snapshot()));
        }
        return added(recovery);
    }

    private Recovery begin(Recovery made) {
        current = made;
        // What is being delivered may not have asked this recovery. Afterwards it has been delivered.
        recoveries.messages().heads().forEach(head -> made.offered(recoveries.delivered(head.shard())));
        return made;
    }

    @Override
    public void removed(Collection<String> names) {
        Recovery recovery = current;
        if (recovery != null) {
            recovery.remove(names);
        }
    }

    /** Ends what is over. For the timer's thread. */
    void check(long now) {
        Recovery recovery = current;
        if (recovery == null) {
            return;
        }
        if (!told.isEmpty() && now - welcomed >= recoveries.keep().toNanos()) {
            recovery.forgetPositions();
        }
        if (recovery.endIfOver()) {
            CURRENT.compareAndSet(this, recovery, null);
        } else {
            recovery.check();
        }
    }

    /** Ends with the connection. */
    void end() {
        Recovery recovery = current;
        if (recovery != null) {
            recovery.end();
        }
    }

    @Override
    public boolean hasRoom() {
        return connection.queue().hasRoom();
    }

    @Override
    public boolean whenRoom(Runnable action) {
        return connection.queue().whenRoom(action);
    }

    @Override
    public void send(LogEntry entry) {
        if (entry.isFor(connection.uid())) {
            connection.queue().sendGathered(LoggedMessage.bytes(entry, connection.codec()));
        }
    }

    @Override
    public void gap(List<String> subscriptions) {
        connection.queue().gap(subscriptions);
    }

    @Override
    public String toString() {
        return connection.toString();
    }
}
