package dev.webshocket.spi.platform;

/**
 * The scope of one call, which lives until its answer or the last item of its stream has been made: on whichever threads that
 * happens, and however long it takes. Safe for use by any thread.
 */
public interface CallScope {

    /** The scope that has nothing in it. */
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
     * Makes this scope the current one of the current thread. A thread may do so again before it has closed what it was
     * given, and several threads may at the same time.
     *
     * @return leaves the thread as it was; closed by the same thread
     */
    CallScopes.Scope activate();

    /** Ends what lives as long as the call. Called once, when the scope is active on no thread, by any thread. */
    void end();
}
