package dev.webshocket.internal.channel;

import dev.webshocket.ClientConnection;
import dev.webshocket.internal.codec.Codec;
import dev.webshocket.internal.memory.SharedBytes;

/** A connection as the receiver of a publication. Safe for use by any thread. */
public interface Receiver {

    /** Returns the connection that user code sees. */
    ClientConnection connection();

    /** Returns the path of its endpoint, with the names of its variables. */
    String endpoint();

    /** Tells whether it receives broadcasts: its connect callbacks have accepted it, and it has not closed. */
    boolean isListening();

    /** Returns its codec; connections of one encoding share one codec. */
    Codec codec();

    /**
     * Queues a message without waiting; if there is no room, the slow-consumer setting decides.
     *
     * @param message encoded by its codec
     * @return whether it was queued
     */
    boolean push(SharedBytes message);
}
