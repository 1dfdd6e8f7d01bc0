package dev.webshocket.tyrus;

import java.io.IOException;
import org.glassfish.grizzly.http.server.Response;

/**
 * A file that is served.
 *
 * @param length its length in bytes
 * @param modified when it was changed, in milliseconds since 1970
 * @param body sends its bytes
 */
record Page(long length, long modified, Body body) {

    /** The bytes of a page. */
    @FunctionalInterface
    interface Body {

        /** Sends them without waiting for the client to take them. */
        void send(Response response) throws IOException;
    }

    /** A place that pages come from. */
    interface Source {

        /** Finds the file at a path that is no directory's; null where there is none. */
        Page find(PagePath path);

        /** Tells whether a path is a directory's. */
        boolean isDirectory(PagePath path);
    }
}
