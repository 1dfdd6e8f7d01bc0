package dev.webshocket.internal.bridge;

import jakarta.websocket.CloseReason;
import java.util.function.Consumer;

/** Sends to one client, for the one writer of its {@link OutboundQueue}. */
interface FrameWriter {

    /**
     * Sends a message.
     *
     * @param progress told once how it has ended: null when the message has been sent, else why it has not; by any thread,
     *     also before this returns
     */
    void write(FrameKind kind, byte[] message, Progress progress);

    /** Closes the connection at once, for whatever reason. */
    void close(CloseReason reason);

    /** Lets go of a message that waits for a thread, since the connection has ended; nothing more is told of it. */
    void shut();

    /** Is told what becomes of a message. */
    @FunctionalInterface
    interface Progress extends Consumer<Throwable> {

        /** The message waits for a thread, which is no fault of the client's. */
        default void waits() {}

        /** It waits no more: it is being sent. */
        default void begins() {}
    }
}
