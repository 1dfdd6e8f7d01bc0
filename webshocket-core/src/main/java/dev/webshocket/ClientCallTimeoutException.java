package dev.webshocket;

/** Says that a client did not answer the server's call in time. */
public final class ClientCallTimeoutException extends ClientCallException {

    private static final long serialVersionUID = 1L;

    /**
     * Reports the end of the time.
     *
     * @param code the stable code, such as {@code WEBSHOCKET-0350}
     * @param message what happened and what to do, without the code
     */
    public ClientCallTimeoutException(String code, String message) {
        super(code, message, null);
    }
}
