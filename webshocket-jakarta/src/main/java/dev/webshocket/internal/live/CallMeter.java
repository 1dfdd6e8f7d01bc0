package dev.webshocket.internal.live;

/** Counts the calls that have ended. Safe for use by any thread, without a lock. */
public interface CallMeter {

    /** Counts nothing. */
    CallMeter NONE = new CallMeter() {
        @Override
        public void answered(long since, Integer error) {}

        @Override
        public void ended(Integer error) {}
    };

    /**
     * Counts a call that was answered with a value or an error, and its time.
     *
     * @param since when it arrived, on {@link System#nanoTime}
     * @param error the code; null for a value
     */
    void answered(long since, Integer error);

    /**
     * Counts a call whose time says nothing: a stream, an upload, one that was cancelled or turned away.
     *
     * @param error the code; null for none
     */
    void ended(Integer error);
}
