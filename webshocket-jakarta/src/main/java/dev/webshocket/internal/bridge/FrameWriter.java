package dev.webshocket.internal.bridge;

import jakarta.websocket.CloseReason;
import java.util.function.Consumer;

/** Sends to one client, for the one writer of its {@link OutboundQueue}. */
interface FrameWriter {

    /**
     * Sends a message.
     *
     * @param done told once: null when it has been sent, else why it has not; by any thread, also before this returns
     */
    void write(FrameKind kind, byte[] message, Consumer<Throwable> done);

    /** Closes the connection at once, for whatever reason. */
    void close(CloseReason reason);
}
