package dev.webshocket.internal.rpc;

import dev.webshocket.spi.platform.CallScope;
import dev.webshocket.spi.platform.CallScopes;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * The life of a call's scope: threads enter it to work for the call; it ends once, after the end of the call, when the last
 * thread has left. Safe for use by any thread, without a lock.
 */
final class CallLife {

    /** Whether the call is over. The rest of the state counts the threads inside, in steps of {@link #THREAD}. */
    private static final int OVER = 1;

    private static final int THREAD = 2;
    /** The call has ended and no thread is inside; the thread that sets this ends the scope. */
    private static final int ENDED = -1;

    private final CallScope scope;
    private final AtomicInteger state = new AtomicInteger();

    CallLife(CallScope scope) {
        this.scope = scope;
    }

    /**
     * Enters the scope.
     *
     * @return leaves it, on the same thread; has no effect if the scope had ended
     */
    CallScopes.Scope enter() {
        if (change(THREAD) == ENDED) {
            return () -> {};
        }
        CallScopes.Scope active;
        try {
            active = scope.activate();
        } catch (RuntimeException | Error e) {
            leave();
            throw e;
        }
        return () -> {
            try {
                active.close();
            } finally {
                leave();
            }
        };
    }

    private void leave() {
        if (change(-THREAD) == OVER) {
            end();
        }
    }

    /** Records the end of the call. Idempotent. */
    void over() {
        int before = state.get();
        // Two threads may do so at the same time.
        while ((before & OVER) == 0) {
            if (state.compareAndSet(before, before | OVER)) {
                if (before == 0) {
                    end();
                }
                return;
            }
            before = state.get();
        }
    }

    /** Ends the scope if no thread is inside; a thread that has entered meanwhile ends it later. */
    private void end() {
        if (state.compareAndSet(OVER, ENDED)) {
            scope.end();
        }
    }

    /** Changes the state unless the scope has ended; returns the state after that. */
    private int change(int by) {
        int before = state.get();
        while (before != ENDED && !state.compareAndSet(before, before + by)) {
            before = state.get();
        }
        return before == ENDED ? ENDED : before + by;
    }
}
