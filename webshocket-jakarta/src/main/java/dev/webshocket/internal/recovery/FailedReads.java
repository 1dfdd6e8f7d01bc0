package dev.webshocket.internal.recovery;

import dev.webshocket.ChannelException;
import java.util.concurrent.CompletionException;

/**
 * Decides whether a read that has failed is repeated: a log on another machine may be away for a moment, and has what was missed when it
 * is back. For the one task of a {@link Recovery} that works.
 */
final class FailedReads {

    /** How many reads may fail in a row. */
    static final int MOST = 12;

    private int inARow;

    /** Records a failure; tells whether to read again. */
    boolean mayRepeat(Throwable failure) {
        Throwable cause =
                failure instanceof CompletionException && failure.getCause() != null ? failure.getCause() : failure;
        return cause instanceof ChannelException && ++inARow <= MOST;
    }

    /** Records that the log has answered. */
    void succeeded() {
        inARow = 0;
    }
}
