package dev.webshocket.client;

import java.util.Objects;

/**
 * A failure of the client or of its connection, as opposed to an {@link dev.webshocket.RpcException}, with which the
 * server answers. Each has a stable code, {@code WEBSHOCKET-0300} to {@code WEBSHOCKET-0399}, with which its message
 * begins.
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
     * @param cause why, null where there is nothing more to tell
     */
    public ClientException(String code, String message, Throwable cause) {
        super(code + ": " + message, cause);
        this.code = Objects.requireNonNull(code, "code");
    }

    /**
     * Returns what kind of failure this is.
     *
     * @return the stable code, such as {@code WEBSHOCKET-0331}
     */
    public String code() {
        return code;
    }
}
