package dev.webshocket;

/** Whom {@code rpc.discover} tells what a service offers, see {@link WebshocketSettings#discover()}. */
public enum Discovery {
    /** Nobody: the method does not exist. */
    OFF,
    /** Each caller the methods whose access rules it meets, and the types of these. */
    CALLABLE,
    /** Each caller all methods. Rate limits and the names of access rules are among what is told. */
    ALL
}
