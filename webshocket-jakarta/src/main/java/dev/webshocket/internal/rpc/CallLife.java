package dev.webshocket.internal.rpc;

import dev.webshocket.spi.platform.CallScope;
import dev.webshocket.spi.platform.CallScopes;

/**
 * The life of a call's scope: threads enter it to work for the call, and it ends once, when the call is over and the last of
 * them has left. Safe for use by any thread; no user code runs under its monitor.
 */
final class CallLife {

    private final CallScope scope;
    private int inside;
    private boolean over;
    private boolean ended;

    CallLife(CallScope scope) {
        this.scope = scope;
    }

    /**
     * Enters the scope.
     *
     * @return leaves it, on the same thread; where the scope has ended the thread is as it was
     */
    CallScopes.Scope enter() {
        synchronized (this) {
            if (ended) {
                return () -> {};
            }
            inside++;
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
        synchronized (this) {
            inside--;
            if (!isDue()) {
                return;
            }
            ended = true;
        }
        scope.end();
    }

    /** Says that the call is over. Again, it has no effect. */
    void over() {
        synchronized (this) {
            over = true;
            if (!isDue()) {
                return;
            }
            ended = true;
        }
        scope.end();
    }

    private boolean isDue() {
        return over && inside == 0 && !ended;
    }
}
