package dev.webshocket.internal.rpc;

import dev.webshocket.internal.concurrent.FairQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.locks.ReentrantLock;

/**
 * Bounds how many large calls of one application run at a time. Decoding the arguments of one may take a thousand times the
 * time and memory of an ordinary call: a client that sends many could keep all processors and the garbage collector busy.
 * Large calls run in turn, from client to client, on half of the processors; the others are for ordinary calls. No thread
 * waits.
 *
 * <p>Safe for use by any thread. One lock guards the state; no stage completes while it is held.
 */
public final class LargeCalls {

    /** A call is large if its values take this many bytes, such as 4,000 values or a text of 128 KiB. */
    static final long LARGE = 256 * 1024;

    private final ReentrantLock lock = new ReentrantLock();
    private final FairQueue<Waiting> waiting = new FairQueue<>();
    private int free;

    /**
     * Makes the places of an application.
     *
     * @param places how many large calls run at a time, at least 1
     */
    LargeCalls(int places) {
        this.free = places;
    }

    /** Creates places for half of the processors, at least one. */
    static LargeCalls onHalfOfTheProcessors() {
        return new LargeCalls(Math.max(1, Runtime.getRuntime().availableProcessors() / 2));
    }

    /**
     * Creates the place of a call, not taken yet.
     *
     * @param client the caller
     * @param valueBytes how much memory its values take at most
     */
    Place place(LaneThreads.Client client, long valueBytes) {
        return valueBytes < LARGE ? Place.NONE : new Waiting(client);
    }

    /** The place that a call needs while it runs. Safe for use by any thread. */
    sealed interface Place {

        /** The place of a call that is not large: it is free at once, and no other call waits for it. */
        Place NONE = new Unbounded();

        /** Tells whether the place is one of a bounded number. */
        boolean isBounded();

        /** Requests the place; returns a stage that completes when it is taken, or no longer wanted. */
        CompletableFuture<Void> enter();

        /** Releases the place, or stops waiting for it. Idempotent. */
        void leave();
    }

    private static final class Unbounded implements Place {

        private static final CompletableFuture<Void> TAKEN = CompletableFuture.completedFuture(null);

        @Override
        public boolean isBounded() {
            return false;
        }

        @Override
        public CompletableFuture<Void> enter() {
            return TAKEN;
        }

        @Override
        public void leave() {}
    }

    private final class Waiting implements Place {

        private final LaneThreads.Client client;
        private final CompletableFuture<Void> taken = new CompletableFuture<>();
        private boolean holds;
        private boolean left;

        Waiting(LaneThreads.Client client) {
            this.client = client;
        }

        @Override
        public boolean isBounded() {
            return true;
        }

        @Override
        public CompletableFuture<Void> enter() {
            lock.lock();
            try {
                if (!left) {
                    if (free == 0) {
                        waiting.add(client.network(), client.connection(), this);
                        return taken;
                    }
                    free--;
                    holds = true;
                }
            } finally {
                lock.unlock();
            }
            taken.complete(null);
            return taken;
        }

        @Override
        public void leave() {
            Waiting next = null;
            lock.lock();
            try {
                if (left) {
                    return;
                }
                left = true;
                if (holds) {
                    next = waiting.take(FairQueue.ANY, FairQueue.ANY);
                    if (next == null) {
                        free++;
                    } else {
                        next.holds = true;
                    }
                } else {
                    waiting.remove(client.network(), client.connection(), this);
                }
            } finally {
                lock.unlock();
            }
            if (next != null) {
                next.taken.complete(null);
            }
        }
    }
}
