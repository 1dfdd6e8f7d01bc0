package dev.webshocket.client;

/**
 * A connection could not be made: nobody listens, the handshake was refused, the certificate is not to be trusted, or the
 * server ended it at once.
 */
public final class ConnectionFailedException extends ClientException {

    /** The code of a server's certificate that is not to be trusted. */
    public static final String UNTRUSTED_CERTIFICATE = "WEBSHOCKET-0302";

    private static final long serialVersionUID = 1L;

    private final boolean transientFault;

    /**
     * Reports a failed attempt.
     *
     * @param code the stable code
     * @param message what is wrong, without the code
     * @param transientFault whether another attempt may succeed
     * @param cause what the container reported, null where there is nothing
     */
    public ConnectionFailedException(String code, String message, boolean transientFault, Throwable cause) {
        super(code, message, cause);
        this.transientFault = transientFault;
    }

    /**
     * Tells whether another attempt may succeed without anybody changing anything. Other failures are never retried.
     *
     * @return true where the server cannot be reached or is busy; false for a certificate that is not to be trusted, a
     *     handshake refused with 401 or 403, a server that does not speak the protocol, or one that closed at once with one
     *     of the {@linkplain RetryPolicy#finalCodes final codes}
     */
    public boolean isTransient() {
        return transientFault;
    }
}
