package dev.webshocket.client;

/**
 * A timeout: no answer to a call, for which a server of version 2 is told to cancel it; no room to send in time; or nothing
 * received in time.
 */
public final class CallTimeoutException extends ClientException {

    private static final long serialVersionUID = 1L;

    /**
     * Reports a timeout.
     *
     * @param code the stable code
     * @param message what timed out and after how long, without the code
     */
    public CallTimeoutException(String code, String message) {
        super(code, message, null);
    }
}
