package dev.webshocket.internal.redis.log;

import dev.webshocket.internal.redis.link.LinkFailures;
import dev.webshocket.internal.redis.link.RedisLink;
import dev.webshocket.spi.extension.LogPosition;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;

/**
 * What this server has appended to a shard and has not yet got by the tail. Safe for use by any thread; stages complete without a lock.
 * At most {@link #MOST} wait, also while the tail brings nothing.
 */
final class PendingAppends {

    static final int MOST = RedisLink.MOST_COMMANDS;

    private static final class Pending {
        final CompletableFuture<LogPosition> stage = new CompletableFuture<>();
        final long deadline;
        /** Where it is, by the reply of Redis; null before. */
        LogPosition position;

        Pending(long deadline) {
            this.deadline = deadline;
        }
    }

    /** By nonce, in the order of their deadlines. Guarded by this. */
    private final Map<String, Pending> appends = new LinkedHashMap<>();

    /** The position behind which the tail went on when something was lost; null before. Guarded by this. */
    private LogPosition lastPassed;

    /** Adds an append that is about to be sent. The stage has failed if too many wait; then it must not be sent. */
    synchronized CompletableFuture<LogPosition> add(String nonce, long deadline) {
        if (appends.size() >= MOST) {
            return CompletableFuture.failedFuture(LinkFailures.full());
        }
        Pending pending = new Pending(deadline);
        appends.put(nonce, pending);
        return pending.stage;
    }

    /** Notes where Redis has put it. */
    void appended(String nonce, LogPosition position) {
        boolean passed;
        synchronized (this) {
            Pending pending = appends.get(nonce);
            if (pending == null) {
                return;
            }
            pending.position = position;
            passed = isPassed(position);
        }
        if (passed) {
            passed(lastPassed());
        }
    }

    private synchronized LogPosition lastPassed() {
        return lastPassed;
    }

    /** Tells whether the tail will not bring an entry any more. */
    private synchronized boolean isPassed(LogPosition position) {
        return lastPassed != null
                && lastPassed.epoch().equals(position.epoch())
                && position.offset() <= lastPassed.offset();
    }

    /** Fails an append. */
    void failed(String nonce, Throwable failure) {
        Pending pending = remove(nonce);
        if (pending != null) {
            pending.stage.completeExceptionally(failure);
        }
    }

    /** Completes an append that followers have got. */
    void delivered(String nonce, LogPosition position) {
        Pending pending = remove(nonce);
        if (pending != null) {
            pending.stage.complete(position);
        }
    }

    private synchronized Pending remove(String nonce) {
        return appends.remove(nonce);
    }

    /** Completes what the tail has passed over: what was appended is kept, unless its epoch has ended. */
    void passed(LogPosition head) {
        List<Pending> passed = new ArrayList<>();
        synchronized (this) {
            lastPassed = head;
            Iterator<Pending> all = appends.values().iterator();
            while (all.hasNext()) {
                Pending pending = all.next();
                LogPosition at = pending.position;
                if (at != null && (!at.epoch().equals(head.epoch()) || at.offset() <= head.offset())) {
                    all.remove();
                    passed.add(pending);
                }
            }
        }
        for (Pending pending : passed) {
            if (pending.position.epoch().equals(head.epoch())) {
                pending.stage.complete(pending.position);
            } else {
                pending.stage.completeExceptionally(LinkFailures.unknown(null));
            }
        }
    }

    /** Fails what has waited too long. */
    void expire(long now) {
        List<Pending> expired = new ArrayList<>();
        synchronized (this) {
            Iterator<Pending> all = appends.values().iterator();
            while (all.hasNext()) {
                Pending pending = all.next();
                if (pending.deadline - now > 0) {
                    break;
                }
                all.remove();
                expired.add(pending);
            }
        }
        expired.forEach(pending -> pending.stage.completeExceptionally(LinkFailures.unknown(null)));
    }

    /** Fails everything. */
    void close() {
        List<Pending> rest;
        synchronized (this) {
            rest = List.copyOf(appends.values());
            appends.clear();
        }
        rest.forEach(pending -> pending.stage.completeExceptionally(LinkFailures.closed()));
    }
}
