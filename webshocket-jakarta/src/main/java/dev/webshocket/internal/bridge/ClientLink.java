package dev.webshocket.internal.bridge;

import dev.webshocket.SlowConsumer;
import dev.webshocket.internal.codec.MsgpackCodec;
import dev.webshocket.internal.memory.MemoryBudget;
import dev.webshocket.internal.memory.MemoryShare;
import dev.webshocket.packet.Packet;
import jakarta.websocket.CloseReason;
import jakarta.websocket.CloseReason.CloseCodes;
import jakarta.websocket.Session;
import java.time.Duration;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicReference;

/**
 * A client's side of one connection. Safe for use by any thread.
 */
public final class ClientLink {

    private static final int MISSED_PINGS = 2;

    private final MsgpackCodec codec;
    private final Config config;
    private final Listener listener;
    private final SessionWriter writer;
    private final OutboundQueue outbound;
    /** Without a bound in all: a program chooses how many clients it has, and each of them has bounds. */
    private final MemoryShare memory = MemoryBudget.unbounded();

    private final Incoming incoming = new Incoming();
    private final MessageParts parts;
    private final Liveness liveness = new Liveness();
    private final AtomicReference<End> end = new AtomicReference<>();
    /** Set while the container's thread is held by the listener, so that it cannot hear the server. */
    private volatile boolean held;

    private volatile boolean cancellable;
    /** Whether this client gives the connection up, which the container reports as it does any other end. */
    private volatile boolean givenUp;

    ClientLink(Session session, Config config, Listener listener) {
        this.codec = config.codec();
        this.config = config;
        this.listener = listener;
        this.writer = new SessionWriter(session, config.executor(), config.longMessages(), this::closed);
        this.parts = new MessageParts(config.maxMessageBytes(), memory, incoming);
        this.outbound = new OutboundQueue(writer, FrameKind.BINARY, config.outboundBytes(), memory, SlowConsumer.CLOSE);
    }

    /**
     * What the links of one client have in common.
     *
     * @param codec the encoding
     * @param outboundBytes how much may wait to be sent
     * @param maxMessageBytes how long a message may be
     * @param pingInterval how often to ping, zero for never
     * @param sendTimeout how long the server may take to read a message before the connection counts as lost, zero for no end
     * @param executor closes sessions
     * @param longMessages sends long messages, which may take as long as servers like
     */
    public record Config(
            MsgpackCodec codec,
            int outboundBytes,
            int maxMessageBytes,
            Duration pingInterval,
            Duration sendTimeout,
            Executor executor,
            Executor longMessages) {}

    /** Is told what happens on a link. */
    public interface Listener {

        /**
         * A packet has come; on the container's thread, one at a time. While it does not return nothing more is read.
         *
         * @param packet the packet, of source UNKNOWN where what came is none
         * @param bytes how long it was
         */
        void received(Packet packet, int bytes);

        /**
         * The link has ended; once, on any thread.
         *
         * @param link which
         * @param end how
         */
        void ended(ClientLink link, End end);
    }

    /**
     * How a link has ended.
     *
     * @param reason what the server said, or what it was told
     * @param local whether this client has given it up
     */
    public record End(CloseReason reason, boolean local) {

        /**
         * Returns the close code.
         *
         * @return a WebSocket close code
         */
        public int code() {
            return reason.getCloseCode().getCode();
        }
    }

    /**
     * Arranges for an action to run when there is room to send, unless there is some already.
     *
     * @param action run once, by any thread; must not block
     * @return false where there is room, so that the action is not run
     */
    public boolean whenRoom(Runnable action) {
        return outbound.whenRoom(action);
    }

    /**
     * Queues a message, whether there is room or not. It may write on the current thread, which therefore must be none that
     * the application interrupts.
     *
     * @param message an encoded packet
     */
    public void send(byte[] message) {
        outbound.queue(message);
    }

    /**
     * Tells whether the server takes cancellations. To the original they are packets that are none, which it hands to the
     * application.
     *
     * @return whether it has said so
     */
    public boolean isCancellable() {
        return cancellable;
    }

    void cancellable(boolean announced) {
        cancellable = announced;
    }

    /**
     * Closes the connection when all that is queued has been sent.
     *
     * @param reason what the server is told
     */
    public void close(CloseReason reason) {
        outbound.close(reason);
    }

    /**
     * Gives the connection up at once.
     *
     * @param reason what the server is told, if it listens
     */
    public void abort(CloseReason reason) {
        givenUp = true;
        writer.close(reason);
    }

    /**
     * Returns how the link has ended.
     *
     * @return the end, null while it has not
     */
    public End end() {
        return end.get();
    }

    /**
     * Looks after the connection: pings it, and gives it up where the server does not answer or read.
     *
     * @param now nanoseconds
     */
    public void check(long now) {
        Duration timeout = config.sendTimeout();
        if (!timeout.isZero() && outbound.isStuck(timeout.toNanos())) {
            String why = "a message could not be sent within " + timeout.toMillis() + " ms, the sendTimeout";
            abort(new CloseReason(CloseCodes.GOING_AWAY, why));
            return;
        }
        if (held) {
            liveness.heard();
        }
        switch (liveness.check(now, outbound.pingWaits(), config.pingInterval().toNanos(), MISSED_PINGS)) {
            case PING -> config.executor().execute(outbound::ping);
            case GONE -> abort(new CloseReason(CloseCodes.GOING_AWAY, "pings stay unanswered"));
            case NOTHING -> {}
        }
    }

    /** Returns what takes the messages of the session; for the container's thread. */
    MessageParts.Receiver incoming() {
        return incoming;
    }

    /** Begins to receive the messages of the session. */
    void receive(Session session) {
        parts.receive(session);
    }

    void isAlive() {
        liveness.heard();
    }

    /**
     * The session has been closed from this side. Where that was a farewell the server has yet to answer it: a process that
     * ends before could take the close frame with it. Nothing answers on a connection that is broken, and Tyrus does not
     * report every one that breaks while the session is being closed.
     */
    private void closed(CloseReason reason) {
        if (givenUp || reason.getCloseCode() == CloseCodes.CLOSED_ABNORMALLY) {
            ended(reason);
        }
    }

    /** The session has ended. */
    void ended(CloseReason reason) {
        End how = new End(reason, givenUp);
        if (end.compareAndSet(null, how)) {
            outbound.shut();
            parts.end();
            listener.ended(this, how);
        }
    }

    /** Of a connection that has been given up nothing is heard any more, also not the rest of a message that was too long. */
    private final class Incoming implements MessageParts.Receiver {

        @Override
        public void isAlive() {
            liveness.heard();
        }

        @Override
        public void received(byte[] message) {
            if (givenUp) {
                return;
            }
            held = true;
            try {
                listener.received(codec.decodeAny(message), message.length);
            } finally {
                held = false;
            }
        }

        @Override
        public void received(String message) {
            if (givenUp) {
                return;
            }
            listener.received(Packet.unknown(message), 2 * message.length());
        }

        @Override
        public void tooBig() {
            abort(new CloseReason(CloseCodes.TOO_BIG, "a message may have " + config.maxMessageBytes() + " bytes"));
        }

        @Override
        public void noRoom() {
            // Without a bound there always is some, until the link has ended.
        }
    }
}
