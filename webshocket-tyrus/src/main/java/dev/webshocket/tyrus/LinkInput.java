package dev.webshocket.tyrus;

import dev.webshocket.internal.link.CloseStatus;
import dev.webshocket.internal.memory.MemoryShare;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicReference;

/**
 * Who reads one link, and when. One thread at a time does: that of its selector; or, where more comes than the other connections
 * of the selector should wait for, one of {@code bulk}, and then the selector does not watch the link. A suspended link is not
 * read, and what had been read of it before is kept.
 *
 * <p>Safe for use by any thread, but for {@link #take} and {@link #begin}, which are for who reads.
 */
final class LinkInput {

    /** The longest read, for which other connections of the selector wait. */
    private static final int LONGEST_READ = 64 * 1024;

    /** A read that leaves more in the socket, as a rule. */
    private static final int FULL_READ = 48 * 1024;

    /** How much is read before other connections over which much comes have their turn. */
    private static final int TURN = 1 << 20;

    /** After so many reads in a row that are not full, the thread of the selector reads again. */
    private static final int CALM_READS = 64;

    private enum State {
        /** The selector tells when there is something to be read. */
        WATCHED,
        /** A thread reads. */
        READ,
        /** The link is suspended, and no thread reads. */
        PARKED
    }

    /** Who is told of what goes wrong. */
    interface Faults {

        /** The client breaks the protocol. */
        void violated(CloseStatus status);

        /** The connection cannot be read; null where the client has ended it. */
        void broken(Throwable failure);
    }

    private final LinkSocket socket;
    private final FrameReader frames;
    private final HeldWrites.Threads heldWrites;
    private final MemoryShare memory;
    private final Executor bulk;
    private final Faults faults;

    private final AtomicReference<State> state = new AtomicReference<>(State.READ);
    private volatile boolean suspended;
    private volatile boolean draining;
    private volatile boolean gone;

    /** What was read and not handled; null for nothing. For who reads. */
    private ByteBuffer kept;

    /** How many reads are left to be done by {@code bulk}. For who reads. */
    private int bulkReads;

    /** Whether what comes is of no use any more. For who reads. */
    private boolean deaf;

    /**
     * Makes the input of a link, which the current thread reads until {@link #begin}.
     *
     * @param memory what is charged with bytes that are kept
     * @param bulk runs long reads
     */
    LinkInput(
            LinkSocket socket,
            FrameReader.Sink sink,
            HeldWrites.Threads heldWrites,
            MemoryShare memory,
            Executor bulk,
            Faults faults) {
        this.socket = socket;
        this.frames = new FrameReader(sink);
        this.heldWrites = heldWrites;
        this.memory = memory;
        this.bulk = bulk;
        this.faults = faults;
    }

    /** Takes what has come with the handshake; the selector watches the link when the current thread is done. */
    void begin(ByteBuffer bytes) {
        try {
            handle(bytes);
            if (kept == null && isReading()) {
                state.set(State.WATCHED);
            } else {
                leave(false);
            }
        } catch (IOException | RuntimeException | Error e) {
            faults.broken(e);
        }
    }

    /** Reads, since the selector says that there is something. For the selector's thread. */
    void readable() {
        try {
            if (!state.compareAndSet(State.WATCHED, State.READ)) {
                unwatch();
            } else if (!isReading()) {
                leave(true);
            } else if (bulkReads > 0) {
                socket.watch(false);
                bulk.execute(this::readInBulk);
            } else if (readOnce() >= 0) {
                leave(true);
            }
        } catch (IOException | RuntimeException | Error e) {
            faults.broken(e);
        }
    }

    /** Has the selector watch the link no more, since another thread reads it, or nobody for now. */
    private void unwatch() throws IOException {
        socket.watch(false);
        if (state.get() == State.WATCHED) {
            // The other thread was done in between.
            socket.watch(true);
        }
    }

    private void readInBulk() {
        try {
            if (kept != null) {
                ByteBuffer bytes = kept;
                forgetKept();
                handle(bytes);
            }
            for (int read = 0; read < TURN; ) {
                int count = kept == null && isReading() ? readOnce() : 0;
                if (count == 0) {
                    leave(false);
                }
                if (count <= 0) {
                    return;
                }
                read += count;
            }
            bulk.execute(this::readInBulk);
        } catch (IOException | RuntimeException | Error e) {
            faults.broken(e);
        }
    }

    /** Reads once; returns how many bytes, -1 if the connection has ended. */
    private int readOnce() throws IOException {
        HeldWrites writes = heldWrites.ofReader();
        boolean outermost = writes.begin();
        try {
            int count = socket.read(this, LONGEST_READ);
            if (count >= FULL_READ) {
                bulkReads = CALM_READS;
            } else if (bulkReads > 0 && count > 0) {
                bulkReads--;
            }
            if (count < 0) {
                faults.broken(null);
            }
            return count;
        } finally {
            if (outermost) {
                writes.end();
            }
        }
    }

    private void handle(ByteBuffer bytes) {
        HeldWrites writes = heldWrites.ofReader();
        boolean outermost = writes.begin();
        try {
            take(bytes);
        } finally {
            if (outermost) {
                writes.end();
            }
        }
    }

    /** Takes bytes that have been read, which are the caller's again afterwards. */
    void take(ByteBuffer bytes) {
        if (deaf || gone) {
            return;
        }
        if (kept == null) {
            try {
                frames.read(bytes);
            } catch (FrameViolation e) {
                deaf = true;
                faults.violated(e.status());
                return;
            }
        }
        if (bytes.hasRemaining()) {
            keep(bytes);
        }
    }

    private void keep(ByteBuffer bytes) {
        memory.charge(bytes.remaining());
        ByteBuffer before = kept == null ? ByteBuffer.allocate(0) : kept;
        kept = ByteBuffer.allocate(before.remaining() + bytes.remaining())
                .put(before)
                .put(bytes)
                .flip();
    }

    private void forgetKept() {
        if (kept != null) {
            memory.giveBack(kept.remaining());
            kept = null;
        }
    }

    /** Reads no more for now. */
    private void leave(boolean watched) throws IOException {
        if (gone) {
            forgetKept();
        } else if (kept == null && isReading()) {
            state.set(State.WATCHED);
            if (!watched) {
                socket.watch(true);
            }
        } else {
            if (watched) {
                socket.watch(false);
            }
            state.set(State.PARKED);
            if (gone || isReading()) {
                // It was before it could see that nobody reads.
                goOn();
            }
        }
    }

    private void goOn() {
        if (state.compareAndSet(State.PARKED, State.READ)) {
            if (gone) {
                forgetKept();
            } else {
                bulk.execute(this::readInBulk);
            }
        }
    }

    /** Tells whether what comes is to be handled now. */
    boolean isReading() {
        return !suspended || draining;
    }

    /** See {@link dev.webshocket.internal.link.Link#suspend}. */
    void suspend() {
        suspended = true;
    }

    /** See {@link dev.webshocket.internal.link.Link#resume}. */
    void resume() {
        suspended = false;
        goOn();
    }

    /** Reads on even where it is suspended, since the connection is being closed: the client's close frame is to be seen. */
    void drain() {
        draining = true;
        goOn();
    }

    /** Gives back what is kept, since the connection has gone. */
    void gone() {
        gone = true;
        goOn();
    }
}
