package dev.webshocket.tyrus;

import java.io.IOException;
import java.nio.ByteBuffer;

/** The non-blocking socket of a link. */
interface LinkSocket {

    /**
     * Reads once and passes the bytes to the {@link LinkInput}. For the reading thread of the link.
     *
     * @param longest the most bytes to read
     * @return the number of bytes read; -1 at the end of the connection
     */
    int read(LinkInput input, int longest) throws IOException;

    /**
     * Writes as much of a buffer as the socket accepts. Under the lock of the link's {@link LinkOutput}.
     *
     * @return the number of accepted bytes, at least one if {@link #isFlushed}
     */
    int write(ByteBuffer bytes) throws IOException;

    /** Tells whether the operating system has all accepted bytes. Under the same lock. */
    boolean isFlushed();

    /** Requests a call of {@link LinkOutput#writable} when the socket accepts more. Under the same lock. */
    void awaitWritable() throws IOException;

    /** Starts or stops the selector's watch for input. */
    void watch(boolean reads) throws IOException;
}
