package dev.webshocket.benchmarks;

import jakarta.websocket.CloseReason;
import jakarta.websocket.Endpoint;
import jakarta.websocket.MessageHandler;
import jakarta.websocket.RemoteEndpoint;
import jakarta.websocket.SendHandler;
import jakarta.websocket.SendResult;
import jakarta.websocket.Session;
import jakarta.websocket.server.HandshakeRequest;
import jakarta.websocket.server.ServerContainer;
import jakarta.websocket.server.ServerEndpointConfig;
import java.lang.reflect.Proxy;
import java.net.URI;
import java.nio.ByteBuffer;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Future;

/**
 * A session without a network: its messages count as sent at once. A benchmark with it measures only the framework. For
 * one thread at a time.
 */
final class SilentSession implements RemoteEndpoint.Async {

    private static final SendResult SENT = new SendResult();
    private static final int BUFFER_BYTES = 8192;

    private final String subprotocol;
    private final Endpoint endpoint;
    private final Map<String, Object> properties = new HashMap<>();
    private final Session session;
    private MessageHandler.Partial<ByteBuffer> receiver;
    private long sent;

    /** A container that creates the endpoint of the first service that is added. */
    static final class Container {

        private ServerEndpointConfig config;

        ServerContainer asServerContainer() {
            return (ServerContainer) Proxy.newProxyInstance(
                    getClass().getClassLoader(), new Class<?>[] {ServerContainer.class}, (proxy, method, given) -> {
                        if (method.getName().equals("addEndpoint")) {
                            config = (ServerEndpointConfig) given[0];
                        }
                        return null;
                    });
        }

        /**
         * Opens a session.
         *
         * @param subprotocol the negotiated subprotocol
         */
        SilentSession connect(String subprotocol) throws InstantiationException {
            Endpoint endpoint = (Endpoint) config.getConfigurator().getEndpointInstance(config.getEndpointClass());
            return new SilentSession(subprotocol, endpoint, config);
        }

        /**
         * Answers a handshake and opens a session.
         *
         * @param request the handshake's request
         */
        SilentSession connect(String subprotocol, HandshakeRequest request) throws InstantiationException {
            config.getConfigurator().modifyHandshake(config, request, HashMap::new);
            return connect(subprotocol);
        }
    }

    private SilentSession(String subprotocol, Endpoint endpoint, ServerEndpointConfig config) {
        this.subprotocol = subprotocol;
        this.endpoint = endpoint;
        this.properties.putAll(config.getUserProperties());
        this.session = (Session) Proxy.newProxyInstance(
                getClass().getClassLoader(),
                new Class<?>[] {Session.class},
                (proxy, method, given) -> answer(method.getName(), given));
        endpoint.onOpen(session, config);
    }

    private Object answer(String method, Object[] given) {
        return switch (method) {
            case "addMessageHandler" -> add(given);
            case "getAsyncRemote" -> this;
            case "getUserProperties" -> properties;
            case "getNegotiatedSubprotocol" -> subprotocol;
            case "getRequestURI" -> URI.create("/ws");
            case "getMaxBinaryMessageBufferSize", "getMaxTextMessageBufferSize" -> BUFFER_BYTES;
            case "isOpen" -> true;
            case "isSecure" -> false;
            default -> null;
        };
    }

    @SuppressWarnings("unchecked")
    private Object add(Object[] given) {
        if (given[0] == ByteBuffer.class) {
            receiver = (MessageHandler.Partial<ByteBuffer>) given[1];
        }
        return null;
    }

    /** Sends a message from the client. */
    void receive(ByteBuffer message) {
        receiver.onMessage(message, true);
    }

    /** Returns how many messages the client has received. */
    long sent() {
        return sent;
    }

    void close() {
        endpoint.onClose(session, new CloseReason(CloseReason.CloseCodes.NORMAL_CLOSURE, ""));
    }

    @Override
    public void sendBinary(ByteBuffer data, SendHandler handler) {
        sent++;
        handler.onResult(SENT);
    }

    @Override
    public Future<Void> sendBinary(ByteBuffer data) {
        sent++;
        return CompletableFuture.completedFuture(null);
    }

    @Override
    public void sendText(String text, SendHandler handler) {
        sent++;
        handler.onResult(SENT);
    }

    @Override
    public Future<Void> sendText(String text) {
        sent++;
        return CompletableFuture.completedFuture(null);
    }

    @Override
    public long getSendTimeout() {
        return 0;
    }

    @Override
    public void setSendTimeout(long timeoutmillis) {}

    @Override
    public Future<Void> sendObject(Object data) {
        throw new UnsupportedOperationException();
    }

    @Override
    public void sendObject(Object data, SendHandler handler) {
        throw new UnsupportedOperationException();
    }

    @Override
    public void setBatchingAllowed(boolean allowed) {}

    @Override
    public boolean getBatchingAllowed() {
        return false;
    }

    @Override
    public void flushBatch() {}

    @Override
    public void sendPing(ByteBuffer applicationData) {}

    @Override
    public void sendPong(ByteBuffer applicationData) {}
}
