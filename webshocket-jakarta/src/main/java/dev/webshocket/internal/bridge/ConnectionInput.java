package dev.webshocket.internal.bridge;

import dev.webshocket.internal.codec.ReceivedMessage;
import jakarta.websocket.CloseReason;
import jakarta.websocket.CloseReason.CloseCodes;

/** Takes what the client of a connection sends. For the container's thread of the session. */
final class ConnectionInput implements MessageParts.Receiver {

    private final SessionConnection connection;
    private final Service service;

    ConnectionInput(SessionConnection connection, Service service) {
        this.connection = connection;
        this.service = service;
    }

    @Override
    public void isAlive() {
        connection.isAlive();
    }

    @Override
    public void received(byte[] message) {
        received(new ReceivedMessage(message, false));
    }

    @Override
    public void received(String message) {
        received(ReceivedMessage.of(message));
    }

    private void received(ReceivedMessage message) {
        // What comes after the connection has begun to close would not be answered, and must not be done either.
        if (!connection.isClosing() && !service.dispatcher().receive(connection, message)) {
            if (connection.lane().hasMemory(message.bytes().length)) {
                connection.turnAway(Refusal.TOO_MANY_WAITING.reason());
            } else {
                connection.turnAwayForMemory();
            }
        }
    }

    @Override
    public void tooBig() {
        int most = service.engine().environment().settings().maxMessageBytes();
        connection.abort(new CloseReason(CloseCodes.TOO_BIG, "a message may have " + most + " bytes"));
    }

    @Override
    public void noRoom() {
        connection.abort(Refusal.NO_MEMORY.reason());
    }
}
