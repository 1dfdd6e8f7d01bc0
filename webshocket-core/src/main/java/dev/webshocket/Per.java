package dev.webshocket;

/** Whose calls a {@link RateLimit} counts together. */
public enum Per {
    /** Those of one connection. A client that connects anew starts anew. */
    CONNECTION,
    /**
     * Those of one user, by the name of {@link ClientConnection#principal()}, over all connections. Anonymous connections
     * are counted each by itself, as with {@link #CONNECTION}.
     */
    PRINCIPAL,
    /**
     * Those from one {@link ClientConnection#remoteAddress()}, over all connections; of IPv6 the first 64 bits count, which
     * is what one household or one machine is given. Where the container does not tell the address, each connection is
     * counted by itself, as with {@link #CONNECTION}.
     */
    ADDRESS,
    /** Those of everybody at the handler's path, all values of its variables together. */
    ENDPOINT
}
