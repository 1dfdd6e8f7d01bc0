package dev.webshocket.internal.link;

import dev.webshocket.internal.memory.MemoryShare;
import java.nio.ByteBuffer;

/**
 * Joins the parts of a link's messages and delivers whole messages. Containers deliver messages in parts, so that our limits of
 * length and time hold on each of them. For the container's thread of one session, except {@link #isOverdue}, which is for the
 * timer's thread, and {@link #end}, which is for any.
 *
 * <p>A message of one part is only copied. So the objects that join parts are created for the first message of several parts.
 */
public final class MessageAssembly {

    private final int limit;
    private final MemoryShare share;
    private final LinkListener listener;

    /** Null before the first message of several parts. */
    private volatile Parts parts;

    private volatile boolean ended;

    /** The objects that join messages of several parts. */
    private record Parts(PartsMemory memory, MessageDeadline deadline, BinaryAssembler binary, TextAssembler text) {

        static Parts of(int limit, MemoryShare share) {
            PartsMemory memory = new PartsMemory(share);
            return new Parts(
                    memory,
                    new MessageDeadline(),
                    new BinaryAssembler(limit, memory),
                    new TextAssembler(limit, memory));
        }
    }

    /**
     * Makes the assembly of one session.
     *
     * @param limit how many bytes a message may have
     * @param share accounts for unfinished messages
     * @param listener takes the messages
     */
    public MessageAssembly(int limit, MemoryShare share, LinkListener listener) {
        this.limit = limit;
        this.share = share;
        this.listener = listener;
    }

    /** Takes a part of a binary message, and copies it. */
    public void binary(ByteBuffer part, boolean last) {
        if (last && isFirst()) {
            listener.heard();
            if (part.remaining() > limit) {
                listener.tooBig();
                return;
            }
            // The container may use its buffer again, and the codec reads neither direct nor read-only buffers.
            byte[] message = new byte[part.remaining()];
            part.get(message);
            listener.received(message);
        } else if (isWhole(parts().binary().add(part, last), last)) {
            listener.received(parts.binary().take());
        }
    }

    /** Takes a part of a text message. */
    public void text(String part, boolean last) {
        if (last && isFirst()) {
            listener.heard();
            if (TextAssembler.exceeds(part, limit)) {
                listener.tooBig();
                return;
            }
            listener.received(part);
        } else if (isWhole(parts().text().add(part, last), last)) {
            listener.received(parts.text().take());
        }
    }

    /** Tells whether the next part is the first of its message. */
    private boolean isFirst() {
        return parts == null || !parts.deadline().isRunning();
    }

    private Parts parts() {
        Parts known = parts;
        if (known == null) {
            known = Parts.of(limit, share);
            parts = known;
            if (ended) {
                // The connection may have ended before the new object was visible.
                known.memory().end();
            }
        }
        return known;
    }

    private boolean isWhole(PartOutcome outcome, boolean last) {
        listener.heard();
        parts.deadline().part(last || outcome != PartOutcome.TAKEN);
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
     * Tells whether a message takes longer than allowed. Called at least each second.
     *
     * @param now nanoseconds
     */
    public boolean isOverdue(long now, long timeoutNanos) {
        Parts known = parts;
        return known != null && known.deadline().isOver(now, timeoutNanos);
    }

    /** Releases the memory of an unfinished message, after the end of the connection. */
    public void end() {
        ended = true;
        Parts known = parts;
        if (known != null) {
            known.memory().end();
        }
    }
}
