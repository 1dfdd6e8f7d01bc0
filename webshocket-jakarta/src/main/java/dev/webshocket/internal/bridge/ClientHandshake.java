package dev.webshocket.internal.bridge;

import dev.webshocket.internal.session.PeerSession;
import dev.webshocket.internal.session.ProtocolExtensions;
import dev.webshocket.internal.session.SessionListener;
import dev.webshocket.internal.session.Subprotocol;
import jakarta.websocket.ClientEndpointConfig;
import jakarta.websocket.DeploymentException;
import jakarta.websocket.HandshakeResponse;
import jakarta.websocket.WebSocketContainer;
import java.io.IOException;
import java.net.URI;
import java.util.List;
import java.util.Map;
import javax.net.ssl.SSLContext;

/** One attempt to connect. {@link #perform} is for one thread, once; {@link #abandon} for any. */
public final class ClientHandshake {

    private final WebSocketContainer container;
    private final URI uri;
    private final ClientEndpointConfig config;
    private final LinkEndpoint endpoint;

    private Thread performing;
    private boolean abandoned;

    /**
     * Prepares an attempt.
     *
     * @param container connects
     * @param uri where to
     * @param sslContext for {@code wss}; null for the container's default
     * @param headers what to add to the handshake
     * @param links what the link is to be like
     * @param listener told what happens on it, possibly before {@link #perform} has returned
     */
    public ClientHandshake(
            WebSocketContainer container,
            URI uri,
            SSLContext sslContext,
            Map<String, String> headers,
            ClientLinks links,
            SessionListener listener) {
        this.container = container;
        this.uri = uri;
        this.endpoint = new LinkEndpoint(links, listener);
        ClientEndpointConfig.Builder builder = ClientEndpointConfig.Builder.create()
                .preferredSubprotocols(List.of(Subprotocol.MSGPACK.token()))
                .configurator(new ClientEndpointConfig.Configurator() {
                    @Override
                    public void beforeRequest(Map<String, List<String>> request) {
                        headers.forEach((name, value) -> request.put(name, List.of(value)));
                    }

                    @Override
                    public void afterResponse(HandshakeResponse response) {
                        endpoint.cancellable(ProtocolExtensions.announceCancel(response.getHeaders()));
                    }
                });
        if (sslContext != null) {
            builder.sslContext(sslContext);
        }
        this.config = builder.build();
    }

    /**
     * Connects, and waits as long as the container does, or until the attempt is abandoned.
     *
     * @return the session, which may have ended already
     * @throws DeploymentException if the server refuses the handshake, or cannot be reached
     * @throws IOException if it cannot be reached
     * @throws UnsupportedProtocolException if the server does not speak the protocol
     */
    public Opened perform() throws DeploymentException, IOException, UnsupportedProtocolException {
        begin();
        try {
            container.connectToServer(endpoint, config, uri);
        } finally {
            finish();
        }
        return endpoint.opened();
    }

    /**
     * What a handshake leads to.
     *
     * @param session with the server
     * @param cancellable whether the server takes cancellations. To the original they are packets that are none, which it hands
     *     to the application
     */
    public record Opened(PeerSession session, boolean cancellable) {}

    private synchronized void begin() {
        performing = Thread.currentThread();
        if (abandoned) {
            performing.interrupt();
        }
    }

    /** Keeps an interruption that comes late from whatever the thread does next. */
    private synchronized void finish() {
        performing = null;
        if (abandoned) {
            Thread.interrupted();
        }
    }

    /**
     * Gives the attempt up. The thread that performs it is interrupted, since containers wait longer than clients do; when
     * it succeeds all the same its connection is closed.
     */
    public void abandon() {
        synchronized (this) {
            abandoned = true;
            if (performing != null) {
                performing.interrupt();
            }
        }
        endpoint.abandon();
    }
}
