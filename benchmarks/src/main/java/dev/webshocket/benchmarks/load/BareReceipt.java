package dev.webshocket.benchmarks.load;

import jakarta.websocket.Endpoint;
import jakarta.websocket.EndpointConfig;
import jakarta.websocket.MessageHandler;
import jakarta.websocket.Session;
import java.nio.ByteBuffer;

/** Answers a long message with a short one. */
public final class BareReceipt extends Endpoint {

    @Override
    public void onOpen(Session session, EndpointConfig config) {
        Bare.allowLongMessages(session);
        session.addMessageHandler(ByteBuffer.class, (MessageHandler.Whole<ByteBuffer>)
                message -> session.getAsyncRemote().sendBinary(Bare.answer(message, 64), result -> {}));
    }
}
