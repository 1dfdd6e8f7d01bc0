package dev.webshocket.tyrus;

import dev.webshocket.internal.link.CloseStatus;
import dev.webshocket.internal.link.Frame;
import dev.webshocket.internal.link.FrameKind;
import dev.webshocket.internal.link.SendProgress;
import dev.webshocket.internal.memory.MemoryShare;
import java.nio.ByteBuffer;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;

/**
 * The output of one link. The sending thread writes the message itself, with two exceptions for short messages: {@link
 * HeldWrites} writes those of a thread that handles a read, at the end of the read, and {@link GatheredWrites} those
 * for many connections, and those that one connection gets many of. Bytes that the socket does not accept wait for the selector.
 *
 * <p>Safe for use by any thread. One lock guards the state; it is held during socket writes, which do not block, but
 * not while a {@link SendProgress} is called.
 */
final class LinkOutput {

    /** A longer message is sent in parts: the original accepts frames up to 10 MiB. */
    private static final int LONGEST_FRAME = 4 << 20;

    private static final int PART = 1 << 20;

    /** The most bytes that are held back. */
    private static final int HELD_BYTES = 16 * 1024;

    /** While more bytes than this are unsent, pings are not answered; RFC 6455, section 5.5.3, allows that. */
    private static final long PINGS_DROPPED_ABOVE = 64 * 1024;

    private final LinkSocket socket;
    private final DirectBuffers buffers;
    private final HeldWrites.Threads heldWrites;
    private final GatheredWrites gatheredWrites;
    private final MemoryShare memory;
    private final Consumer<Throwable> broken;
    private final Runnable drained;

    private final ReentrantLock lock = new ReentrantLock();
    private final OutgoingFrames frames = new OutgoingFrames();

    /** Whether writing must wait: the handshake is not answered, or the socket is full. */
    private boolean blocked = true;

    /** Whether a {@link HeldWrites} or the {@link GatheredWrites} will write the unsent bytes. */
    private boolean held;

    /** The message whose sender waits until the socket has it, and its callback; null for none. */
    private byte[] sending;

    private SendProgress progress;

    /** The charged bytes of messages whose senders do not wait any more. */
    private long charged;

    private boolean closing;
    private boolean gone;

    /**
     * Creates the output of a link; it sends nothing before {@link #writable}.
     *
     * @param memory charged with unsent bytes that nothing else accounts for
     * @param broken cuts the connection after a failed write
     * @param drained runs when the close frame has been sent
     */
    LinkOutput(
            LinkSocket socket,
            DirectBuffers buffers,
            HeldWrites.Threads heldWrites,
            GatheredWrites gatheredWrites,
            MemoryShare memory,
            Consumer<Throwable> broken,
            Runnable drained) {
        this.socket = socket;
        this.buffers = buffers;
        this.heldWrites = heldWrites;
        this.gatheredWrites = gatheredWrites;
        this.memory = memory;
        this.broken = broken;
        this.drained = drained;
    }

    /** Sends a message; see {@link dev.webshocket.internal.link.Link#send}. */
    void send(Frame frame, SendProgress whose) {
        HeldWrites holder = heldWrites.active();
        boolean gathered = false;
        boolean done = false;
        Throwable failure = null;
        lock.lock();
        try {
            if (gone || closing) {
                // Nobody waits for messages after a close frame.
                done = true;
            } else {
                add(frame);
                if (isHeld(holder)) {
                    done = true;
                } else if (frame.isGathered() && mayWait()) {
                    done = true;
                    gathered = !held;
                    held = true;
                } else {
                    sending = frame.bytes();
                    progress = whose;
                    failure = flush();
                    done = failure == null && takeProgress() != null;
                }
            }
        } finally {
            lock.unlock();
        }
        if (gathered) {
            gatheredWrites.add(this);
        }
        if (failure != null) {
            broken.accept(failure);
        }
        if (done) {
            whose.ended(null);
        }
        if (holder != null) {
            holder.flushIfDue();
        }
    }

    /** Delays short unsent output to the end of the read. */
    private boolean isHeld(HeldWrites holder) {
        if (holder == null || !mayWait()) {
            return false;
        }
        if (!held) {
            held = true;
            holder.add(this);
        }
        return true;
    }

    /** Tells whether the socket is writable and few bytes are unsent. */
    private boolean mayWait() {
        return !blocked && frames.bytes() <= HELD_BYTES;
    }

