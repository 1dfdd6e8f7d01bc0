package dev.webshocket.client;

import java.util.Objects;

/**
 * A failure of the client or of its connection. An error that the server answers is a {@link
 * dev.webshocket.RpcException} instead. The message begins with the stable code, {@code WEBSHOCKET-0300} to {@code
 * WEBSHOCKET-0399}.
 */
public sealed class ClientException extends RuntimeException
        permits ConnectionFailedException, ConnectionClosedException, CallTimeoutException {

    private static final long serialVersionUID = 1L;

    private final String code;

    /**
     * Reports a failure.
     *
     * @param code the stable code, such as {@code WEBSHOCKET-0331}
     * @param message what happened and what to do, without the code
     * @param cause the cause, may be null
     */
    public ClientException(String code, String message, Throwable cause) {
        super(code + ": " + message, cause);
        this.code = Objects.requireNonNull(code, "code");
    }

    /**
     * Returns the code of the failure.
     *
     * @return the stable code, such as {@code WEBSHOCKET-0331}
     */
    public String code() {
        return code;
    }
}
