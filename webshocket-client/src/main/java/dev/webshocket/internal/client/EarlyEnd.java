package dev.webshocket.internal.client;

import java.io.EOFException;
import java.io.IOException;
import java.util.regex.Pattern;
import javax.net.ssl.SSLException;

/**
 * Recognises an attempt that failed because the server closed or reset the connection before it had answered the handshake.
 * The JDK has no exception of its own for this: it throws whatever its reader, its writer or its TLS engine met first, and
 * some of these can be told apart by their messages alone.
 */
final class EarlyEnd {

    /** What the operating system says of a connection that is gone, and what the JDK's reader says of half a TLS record. */
    private static final Pattern GONE =
            Pattern.compile("\\breset\\b|broken pipe|aborted|forcibly closed|\\bEOF\\b", Pattern.CASE_INSENSITIVE);

    /** What the JDK says of an end that comes instead of the server's part of the TLS handshake. */
    private static final Pattern NO_HANDSHAKE = Pattern.compile("^Remote host (closed|terminated)|\\bclose_notify\\b");

    private EarlyEnd() {}

    /** Tells whether a failure, or one of its causes, says that the server ended the connection. */
    static boolean isIn(Throwable failure) {
        return Causes.find(failure, IOException.class, EarlyEnd::isEnd).isPresent();
    }

    private static boolean isEnd(IOException failure) {
        String message = String.valueOf(failure.getMessage());
        return failure instanceof EOFException
                || (failure instanceof SSLException ? NO_HANDSHAKE : GONE)
                        .matcher(message)
                        .find();
    }
}
