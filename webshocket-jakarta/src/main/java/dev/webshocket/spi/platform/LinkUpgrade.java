package dev.webshocket.spi.platform;

/**
 * Implemented by the handshake response of a platform that has links of its own. The engine's endpoints get no session of the
 * container then: the platform opens the connection with what it is given here.
 */
@FunctionalInterface
public interface LinkUpgrade {

    /**
     * Takes what opens the connection. Called once, by the thread that answers the handshake; unless the answer becomes 101, it
     * is not used.
     *
     * @param opener opens the connection
     */
    void openWith(ConnectionOpener opener);
}
