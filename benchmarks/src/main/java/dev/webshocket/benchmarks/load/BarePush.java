package dev.webshocket.benchmarks.load;

import jakarta.websocket.CloseReason;
import jakarta.websocket.Endpoint;
import jakarta.websocket.EndpointConfig;
import jakarta.websocket.MessageHandler;
import jakarta.websocket.Session;
import java.nio.ByteBuffer;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** For each message, pushes a message of 62 bytes to all connections, then echoes the message. */
public final class BarePush extends Endpoint {

    private static final Set<Session> SESSIONS = ConcurrentHashMap.newKeySet();
    private static final byte[] PUSHED = "p".repeat(62).getBytes(java.nio.charset.StandardCharsets.US_ASCII);

    @Override
    public void onOpen(Session session, EndpointConfig config) {
        SESSIONS.add(session);
        session.addMessageHandler(ByteBuffer.class, (MessageHandler.Whole<ByteBuffer>) message -> {
            for (Session each : SESSIONS) {
                each.getAsyncRemote().sendBinary(ByteBuffer.wrap(PUSHED), result -> {});
            }
            session.getAsyncRemote().sendBinary(message, result -> {});
        });
    }

    @Override
    public void onClose(Session session, CloseReason reason) {
        SESSIONS.remove(session);
    }
}
