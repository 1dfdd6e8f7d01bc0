package dev.webshocket.support;

import jakarta.websocket.DeploymentException;
import jakarta.websocket.server.ServerEndpointConfig;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.ClosedChannelException;
import java.nio.channels.SelectableChannel;
import java.nio.channels.SocketChannel;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import org.glassfish.grizzly.http.server.HttpServer;
import org.glassfish.grizzly.http.server.NetworkListener;
import org.glassfish.grizzly.nio.ChannelConfigurator;
import org.glassfish.grizzly.nio.NIOTransport;
import org.glassfish.grizzly.nio.transport.TCPNIOTransport;
import org.glassfish.grizzly.strategies.WorkerThreadIOStrategy;
import org.glassfish.tyrus.container.grizzly.server.WebSocketAddOn;
import org.glassfish.tyrus.core.TyrusWebSocketEngine;
import org.glassfish.tyrus.server.TyrusServerContainer;
import org.glassfish.tyrus.spi.WebSocketEngine;

/**
 * Tyrus's own container, but for its end. Grizzly leaves the sockets open that it has accepted and not yet registered when it shuts
 * down, so that a client that reconnects meanwhile would wait for an answer until its own time limit. Here they are closed.
 */
final class TestContainer extends TyrusServerContainer {

    private final WebSocketEngine engine = TyrusWebSocketEngine.builder(this).build();
    private final HttpServer server = new HttpServer();
    private final Accepted accepted = new Accepted();
    private NetworkListener listener;

    TestContainer() {
        super((Set<Class<?>>) null);
    }

    @Override
    public void start(String contextPath, int port) throws DeploymentException, IOException {
        super.start(contextPath, port);
        doneDeployment();
        listener = new NetworkListener("grizzly", "0.0.0.0", port);
        listener.getTransport().setIOStrategy(WorkerThreadIOStrategy.getInstance());
        listener.getTransport().setChannelConfigurator(accepted);
        listener.getKeepAlive().setIdleTimeoutInSeconds(-1);
        listener.registerAddOn(new WebSocketAddOn(this, contextPath));
        server.addListener(listener);
        server.start();
    }

    /** Accepts no more connections; open ones stay. */
    void refuse() {
        listener.getTransport().unbindAll();
    }

    @Override
    public void stop() {
        super.stop();
        server.shutdownNow();
        accepted.close();
    }

    @Override
    public int getPort() {
        return listener.getPort();
    }

    @Override
    public void register(Class<?> endpoint) throws DeploymentException {
        engine.register(endpoint, "/");
    }

    @Override
    public void register(ServerEndpointConfig endpoint) throws DeploymentException {
        engine.register(endpoint, "/");
    }

    @Override
    public WebSocketEngine getWebSocketEngine() {
        return engine;
    }

    @Override
    public Map<String, Object> getProperties() {
        return Map.of();
    }

    /** All sockets that were accepted and are open. Safe for use by any thread. */
    private static final class Accepted implements ChannelConfigurator {

        private final ChannelConfigurator options = TCPNIOTransport.DEFAULT_CHANNEL_CONFIGURATOR;
        private final Set<SelectableChannel> sockets = new HashSet<>();
        private boolean closed;

        @Override
        public void preConfigure(NIOTransport transport, SelectableChannel channel) throws IOException {
            if (channel instanceof SocketChannel && !add(channel)) {
                channel.close();
                throw new ClosedChannelException();
            }
            options.preConfigure(transport, channel);
        }

        private synchronized boolean add(SelectableChannel socket) {
            sockets.removeIf(known -> !known.isOpen());
            return !closed && sockets.add(socket);
        }

        @Override
        public void postConfigure(NIOTransport transport, SelectableChannel channel) throws IOException {
            options.postConfigure(transport, channel);
        }

        synchronized void close() {
            closed = true;
            try {
                for (SelectableChannel socket : sockets) {
                    socket.close();
                }
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }
}
