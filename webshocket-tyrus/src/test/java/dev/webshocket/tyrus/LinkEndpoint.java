package dev.webshocket.tyrus;

import dev.webshocket.internal.link.CloseStatus;
import dev.webshocket.internal.link.Frame;
import dev.webshocket.internal.link.FrameKind;
import dev.webshocket.internal.link.Link;
import dev.webshocket.internal.link.LinkFactory;
import dev.webshocket.internal.link.LinkListener;
import dev.webshocket.internal.link.SendProgress;
import dev.webshocket.internal.memory.MemoryBudget;
import dev.webshocket.internal.memory.MemoryShare;
import dev.webshocket.spi.platform.ConnectionOpener;
import dev.webshocket.spi.platform.LinkUpgrade;
import jakarta.websocket.Endpoint;
import jakarta.websocket.EndpointConfig;
import jakarta.websocket.HandshakeResponse;
import jakarta.websocket.Session;
import jakarta.websocket.server.HandshakeRequest;
import jakarta.websocket.server.ServerEndpointConfig;
import java.net.InetAddress;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;

/** Endpoints without an engine: tests listen to the links directly. */
final class LinkEndpoint {

    private LinkEndpoint() {}

    /**
     * Describes an endpoint.
     *
     * @param longest how many bytes a message may have
     * @param listeners creates the listener of each connection
     */
    static ServerEndpointConfig at(String path, int longest, Supplier<? extends Listener> listeners) {
        return ServerEndpointConfig.Builder.create(NoSession.class, path)
                .configurator(new ServerEndpointConfig.Configurator() {
                    @Override
                    public void modifyHandshake(
                            ServerEndpointConfig config, HandshakeRequest request, HandshakeResponse response) {
                        ((LinkUpgrade) response).openWith(new Opener(longest, listeners.get()));
                    }
                })
                .build();
    }

    /** Tyrus requires a class, but never instantiates it. */
    public static final class NoSession extends Endpoint {

        @Override
        public void onOpen(Session session, EndpointConfig config) {
            throw new IllegalStateException("there is no session");
        }
    }

    private record Opener(int maxMessageBytes, Listener listener) implements ConnectionOpener {

        @Override
        public void open(LinkFactory links, Optional<InetAddress> peer, boolean secure) {
            listener.link = links.create(listener, listener.memory);
            listener.link.start();
            listener.opened();
        }
    }

    /** A message to send. */
    record Message(FrameKind kind, byte[] bytes, boolean isGathered) implements Frame {

        Message(FrameKind kind, byte[] bytes) {
            this(kind, bytes, false);
        }

        @Override
        public String text() {
            return new String(bytes, StandardCharsets.UTF_8);
        }
    }

    /** Records its events. */
    static class Listener implements LinkListener {

        final MemoryShare memory = MemoryBudget.unbounded();
        final BlockingQueue<Object> events = new LinkedBlockingQueue<>();
        final AtomicInteger heard = new AtomicInteger();
        private final AtomicBoolean ended = new AtomicBoolean();
        volatile Link link;

        /** The link is created and started. */
        void opened() {}

        final void send(byte[] message, SendProgress progress) {
            link.send(new Message(FrameKind.BINARY, message), progress);
        }

        /** Returns the next event: a message or a status. */
        final Object next() throws InterruptedException {
            Object event = events.poll(30, TimeUnit.SECONDS);
            if (event == null) {
                throw new AssertionError("nothing has been told");
            }
            return event;
        }

        @Override
        public void heard() {
            heard.incrementAndGet();
        }

        @Override
        public void received(byte[] message) {
            events.add(message);
        }

        @Override
        public void received(String message) {
            events.add(message);
        }

        @Override
        public void tooBig() {
            link.close(new CloseStatus(CloseStatus.TOO_BIG, "too big"));
        }

        @Override
        public void noRoom() {
            link.close(new CloseStatus(CloseStatus.TRY_AGAIN_LATER, "no room"));
        }

        @Override
        public void ended(CloseStatus status) {
            link.release();
            if (ended.compareAndSet(false, true)) {
                events.add(status);
            }
        }
    }
}
