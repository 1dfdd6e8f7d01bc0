package dev.webshocket.benchmarks.load;

import jakarta.websocket.Endpoint;
import jakarta.websocket.EndpointConfig;
import jakarta.websocket.MessageHandler;
import jakarta.websocket.Session;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;

/** Answers each message with items; the path gives their number and size. */
public final class BareStream extends Endpoint {

    @Override
    public void onOpen(Session session, EndpointConfig config) {
        int count = Integer.parseInt(session.getPathParameters().get("count"));
        int size = Integer.parseInt(session.getPathParameters().get("size"));
        session.addMessageHandler(ByteBuffer.class, (MessageHandler.Whole<ByteBuffer>) message -> {
            ByteBuffer item = Bare.answer(message, size);
            try {
                for (int n = 0; n < count; n++) {
                    session.getBasicRemote().sendBinary(item.duplicate());
                }
                session.getBasicRemote().sendBinary(Bare.end(item));
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        });
    }
}
