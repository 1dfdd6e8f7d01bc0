package dev.webshocket.internal.codec;

/** Says that a value cannot be encoded, section "Values" of the wire protocol. */
public final class EncodingException extends RuntimeException {

    private static final long serialVersionUID = 1;

    /**
     * Makes the exception.
     *
     * @param message which value, and why
     */
    public EncodingException(String message) {
        super(message);
    }

    /**
     * Makes the exception.
     *
     * @param message which value, and why
     * @param cause what failed
     */
    public EncodingException(String message, Throwable cause) {
        super(message, cause);
    }
}
