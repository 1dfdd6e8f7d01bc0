package dev.webshocket.internal.rpc;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicIntegerFieldUpdater;

/**
 * What one call takes of what all calls of an application share: memory for its values, and a place among the large ones while
 * it is worked on. Safe for use by any thread.
 */
final class CallResources {

    private static final AtomicIntegerFieldUpdater<CallResources> RESERVED =
            AtomicIntegerFieldUpdater.newUpdater(CallResources.class, "reserved");

    private final Peer peer;
    private final long valueBytes;
    private final LargeCalls.Place place;
    /** 1 while the memory for its values is taken, else 0. */
    private volatile int reserved;

    /**
     * Takes nothing yet.
     *
     * @param peer whose call it is
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

    /** Takes its place; returns what is done once it has it, or will not get it any more. */
    CompletableFuture<Void> enter() {
        return place.enter();
    }

    /** Gives its place back, or up, as it is not worked on any more; again, it has no effect. */
    void leave() {
        place.leave();
    }

    /**
     * Takes the memory that its values need, until the lane releases it; again, it has no effect. For one thread at a time.
     *
     * @return false if the application has not so much left
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
            // Whoever ended it may have looked already at what has to be given back.
            giveBack();
            return false;
        }
        return true;
    }

    /** Gives all back; again, it has no effect. */
    void giveBack() {
        leave();
        if (RESERVED.getAndSet(this, 0) != 0) {
            peer.memory().giveBackPinned(valueBytes);
        }
    }
}
