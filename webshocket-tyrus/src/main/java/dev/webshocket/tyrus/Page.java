package dev.webshocket.tyrus;

import java.io.IOException;
import org.glassfish.grizzly.http.server.Response;

/**
 * A file to serve.
 *
 * @param length its length in bytes
 * @param modified the time of its last change, in milliseconds since 1970
 * @param body sends its bytes
 */
record Page(long length, long modified, Body body) {

    /** The bytes of a page. */
    @FunctionalInterface
    interface Body {

        /** Sends them without waiting for the client. */
        void send(Response response) throws IOException;
    }

    /** A source of pages. */
    interface Source {

        /** Finds the file at a path that does not name a directory; null for none. */
        Page find(PagePath path);

        /** Tells whether a path names a directory. */
        boolean isDirectory(PagePath path);
    }
}
