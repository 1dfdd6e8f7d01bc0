package dev.webshocket.tyrus;

/** Whether a client has to show a certificate of its own when it connects over TLS. */
public enum ClientAuthentication {

    /** Clients are not asked for a certificate. */
    NONE,

    /** Clients are asked for one, and may connect without; one that is not trusted ends the handshake. */
    WANTED,

    /** Clients without a trusted certificate cannot connect. */
    NEEDED
}
