package dev.webshocket.client;

/**
 * Time is up: a call was not answered, in which case the server has been told to stop it; or something could not be sent, or
 * was not received.
 */
public final class CallTimeoutException extends ClientException {

    private static final long serialVersionUID = 1L;

    /**
     * Reports that time is up.
     *
     * @param code the stable code
     * @param message what was waited for and how long, without the code
     */
    public CallTimeoutException(String code, String message) {
        super(code, message, null);
    }
}
