package dev.webshocket.client;

/** A call was not answered, or nothing was received, in time. The server has been told to stop the call. */
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
