package dev.webshocket.tyrus;

import dev.webshocket.internal.link.CloseStatus;
import dev.webshocket.internal.memory.MemoryShare;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicReference;

/**
 * Decides which thread reads a link, and when. One thread reads at a time: normally the selector's. If so much arrives
 * that other connections of the selector would wait too long, a thread of {@code bulk} reads, and the selector does not
 * watch the link. A suspended link is not read; bytes already read are kept.
 *
 * <p>Safe for use by any thread, except {@link #take} and {@link #begin}, which are for the reading thread.
 */
final class LinkInput {

    /** The longest read, for which other connections of the selector wait. */
    private static final int LONGEST_READ = 64 * 1024;

    /** A read of this length usually leaves more in the socket. */
    private static final int FULL_READ = 48 * 1024;

    /** How much is read before other connections with long input have their turn. */
    private static final int TURN = 1 << 20;

    /** After this many reads in a row that are not full, the selector's thread reads again. */
    private static final int CALM_READS = 64;

    private enum State {
        /** The selector reports input. */
        WATCHED,
        /** A thread reads. */
        READ,
        /** The link is suspended, and no thread reads. */
        PARKED
    }

    /** Is told about failures. */
    interface Faults {

        /** The client violated the protocol. */
        void violated(CloseStatus status);

        /** The connection cannot be read; null if the client ended it. */
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

    /** Bytes read but not handled; null for none. For the reading thread. */
    private ByteBuffer kept;

    /** How many reads are left for {@code bulk}. For the reading thread. */
    private int bulkReads;

    /** Whether further input is ignored. For the reading thread. */
    private boolean deaf;

    /**
     * Creates the input of a link, which the current thread reads until {@link #begin}.
     *
     * @param memory charged with the kept bytes
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

    /** Handles bytes that arrived with the handshake; then the selector watches the link. */
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

    /** Reads after the selector reported input. For the selector's thread. */
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

    /** Stops the selector's watch, since another thread reads the link, or none for now. */
    private void unwatch() throws IOException {
        socket.watch(false);
        if (state.get() == State.WATCHED) {
            // The other thread has finished in between.
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

    /** Reads once; returns the number of bytes, -1 if the connection has ended. */
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

    /** Handles bytes that were read; the caller may reuse the buffer afterwards. */
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

    /** Stops reading for now. */
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
                // It was resumed before it could see that no thread reads.
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

    /** Tells whether input may be handled now. */
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

    /** Reads even if suspended, since the connection closes and the client's close frame must be seen. */
    void drain() {
        draining = true;
        goOn();
    }

    /** Releases the kept bytes, since the connection is closed. */
    void gone() {
        gone = true;
        goOn();
    }
}
