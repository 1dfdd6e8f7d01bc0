package dev.webshocket.tyrus;

import java.io.IOException;
import org.glassfish.grizzly.http.server.Response;

/** A file that is served. */
interface Page {

    /** Returns its length in bytes. */
    long length();

    /** Returns when it was changed, in milliseconds since 1970. */
    long modified();

    /** Sends its bytes without waiting for the client to take them. */
    void send(Response response) throws IOException;

    /** A place that pages come from. */
    interface Source {

        /** Finds the file at a path that is no directory's; null where there is none. */
        Page find(PagePath path);

        /** Tells whether a path is a directory's. */
        boolean isDirectory(PagePath path);
    }
}
