package dev.webshocket;

import java.util.Objects;

/**
 * Says that the server could not get an answer from its client to {@link ClientConnection#call(String, Class, Object...)}. An
 * error that the client answers is an {@link RpcException} instead. The message begins with the stable code, {@code
 * WEBSHOCKET-0350} to {@code WEBSHOCKET-0358}.
 */
public sealed class ClientCallException extends RuntimeException permits ClientCallTimeoutException {

    private static final long serialVersionUID = 1L;

    private final String code;

    /**
     * Reports a failure.
     *
     * @param code the stable code, such as {@code WEBSHOCKET-0352}
     * @param message what happened and what to do, without the code
     * @param cause the cause, may be null
     */
    public ClientCallException(String code, String message, Throwable cause) {
        super(code + ": " + message, cause);
        this.code = Objects.requireNonNull(code, "code");
    }

    /**
     * Returns the code of the failure.
     *
     * @return the stable code, such as {@code WEBSHOCKET-0352}
     */
    public String code() {
        return code;
    }
}
