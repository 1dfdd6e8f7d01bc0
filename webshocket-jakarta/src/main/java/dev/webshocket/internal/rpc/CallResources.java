package dev.webshocket.internal.rpc;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicIntegerFieldUpdater;

/**
 * The share of one call in the resources of an application: memory for its values, and a place among the large calls while it runs.
 * Safe for use by any thread.
 */
final class CallResources {

    private static final AtomicIntegerFieldUpdater<CallResources> RESERVED =
            AtomicIntegerFieldUpdater.newUpdater(CallResources.class, "reserved");

    private final Peer peer;
    private final long valueBytes;
    private final LargeCalls.Place place;
    /** 1 while the memory for its values is reserved, else 0. */
    private volatile int reserved;

    /**
     * Takes nothing yet.
     *
     * @param peer the caller
     * @param valueBytes how much memory its values take at most
     */
    CallResources(Peer peer, long valueBytes) {
        this.peer = peer;
        this.valueBytes = valueBytes;
        this.place = peer.lane().place(valueBytes);
    }

    /** Returns how much memory its values take at most. */
    long valueBytes() {
        return valueBytes;
    }

    /** Tells whether it needs a place, as a large call. */
    boolean isLarge() {
        return place.isBounded();
    }

    /** Requests its place; returns a stage that completes when it has the place, or has stopped waiting. */
    CompletableFuture<Void> enter() {
        return place.enter();
    }

    /** Releases its place, or stops waiting for it, because the call no longer runs. Idempotent. */
    void leave() {
        place.leave();
    }

    /**
     * Reserves the memory that its values need, until the lane releases it. Idempotent. For one thread at a time.
     *
     * @return false if the application does not have that much left
     */
    boolean reserve() {
        if (reserved != 0) {
            return true;
        }
        if (!peer.memory().takePinned(valueBytes)) {
            return false;
        }
        reserved = 1;
        if (peer.lane().hasEnded()) {
            // The lane may have ended before it saw this memory.
            giveBack();
            return false;
        }
        return true;
    }

    /** Releases all. Idempotent. */
    void giveBack() {
        leave();
        if (RESERVED.getAndSet(this, 0) != 0) {
            peer.memory().giveBackPinned(valueBytes);
        }
    }
}
