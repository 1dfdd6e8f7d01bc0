package dev.webshocket.tyrus;

import java.io.IOException;
import java.nio.ByteBuffer;

/** The socket of a link, which is read and written without blocking. */
interface LinkSocket {

    /**
     * Reads once and has a {@link LinkInput} take what there is. For the thread that reads the link.
     *
     * @param longest how many bytes to read
     * @return how many bytes have come; -1 where no more will
     */
    int read(LinkInput input, int longest) throws IOException;

    /**
     * Writes what it can of a buffer. Under the lock of the link's {@link LinkOutput}.
     *
     * @return how many bytes it has taken, at least one where {@link #isFlushed}
     */
    int write(ByteBuffer bytes) throws IOException;

    /** Tells whether all that was taken is with the operating system. Under the same lock. */
    boolean isFlushed();

    /** Has {@link LinkOutput#writable} called once it takes more; after it has not taken all. Under the same lock. */
    void awaitWritable() throws IOException;

    /** Has the selector tell of bytes to be read, or no more. */
    void watch(boolean reads) throws IOException;
}
