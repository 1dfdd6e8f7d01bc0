package dev.webshocket.internal.client.socket;

/** A server or a proxy requested credentials, and refused them or got none. */
public final class RefusedCredentialsException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final int status;

    RefusedCredentialsException(int status, Throwable cause) {
        super("credentials were asked for with status " + status + ", and not taken", cause);
        this.status = status;
    }

    /** Returns the HTTP status that requested them. */
    public int status() {
        return status;
    }
}
