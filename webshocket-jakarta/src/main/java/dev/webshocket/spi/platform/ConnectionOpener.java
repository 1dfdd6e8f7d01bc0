package dev.webshocket.spi.platform;

import dev.webshocket.internal.link.LinkFactory;
import java.net.InetAddress;
import java.util.Optional;

/**
 * Opens the connection that one accepted handshake asks for, over a link of the platform's own. Used once, by one thread, after
 * the platform has begun to answer the handshake with 101.
 */
public interface ConnectionOpener {

    /**
     * Returns how long a message from the client may be.
     *
     * @return in bytes
     */
    int maxMessageBytes();

    /**
     * Opens the connection. The link is made and started before this returns, and may be closed already then.
     *
     * @param links makes the link, once
     * @param peer the other end of the socket; empty where it is not known
     * @param secure whether the socket is encrypted
     * @throws RuntimeException if the connection cannot be set up; a link that has been made is being closed then
     */
    void open(LinkFactory links, Optional<InetAddress> peer, boolean secure);
}
