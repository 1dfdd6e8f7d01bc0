package dev.webshocket.cdi;

import dev.webshocket.ClientConnection;
import dev.webshocket.spi.platform.CallScopes;

/** One call on one thread; to close it leaves the thread as it was. Used by that thread alone. */
final class CallFrame implements CallScopes.Scope {

    private final CdiCall call;
    private final CurrentCall current;
    private final CallFrame outer;
    /** Whether the call's request scope is the one that is active here; null until somebody asks. */
    private Boolean request;

    private boolean asking;

    private CallFrame(CdiCall call, CurrentCall current) {
        this.call = call;
        this.current = current;
        this.outer = current.get();
    }

    static CallFrame open(CdiCall call, CurrentCall current) {
        CallFrame frame = new CallFrame(call, current);
        current.set(frame);
        return frame;
    }

    CdiCall call() {
        return call;
    }

    ClientConnection connection() {
        return call.connection();
    }

    /**
     * Tells whether the call's request scope is active here: it is unless it has ended, or somebody else's is active on this
     * thread. That is found out when somebody asks first, since most calls never need it.
     */
    boolean hasRequest() {
        if (asking || call.requestBeans() == null) {
            // It is this frame that asks who else there is.
            return false;
        }
        if (request == null) {
            asking = true;
            try {
                request = !call.isElsewhere();
            } finally {
                asking = false;
            }
        }
        return request && !call.requestBeans().hasEnded();
    }

    @Override
    public void close() {
        current.set(outer);
    }
}