    private void add(Frame frame) {
        byte[] bytes = frame.bytes();
        int opcode = frame.kind() == FrameKind.TEXT ? Opcode.TEXT : Opcode.BINARY;
        if (frame.kind() == FrameKind.PING) {
            frames.add(new OutgoingFrame(Opcode.FIN | Opcode.PING, bytes));
        } else if (bytes.length <= LONGEST_FRAME) {
            frames.add(new OutgoingFrame(Opcode.FIN | opcode, bytes));
        } else {
            for (int from = 0; from < bytes.length; from += PART) {
                int length = Math.min(PART, bytes.length - from);
                int start = from == 0 ? opcode : Opcode.CONTINUATION;
                int last = from + length == bytes.length ? Opcode.FIN : 0;
                frames.add(new OutgoingFrame(start | last, bytes, from, length));
            }
        }
    }

    /** Answers a ping, unless the client has not read earlier answers. */
    void pong(byte[] payload) {
        HeldWrites holder = heldWrites.active();
        Throwable failure = null;
        lock.lock();
        try {
            if (!closing && !gone && frames.bytes() <= PINGS_DROPPED_ABOVE) {
                frames.addControl(new OutgoingFrame(Opcode.FIN | Opcode.PONG, payload));
                failure = isHeld(holder) ? null : flush();
            }
        } finally {
            lock.unlock();
        }
        if (failure != null) {
            broken.accept(failure);
        }
    }

    /** Sends a close frame after all started messages; nothing follows it. */
    void close(CloseStatus status) {
        Throwable failure;
        boolean ready;
        lock.lock();
        try {
            if (closing || gone) {
                return;
            }
            if (sending != null) {
                frames.removeUnbegun(sending);
            }
            frames.add(new OutgoingFrame(Opcode.FIN | Opcode.CLOSE, ClosePayload.write(status)));
            closing = true;
            failure = flush();
            ready = isFlushed();
        } finally {
            lock.unlock();
        }
        if (failure != null) {
            broken.accept(failure);
        } else if (ready) {
            drained.run();
        }
    }

    /** Writes the output that a {@link HeldWrites} or the {@link GatheredWrites} held back. */
    void flushHeld() {
        Throwable failure;
        lock.lock();
        try {
            held = false;
            failure = flush();
        } finally {
            lock.unlock();
        }
        if (failure != null) {
            broken.accept(failure);
        }
    }

    /** The socket is writable again. Called by any thread, not under the lock. */
    void writable() {
        SendProgress sent;
        Throwable failure;
        boolean ready;
        lock.lock();
        try {
            blocked = !socket.isFlushed();
            failure = flush();
            sent = failure == null ? takeProgress() : null;
            ready = failure == null && closing && isFlushed();
        } finally {
            lock.unlock();
        }
        if (failure != null) {
            broken.accept(failure);
        } else if (ready) {
            drained.run();
        }
        if (sent != null) {
            sent.ended(null);
        }
    }

    /** Drops all output, since the connection is closed. Returns the callback of the unsent message, null for none. */
    SendProgress gone() {
        lock.lock();
        try {
            gone = true;
            frames.clear();
            recharge();
            SendProgress waiting = progress;
            progress = null;
            sending = null;
            return waiting;
        } finally {
            lock.unlock();
        }
    }

    /** Returns the callback of the message once it is sent; null before, and if there is none. Under the lock. */
    private SendProgress takeProgress() {
        if (!isFlushed()) {
            return null;
        }
        SendProgress sent = progress;
        progress = null;
        sending = null;
        return sent;
    }

    private boolean isFlushed() {
        return frames.isEmpty() && !blocked;
    }

    /** Writes as much as the socket accepts. Returns the failure, null for none. Under the lock. */
    private Throwable flush() {
        if (blocked || gone || frames.isEmpty()) {
            recharge();
            return null;
        }
        ByteBuffer buffer = buffers.take();
        try {
            while (!blocked && !frames.isEmpty()) {
                frames.fill(buffer.clear());
                int count = socket.write(buffer.flip());
                frames.gone(count);
                if (buffer.hasRemaining()) {
                    blocked = true;
                    socket.awaitWritable();
                } else {
                    blocked = !socket.isFlushed();
                }
            }
            recharge();
            return null;
        } catch (Exception | Error e) {
            // Also for an Error: a thread that writes for many links must go on with the others.
            blocked = true;
            return e;
        } finally {
            buffers.giveBack(buffer);
        }
    }

    /** Updates the charge for unsent bytes whose senders do not wait any more. */
    private void recharge() {
        long waiting = sending == null ? 0 : sending.length;
        long due = blocked ? Math.max(0, frames.bytes() - waiting) : 0;
        if (due > charged) {
            memory.charge(due - charged);
        } else if (due < charged) {
            memory.giveBack(charged - due);
        }
        charged = due;
    }
}
