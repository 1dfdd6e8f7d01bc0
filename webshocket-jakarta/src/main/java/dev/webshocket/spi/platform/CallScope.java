package dev.webshocket.spi.platform;

/**
 * The scope of one call. It lasts until the answer or the last item of the stream has been produced, on any number of
 * threads. Safe for use by any thread.
 */
public interface CallScope {

    /** The empty scope. */
    CallScope NONE = new CallScope() {

        private final CallScopes.Scope nothing = () -> {};

        @Override
        public CallScopes.Scope activate() {
            return nothing;
        }

        @Override
        public void end() {}
    };

    /**
     * Activates this scope on the current thread. A thread may activate it again before it closes the returned object,
     * and several threads may activate it at the same time.
     *
     * @return deactivates the scope when the same thread closes it
     */
    CallScopes.Scope activate();

    /**
     * Ends the scope and destroys the objects in it. Called once, by any thread, when the scope is active on no thread.
     */
    void end();
}
