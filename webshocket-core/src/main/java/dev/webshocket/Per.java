package dev.webshocket;

/** The calls that a {@link RateLimit} counts together. */
public enum Per {
    /** The calls of one connection. A client that reconnects starts with a new count. */
    CONNECTION,
    /**
     * The calls of one user over all connections, by the name of {@link ClientConnection#principal()}. An anonymous
     * connection has a count of its own, as with {@link #CONNECTION}.
     */
    PRINCIPAL,
    /**
     * The calls from one {@link ClientConnection#remoteAddress()} over all connections. IPv6 addresses count by their
     * first 64 bits, the size of one household's network. If the container does not provide the address, each
     * connection has a count of its own, as with {@link #CONNECTION}.
     */
    ADDRESS,
    /** The calls of all clients at the handler's path, whatever the values of its variables. */
    ENDPOINT
}
