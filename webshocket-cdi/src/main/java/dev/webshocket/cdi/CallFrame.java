package dev.webshocket.cdi;

import dev.webshocket.ClientConnection;
import dev.webshocket.spi.platform.CallScopes;

/**
 * A call that runs on a thread, in the stack of calls of that thread; closing it removes it from the stack. Used by
 * that thread alone.
 *
 * <p>The thread has the application's context class loader meanwhile. It may be any thread that completes a stage, and GlassFish
 * finds the CDI container of a bean by that loader.
 */
final class CallFrame implements CallScopes.Scope {

    private final CdiCall call;
    private final CurrentCall current;
    private final CallFrame outer;
    private final ClassLoader outerLoader = Thread.currentThread().getContextClassLoader();
    /** Whether the call's request context is the active one on this thread; null until the first query. */
    private Boolean request;

    private boolean querying;

    private CallFrame(CdiCall call, CurrentCall current) {
        this.call = call;
        this.current = current;
        this.outer = current.get();
    }

    static CallFrame open(CdiCall call, CurrentCall current) {
        CallFrame frame = new CallFrame(call, current);
        current.set(frame);
        frame.load(call.application());
        return frame;
    }

    CdiCall call() {
        return call;
    }

    ClientConnection connection() {
        return call.connection();
    }

    /**
     * Tells whether the call's request context is active on this thread: it is, unless it has ended or the thread has
     * another request context. The first query determines that, since most calls never need it.
     */
    boolean hasRequest() {
        if (querying || call.requestBeans() == null) {
            // This query comes from isForeignRequestActive below, and must not see this frame's own context.
            return false;
        }
        if (request == null) {
            querying = true;
            try {
                request = !call.isForeignRequestActive();
            } finally {
                querying = false;
            }
        }
        return request && !call.requestBeans().hasEnded();
    }

    @Override
    public void close() {
        current.set(outer);
        load(outerLoader);
    }

    private void load(ClassLoader loader) {
        if (call.application() != outerLoader) {
            Thread.currentThread().setContextClassLoader(loader);
        }
    }
}
