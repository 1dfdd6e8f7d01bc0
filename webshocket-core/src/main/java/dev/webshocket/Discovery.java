package dev.webshocket;

/** Whom {@code rpc.discover} and {@code rpc.channels} tell what a service offers, see {@link WebshocketSettings#discover()}. */
public enum Discovery {
    /** Nobody: the methods do not exist. */
    OFF,
    /** Each caller the methods whose access rules it meets, the channels that these publish to, and the types of both. */
    CALLABLE,
    /** Each caller all methods and all channels of the application. Rate limits and the names of access rules are among what is told. */
    ALL
}
