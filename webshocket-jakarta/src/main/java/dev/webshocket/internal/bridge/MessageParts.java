package dev.webshocket.internal.bridge;

import jakarta.websocket.Session;
import java.nio.ByteBuffer;

/**
 * Joins the parts of a session's messages and hands the whole on. Messages are taken in parts, since then the limit of
 * their length is ours on every container. For the container's thread of one session.
 */
final class MessageParts {

    private MessageParts() {}

    /** Takes whole messages. */
    interface Receiver {

        /** A part of a message has come; a long one may take longer than an answer to a ping, which cannot overtake it. */
        void isAlive();

        void received(byte[] message);

        void received(String message);

        /** A message has become longer than allowed. */
        void tooBig();
    }

    /** Begins to receive a session's messages, up to that many bytes each. */
    static void receive(Session session, int limit, Receiver receiver) {
        BinaryAssembler binary = new BinaryAssembler(limit);
        session.addMessageHandler(ByteBuffer.class, (part, last) -> {
            receiver.isAlive();
            if (!binary.add(part)) {
                receiver.tooBig();
            } else if (last) {
                receiver.received(binary.take());
            }
        });
        TextAssembler text = new TextAssembler(limit);
        session.addMessageHandler(String.class, (part, last) -> {
            receiver.isAlive();
            if (!text.add(part)) {
                receiver.tooBig();
            } else if (last) {
                receiver.received(text.take());
            }
        });
    }
}
