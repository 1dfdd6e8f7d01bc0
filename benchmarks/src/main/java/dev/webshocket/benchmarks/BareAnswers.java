package dev.webshocket.benchmarks;

import jakarta.websocket.Endpoint;
import jakarta.websocket.EndpointConfig;
import jakarta.websocket.MessageHandler;
import jakarta.websocket.Session;
import jakarta.websocket.server.ServerContainer;
import jakarta.websocket.server.ServerEndpointConfig;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.Map;
import org.glassfish.tyrus.server.TyrusServerContainer;
import org.glassfish.tyrus.spi.ServerContainerFactory;
import org.msgpack.core.MessageBufferPacker;
import org.msgpack.core.MessagePack;
import org.msgpack.core.MessageUnpacker;

/** The bare container, with an endpoint that answers each call with its first argument as fast as possible. */
public final class BareAnswers {

    private static final int RPC = 5;

    private BareAnswers() {}

    /** The endpoint. */
    public static final class AnswerEndpoint extends Endpoint {

        @Override
        public void onOpen(Session session, EndpointConfig config) {
            session.setMaxIdleTimeout(-1);
            session.addMessageHandler(ByteBuffer.class, (MessageHandler.Whole<ByteBuffer>)
                    call -> session.getAsyncRemote().sendBinary(ByteBuffer.wrap(answer(call)), result -> {}));
        }
    }

    /** Creates the answer to a call. */
    static byte[] answer(ByteBuffer call) {
        byte[] packet = new byte[call.remaining()];
        call.get(packet);
        byte[] argument = {};
        String id = "";
        try (MessageUnpacker unpacker = MessagePack.newDefaultUnpacker(packet)) {
            for (int members = unpacker.unpackMapHeader(); members > 0; members--) {
                if (!"rpc".equals(unpacker.unpackString())) {
                    unpacker.skipValue();
                    continue;
                }
                for (int parts = unpacker.unpackMapHeader(); parts > 0; parts--) {
                    switch (unpacker.unpackString()) {
                        case "call_id" -> id = unpacker.unpackString();
                        case "args" -> {
                            unpacker.unpackArrayHeader();
                            argument = unpacker.readPayload(unpacker.unpackBinaryHeader());
                        }
                        default -> unpacker.skipValue();
                    }
                }
            }
            return answer(id, argument);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static byte[] answer(String id, byte[] result) throws IOException {
        try (MessageBufferPacker packer =
                new MessagePack.PackerConfig().withBufferSize(512).newBufferPacker()) {
            packer.packMapHeader(2).packString("source").packInt(RPC).packString("rpc");
            packer.packMapHeader(6).packString("type").packString("response");
            packer.packString("call_id").packString(id);
            packer.packString("response").packBinaryHeader(result.length).addPayload(result);
            packer.packString("error").packNil();
            packer.packString("is_stream").packBoolean(false);
            packer.packString("is_end").packBoolean(false);
            return packer.toByteArray();
        }
    }

    /**
     * Serves until it is killed, and prints the port.
     *
     * @param args none
     * @throws Exception if the container does not start
     */
    public static void main(String[] args) throws Exception {
        TyrusServerContainer container = (TyrusServerContainer) ServerContainerFactory.createServerContainer(Map.of());
        ((ServerContainer) container)
                .addEndpoint(ServerEndpointConfig.Builder.create(AnswerEndpoint.class, "/ws")
                        .subprotocols(List.of("webshocket.v1"))
                        .build());
        container.start("/", 0);
        System.out.println("port " + container.getPort());
        Thread.currentThread().join();
    }
}
