package dev.webshocket.cdi;

import jakarta.enterprise.context.ContextNotActiveException;

/**
 * The call that the current thread runs. Safe for use by any thread.
 *
 * <p>Each application has an instance of its own, so that applications on one server do not see each other's calls.
 */
final class CurrentCall {

    private final ThreadLocal<CallFrame> frames = new ThreadLocal<>();

    /** Returns the innermost call on this thread, or null if there is none. */
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
            throw new ContextNotActiveException("Thread "
                    + Thread.currentThread().getName()
                    + " runs no call or callback of a WebSocket connection, so that the "
                    + "injected ClientConnection and @ConnectionScoped beans cannot be used on it. To use the "
                    + "connection on another thread, take it as a parameter of the method and pass it on.");
        }
        return frame;
    }

    /**
     * Makes a call the innermost one.
     *
     * @param frame the call, or null for none
     */
    void set(CallFrame frame) {
        // Sets null, since remove() takes three times as long. The entry that stays on a container's thread has a weak
        // key and no value, so it keeps no class loader alive.
        frames.set(frame);
    }
}
