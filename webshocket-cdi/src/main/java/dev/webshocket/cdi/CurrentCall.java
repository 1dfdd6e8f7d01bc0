package dev.webshocket.cdi;

import jakarta.enterprise.context.ContextNotActiveException;

/**
 * Knows which call the current thread runs. Safe for use by any thread.
 *
 * <p>It belongs to one application: on a thread that serves two of them, neither sees the other's calls.
 */
final class CurrentCall {

    private final ThreadLocal<CallFrame> frames = new ThreadLocal<>();

    /** Returns the innermost call on this thread, or null where there is none. */
    CallFrame get() {
        return frames.get();
    }

    /**
     * Returns the innermost call on this thread.
     *
     * @throws ContextNotActiveException if this thread runs no call
     */
    CallFrame require() {
        CallFrame frame = frames.get();
        if (frame == null) {
            throw new ContextNotActiveException("No call or callback of a WebSocket connection runs on thread "
                    + Thread.currentThread().getName() + ": the injected ClientConnection and @ConnectionScoped beans "
                    + "can be used only there. Where another thread needs the connection, take it as a parameter "
                    + "of the method and pass it on.");
        }
        return frame;
    }

    /**
     * Makes a call the innermost one.
     *
     * @param frame the call, or null for none
     */
    void set(CallFrame frame) {
        // Null is set rather than the entry removed, which costs three times as much: what stays on a thread of the
        // container's is an entry with a weak key and no value, and so nothing of the application.
        frames.set(frame);
    }
}
