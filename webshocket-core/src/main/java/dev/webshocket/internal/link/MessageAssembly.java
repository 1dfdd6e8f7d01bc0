package dev.webshocket.internal.link;

import dev.webshocket.internal.memory.MemoryShare;
import java.nio.ByteBuffer;

/**
 * Joins the parts of a session's messages and hands the whole on. Messages are taken in parts, since then the limits of
 * their length and of the time that they take are ours on every container. For the container's thread of one session,
 * except {@link #isOverdue}, which is for the timer's, and {@link #end}, which is for any.
 */
public final class MessageAssembly {

    private final LinkListener listener;
    private final PartsMemory memory;
    private final MessageDeadline deadline = new MessageDeadline();
    private final BinaryAssembler binary;
    private final TextAssembler text;

    /**
     * Makes what joins the messages of one session.
     *
     * @param limit how many bytes a message may have
     * @param share what unfinished messages are charged to
     * @param listener takes the messages
     */
    public MessageAssembly(int limit, MemoryShare share, LinkListener listener) {
        this.listener = listener;
        this.memory = new PartsMemory(share);
        this.binary = new BinaryAssembler(limit, memory);
        this.text = new TextAssembler(limit, memory);
    }

    /** Takes a part of a binary message, of which a copy is made. */
    public void binary(ByteBuffer part, boolean last) {
        if (isTaken(binary.add(part, last), last)) {
            listener.received(binary.take());
        }
    }

    /** Takes a part of a text message. */
    public void text(String part, boolean last) {
        if (isTaken(text.add(part, last), last)) {
            listener.received(text.take());
        }
    }

    /** Tells whether the message is whole. */
    private boolean isTaken(PartOutcome outcome, boolean last) {
        listener.heard();
        deadline.part(last || outcome != PartOutcome.TAKEN);
        switch (outcome) {
            case TAKEN -> {
                return last;
            }
            case TOO_BIG -> listener.tooBig();
            case NO_ROOM -> listener.noRoom();
        }
        return false;
    }

    /**
     * Tells whether a message takes longer than allowed. To be asked at least each second.
     *
     * @param now nanoseconds
     */
    public boolean isOverdue(long now, long timeoutNanos) {
        return deadline.isOver(now, timeoutNanos);
    }

    /** Gives back what an unfinished message holds, since the connection has ended. */
    public void end() {
        memory.end();
    }
}
