package dev.webshocket.client;

import java.util.OptionalInt;

/**
 * The client could not connect: nothing listens there, the server refused the handshake, its certificate is not
 * trusted, or it closed the connection at once.
 */
public final class ConnectionFailedException extends ClientException {

    /** The code for an untrusted server certificate. */
    public static final String UNTRUSTED_CERTIFICATE = "WEBSHOCKET-0302";

    private static final long serialVersionUID = 1L;

    private static final int NO_STATUS = 0;

    private final boolean transientFault;
    private final int status;

    /**
     * Reports a failed attempt.
     *
     * @param code the stable code
     * @param message what is wrong, without the code
     * @param transientFault whether another attempt may succeed
     * @param cause the JDK's exception, may be null
     */
    public ConnectionFailedException(String code, String message, boolean transientFault, Throwable cause) {
        this(code, message, NO_STATUS, transientFault, cause);
    }

    /**
     * Reports a refused handshake.
     *
     * @param code the stable code
     * @param message what is wrong, without the code
     * @param status the HTTP status of the answer
     * @param transientFault whether another attempt may succeed
     * @param cause the JDK's exception, may be null
     */
    public ConnectionFailedException(String code, String message, int status, boolean transientFault, Throwable cause) {
        super(code, message, cause);
        this.status = status;
        this.transientFault = transientFault;
    }

    /**
     * Returns the status with which a server or a proxy refused the handshake.
     *
     * @return the HTTP status, such as 401; empty if the attempt failed otherwise
     */
    public OptionalInt status() {
        return status == NO_STATUS ? OptionalInt.empty() : OptionalInt.of(status);
    }

    /**
     * Tells whether another attempt may succeed without a change of configuration. Other failures are never retried.
     *
     * @return true if the server is unreachable or busy; false for an untrusted certificate, a handshake refused with
     *     401, 403 or 407, a header that cannot be sent, a server that does not speak the protocol, or one that closed
     *     at once with one of the {@linkplain RetryPolicy#finalCodes final codes}
     */
    public boolean isTransient() {
        return transientFault;
    }
}
