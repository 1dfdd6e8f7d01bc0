package dev.webshocket.cdi.servlet;

import dev.webshocket.spi.platform.CallContexts;
import java.net.InetAddress;
import java.util.Optional;
import java.util.concurrent.Executor;

/**
 * The contexts of handshakes that have passed the filter, which knows the addresses of clients. Safe for use by any thread.
 *
 * @param others carry the contexts
 * @param handshakes the filter
 */
record HandshakeContexts(CallContexts others, HandshakeFilter handshakes) implements CallContexts {

    @Override
    public Executor capture() {
        return others.capture();
    }

    @Override
    public boolean knowsPeers() {
        return true;
    }

    @Override
    public Optional<InetAddress> peer() {
        return handshakes.peer();
    }
}
