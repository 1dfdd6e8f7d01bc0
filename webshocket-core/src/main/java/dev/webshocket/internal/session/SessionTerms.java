package dev.webshocket.internal.session;

import java.time.Duration;

/**
 * How a session of version 2 outlives its links. Immutable.
 *
 * @param side which side of the session this is
 * @param keep how long the session outlives its link; zero where it ends with it
 * @param beat after how long without another packet each side sends a beat; zero for never
 * @param canSuspend whether its links {@linkplain SessionLink#canSuspend can stop reading}; those of one session are of one kind
 */
public record SessionTerms(Side side, Duration keep, Duration beat, boolean canSuspend) {

    /** A side of a session. */
    public enum Side {
        SERVER,
        CLIENT
    }
}
