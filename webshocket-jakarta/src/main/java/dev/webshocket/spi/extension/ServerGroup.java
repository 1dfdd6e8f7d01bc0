package dev.webshocket.spi.extension;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletionStage;
import java.util.function.Function;

/** The servers of one application that ask each other questions. Safe for use by any thread. */
public interface ServerGroup {

    /**
     * Returns the id of this server, which it has until it stops.
     *
     * @return 1 to 64 ASCII letters, digits and {@code -}
     */
    String self();

    /**
     * Asks all other servers.
     *
     * @param question any bytes
     * @param patience how long to wait for answers
     * @return completes with the answers, in no order, once all have answered or the patience is over; with an exception if the
     *     servers cannot be asked
     */
    CompletionStage<List<byte[]>> ask(byte[] question, Duration patience);

    /**
     * Answers the questions of other servers from now on, in place of what did before.
     *
     * @param answerer makes the answer to a question; called on any thread; must not block. What it throws is logged, and the
     *     question stays without an answer
     */
    void answer(Function<byte[], byte[]> answerer);
}
