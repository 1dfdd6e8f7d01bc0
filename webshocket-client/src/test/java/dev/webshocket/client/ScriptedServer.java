package dev.webshocket.client;

import dev.webshocket.internal.codec.Binding;
import dev.webshocket.internal.codec.Codec;
import dev.webshocket.internal.codec.Encoding;
import dev.webshocket.internal.codec.ProtocolVersion;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.SocketTimeoutException;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/**
 * A server that does what a test says, frame by frame. Of the library it uses only the encoding of packets. For one thread, which
 * waits for what the client sends, 20 seconds at most.
 */
final class ScriptedServer implements AutoCloseable {

    static final int MILLIS = 20_000;

    private final ServerSocket listening;
    private final List<ScriptedSocket> sockets = new ArrayList<>();

    ScriptedServer() {
        try {
            listening = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
            listening.setSoTimeout(MILLIS);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static Codec codec(ProtocolVersion version) {
        return new Codec(Encoding.MSGPACK, new Binding(), 64, Integer.MAX_VALUE, Set.of(), version);
    }

    URI uri() {
        return URI.create("ws://127.0.0.1:" + listening.getLocalPort() + "/ws");
    }

    /** Accepts the next socket, on version 2. */
    ScriptedSocket accept() {
        return accept("webshocket.v2");
    }

    /** Accepts the next socket, on a subprotocol. */
    ScriptedSocket accept(String subprotocol) {
        try {
            ScriptedSocket socket = new ScriptedSocket(listening.accept());
            sockets.add(socket);
            socket.shakeHands(subprotocol);
            return socket;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Tells whether no client has connected for a while. */
    boolean isLeftAlone() {
        try {
            listening.setSoTimeout(300);
            listening.accept().close();
            return false;
        } catch (SocketTimeoutException e) {
            return true;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() {
        sockets.forEach(ScriptedSocket::cut);
        try {
            listening.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
