package dev.webshocket.internal.client.socket;

/**
 * Decides when to ping a socket because the JDK may have lost its end: if the other side ends the stream while a message is being
 * handled, the JDK (17 to 25) throws an {@code InternalError} inside, and its listener never hears of the end. So when no message
 * has come for a while, the socket is written to, which fails after such an end. A socket that is alive answers with a pong, and is
 * left alone until the next message.
 *
 * <p>The socket's thread reports what it receives, and the timer's thread asks.
 */
final class LostEndProbe {

    /** The first is answered by a reset, the second meets it, the third is refused by the JDK; one to spare. */
    private static final int WRITES = 4;

    /** How many writes are due until the next message; set to the highest number by each message. */
    private volatile int due;

    /** Whether a message has come since the timer's thread asked last. */
    private volatile boolean busy;

    /** A message, or a part of one, is about to be handled. */
    void messageBegins() {
        if (!busy) {
            busy = true;
        }
    }

    /** A ping or a pong has come, so that the JDK still reads. */
    void alive() {
        if (due != 0) {
            due = 0;
        }
    }

    /** Tells whether to write now. For the timer's thread. */
    boolean isDue() {
        if (busy) {
            busy = false;
            due = WRITES;
            return false;
        }
        int left = due;
        if (left > 0) {
            due = left - 1;
        }
        return left > 0;
    }
}
