package dev.webshocket.benchmarks.load;

import jakarta.websocket.Endpoint;
import jakarta.websocket.EndpointConfig;
import jakarta.websocket.MessageHandler;
import jakarta.websocket.Session;
import java.nio.ByteBuffer;

/** Echoes each message. */
public final class BareEcho extends Endpoint {

    @Override
    public void onOpen(Session session, EndpointConfig config) {
        Bare.allowLongMessages(session);
        session.addMessageHandler(ByteBuffer.class, (MessageHandler.Whole<ByteBuffer>)
                message -> session.getAsyncRemote().sendBinary(message, result -> {}));
        session.addMessageHandler(String.class, (MessageHandler.Whole<String>)
                message -> session.getAsyncRemote().sendText(message, result -> {}));
    }
}
