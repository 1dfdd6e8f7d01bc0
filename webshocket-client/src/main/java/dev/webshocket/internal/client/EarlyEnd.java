package dev.webshocket.internal.client;

import java.io.EOFException;
import java.io.IOException;
import java.util.regex.Pattern;
import javax.net.ssl.SSLException;

/**
 * Detects that the server closed or reset the connection before it answered the handshake. The JDK has no exception for
 * this: it throws the first error of its reader, its writer or its TLS engine, and only the messages distinguish some
 * of these.
 */
final class EarlyEnd {

    /** The operating system's messages for a lost connection, and the JDK's for a truncated TLS record. */
    private static final Pattern GONE =
            Pattern.compile("\\breset\\b|broken pipe|aborted|forcibly closed|\\bEOF\\b", Pattern.CASE_INSENSITIVE);

    /** The JDK's messages for an end during the TLS handshake. */
    private static final Pattern NO_HANDSHAKE = Pattern.compile("^Remote host (closed|terminated)|\\bclose_notify\\b");

    private EarlyEnd() {}

    /** Tells whether a failure or one of its causes means that the server ended the connection. */
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
