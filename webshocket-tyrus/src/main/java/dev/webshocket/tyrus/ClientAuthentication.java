package dev.webshocket.tyrus;

/** Whether a client must present a certificate when it connects over TLS. */
public enum ClientAuthentication {

    /** The server requests no certificate. */
    NONE,

    /** The server requests a certificate. Clients may connect without one; an untrusted one fails the handshake. */
    WANTED,

    /** Clients without a trusted certificate cannot connect. */
    NEEDED
}
