package dev.webshocket.internal.bridge;

import dev.webshocket.internal.memory.MemoryShare;
import jakarta.websocket.Session;
import java.nio.ByteBuffer;

/**
 * Joins the parts of a session's messages and hands the whole on. Messages are taken in parts, since then the limits of
 * their length and of the time that they take are ours on every container. For the container's thread of one session,
 * except {@link #isOverdue}, which is for the timer's, and {@link #end}, which is for any.
 */
final class MessageParts {

    private final Receiver receiver;
    private final PartsMemory memory;
    private final MessageDeadline deadline = new MessageDeadline();
    private final BinaryAssembler binary;
    private final TextAssembler text;

    /**
     * Makes what joins the messages of one session.
     *
     * @param limit how many bytes a message may have
     * @param share what unfinished messages are charged to
     * @param receiver takes the messages
     */
    MessageParts(int limit, MemoryShare share, Receiver receiver) {
        this.receiver = receiver;
        this.memory = new PartsMemory(share);
        this.binary = new BinaryAssembler(limit, memory);
        this.text = new TextAssembler(limit, memory);
    }

    /** Takes whole messages. */
    interface Receiver {

        /** A part of a message has come; a long one may take longer than an answer to a ping, which cannot overtake it. */
        void isAlive();

        void received(byte[] message);

        void received(String message);

        /** A message has become longer than allowed. */
        void tooBig();

        /** There is no memory for a message. */
        void noRoom();
    }

    /** Begins to receive a session's messages. */
    void receive(Session session) {
        session.addMessageHandler(ByteBuffer.class, (part, last) -> {
            if (isTaken(binary.add(part, last), last)) {
                receiver.received(binary.take());
            }
        });
        session.addMessageHandler(String.class, (part, last) -> {
            if (isTaken(text.add(part, last), last)) {
                receiver.received(text.take());
            }
        });
    }

    /** Tells whether the message is whole. */
    private boolean isTaken(PartOutcome outcome, boolean last) {
        receiver.isAlive();
        deadline.part(last || outcome != PartOutcome.TAKEN);
        switch (outcome) {
            case TAKEN -> {
                return last;
            }
            case TOO_BIG -> receiver.tooBig();
            case NO_ROOM -> receiver.noRoom();
        }
        return false;
    }

    /**
     * Tells whether a message takes longer than allowed. To be asked at least each second.
     *
     * @param now nanoseconds
     */
    boolean isOverdue(long now, long timeoutNanos) {
        return deadline.isOver(now, timeoutNanos);
    }

    /** Gives back what an unfinished message holds, since the connection has ended. */
    void end() {
        memory.end();
    }
}
