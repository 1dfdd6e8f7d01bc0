package dev.webshocket.internal.channel;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * Renews the connections that are in channels with presence, so that a store for several servers can tell them from those of a
 * server that has failed, and corrects what the store has lost. Safe for use by any thread.
 */
final class PresenceLeases {

    /**
     * How long a store keeps a connection that is not renewed. Another server removes it with its own next renewal: members of a server
     * that has failed have left within 15 seconds.
     */
    static final Duration KEEP = Duration.ofSeconds(10);

    private static final long PERIOD_SECONDS = 3;

    private final EnginePresence presence;
    private final ConcurrentMap<String, ConnectionPresence> watched = new ConcurrentHashMap<>();
    private final AtomicBoolean running = new AtomicBoolean();

    PresenceLeases(EnginePresence presence) {
        this.presence = presence;
    }

    /** Begins to renew; the result ends it. */
    Runnable start(ScheduledExecutorService timer, Executor executor) {
        ScheduledFuture<?> task =
                timer.scheduleWithFixedDelay(() -> begin(executor), PERIOD_SECONDS, PERIOD_SECONDS, TimeUnit.SECONDS);
        return () -> task.cancel(false);
    }

    /** Renews a connection from now on. */
    void watch(String uid, ConnectionPresence connection) {
        watched.put(uid, connection);
    }

    /** Renews a connection no more. */
    void unwatch(String uid, ConnectionPresence connection) {
        watched.remove(uid, connection);
    }

    private void begin(Executor executor) {
        if (running.compareAndSet(false, true)) {
            try {
                executor.execute(this::renew);
            } catch (RejectedExecutionException | Error e) {
                // The next period tries again.
                running.set(false);
            }
        }
    }

    /** Renews all once. */
    void renew() {
        List<String> uids = new ArrayList<>(watched.keySet());
        presence.attempt(() -> presence.store().renew(uids, KEEP)).whenComplete((unknown, failure) -> {
            running.set(false);
            if (failure == null) {
                correct(unknown);
            }
        });
    }

    private void correct(Set<String> unknown) {
        watched.forEach((uid, connection) -> connection.repeat(unknown.contains(uid)));
    }
}
