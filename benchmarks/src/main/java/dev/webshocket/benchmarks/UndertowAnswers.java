package dev.webshocket.benchmarks;

import io.undertow.Undertow;
import io.undertow.websockets.WebSocketProtocolHandshakeHandler;
import io.undertow.websockets.core.AbstractReceiveListener;
import io.undertow.websockets.core.BufferedBinaryMessage;
import io.undertow.websockets.core.WebSocketChannel;
import io.undertow.websockets.core.WebSockets;
import io.undertow.websockets.core.protocol.version13.Hybi13Handshake;
import io.undertow.websockets.spi.WebSocketHttpExchange;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.util.Set;
import org.xnio.Pooled;

/**
 * Bare Undertow, which answers each call with its first argument on the reading thread: the fastest peer for {@link
 * ClientRatio}, so that the client is measured.
 */
public final class UndertowAnswers {

    private UndertowAnswers() {}

    /** Answers each message. */
    private static final class Answering extends AbstractReceiveListener {

        @Override
        protected void onFullBinaryMessage(WebSocketChannel channel, BufferedBinaryMessage message) {
            try (Pooled<ByteBuffer[]> data = message.getData()) {
                ByteBuffer call = WebSockets.mergeBuffers(data.getResource());
                WebSockets.sendBinary(ByteBuffer.wrap(BareAnswers.answer(call)), channel, null);
            }
        }
    }

    private static void opened(WebSocketHttpExchange exchange, WebSocketChannel channel) {
        channel.getReceiveSetter().set(new Answering());
        channel.resumeReceives();
    }

    /**
     * Serves until it is killed, and prints the port.
     *
     * @param args none
     * @throws Exception if the server does not start
     */
    public static void main(String[] args) throws Exception {
        WebSocketProtocolHandshakeHandler handler = new WebSocketProtocolHandshakeHandler(
                Set.of(new Hybi13Handshake(Set.of("webshocket.v1"), false)), UndertowAnswers::opened);
        Undertow server = Undertow.builder()
                .setIoThreads(1)
                .addHttpListener(0, "127.0.0.1", handler)
                .build();
        server.start();
        InetSocketAddress address =
                (InetSocketAddress) server.getListenerInfo().get(0).getAddress();
        System.out.println("port " + address.getPort());
        Thread.currentThread().join();
    }
}
