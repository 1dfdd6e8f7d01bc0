package dev.webshocket.cdi;

import dev.webshocket.spi.platform.HandlerInstance;

/**
 * A handler that is not the connection's own: the client proxy of a normal scope, or a singleton. Nothing of it ends
 * with a connection.
 *
 * @param reference the proxy or instance
 */
record SharedHandler(Object reference) implements HandlerInstance {}
