package dev.webshocket.client;

import dev.webshocket.internal.codec.Binding;
import dev.webshocket.internal.codec.Codec;
import dev.webshocket.internal.codec.Encoding;
import dev.webshocket.internal.codec.MalformedPacketException;
import dev.webshocket.packet.Packet;
import dev.webshocket.packet.RpcCancel;
import dev.webshocket.packet.RpcRequest;
import dev.webshocket.support.Vectors;
import jakarta.websocket.Endpoint;
import jakarta.websocket.EndpointConfig;
import jakarta.websocket.Session;
import jakarta.websocket.server.ServerContainer;
import jakarta.websocket.server.ServerEndpointConfig;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import org.glassfish.tyrus.server.TyrusServerContainer;
import org.glassfish.tyrus.spi.ServerContainerFactory;

/**
 * Answers as the original does: with its recorded bytes and the id of the call. It ignores unknown messages, such as a
 * cancellation.
 */
public final class OriginalServer implements AutoCloseable {

    private static final Codec CODEC = new Codec(Encoding.MSGPACK, new Binding(), 64);
    private static final byte[] CALL_ID = "\u00a7call_id".getBytes(StandardCharsets.ISO_8859_1);

    /** The received calls. */
    final List<RpcRequest> requests = new CopyOnWriteArrayList<>();
    /** The received messages that are not calls, or unknown to the original. */
    final List<byte[]> unknown = new CopyOnWriteArrayList<>();

    private final TyrusServerContainer container;

    OriginalServer() throws Exception {
        container = (TyrusServerContainer) ServerContainerFactory.createServerContainer(Map.of());
        ((ServerContainer) container)
                .addEndpoint(ServerEndpointConfig.Builder.create(RecordedEndpoint.class, "/")
                        .subprotocols(List.of("webshocket.v1"))
                        .configurator(new ServerEndpointConfig.Configurator() {
                            @Override
                            public <T> T getEndpointInstance(Class<T> type) {
                                return type.cast(new RecordedEndpoint(OriginalServer.this));
                            }
                        })
                        .build());
        container.start("/", 0);
    }

    URI uri() {
        return URI.create("ws://127.0.0.1:" + container.getPort());
    }

    @Override
    public void close() {
        container.stop();
    }

    /** Returns the recorded bytes of the original. */
    private static byte[] recorded(String name) {
        return Vectors.packets().stream()
                .filter(vector -> vector.name().equals(name))
                .findFirst()
                .orElseThrow()
                .msgpack();
    }

    /** Replaces the recorded id by the id of a call. */
    private static byte[] underId(byte[] message, String id) {
        int at = 0;
        while (!Arrays.equals(message, at, at + CALL_ID.length, CALL_ID, 0, CALL_ID.length)) {
            at++;
        }
        int value = at + CALL_ID.length;
        int length = message[value] & 0x1f;
        byte[] text = id.getBytes(StandardCharsets.US_ASCII);
        ByteArrayOutputStream patched = new ByteArrayOutputStream();
        patched.write(message, 0, value);
        patched.write(0xa0 | text.length);
        patched.writeBytes(text);
        patched.write(message, value + 1 + length, message.length - value - 1 - length);
        return patched.toByteArray();
    }

    /** One client's endpoint. The name of the called method lists the recorded answers, separated by commas. */
    public static final class RecordedEndpoint extends Endpoint {

        private final OriginalServer server;

        RecordedEndpoint(OriginalServer server) {
            this.server = server;
        }

        @Override
        public void onOpen(Session session, EndpointConfig config) {
            session.addMessageHandler(byte[].class, message -> receive(session, message));
        }

        private void receive(Session session, byte[] message) {
            Packet packet;
            try {
                packet = CODEC.decode(message);
            } catch (MalformedPacketException e) {
                throw new IllegalStateException(e);
            }
            if (packet.rpc() instanceof RpcRequest request) {
                server.requests.add(request);
                for (String answer : request.method().split(",")) {
                    send(session, answer, (String) request.callId());
                }
            } else {
                server.unknown.add(packet.rpc() instanceof RpcCancel ? new byte[0] : message);
            }
        }

        private static void send(Session session, String answer, String id) {
            if (answer.equals("nothing")) {
                return;
            }
            byte[] recorded = recorded(answer);
            boolean isAnswer = answer.startsWith("response") || answer.startsWith("stream");
            try {
                session.getBasicRemote().sendBinary(ByteBuffer.wrap(isAnswer ? underId(recorded, id) : recorded));
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }
}
