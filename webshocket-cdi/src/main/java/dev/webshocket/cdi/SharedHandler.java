package dev.webshocket.cdi;

import dev.webshocket.spi.platform.HandlerInstance;

/**
 * A handler that connections share: the client proxy of a normal scope, or a singleton. It does not end with a
 * connection.
 *
 * @param reference the proxy or the instance
 */
record SharedHandler(Object reference) implements HandlerInstance {}
