package dev.webshocket.internal.client;

import dev.webshocket.internal.calls.CallLink;
import dev.webshocket.internal.calls.StreamTable;
import dev.webshocket.internal.codec.Codec;
import dev.webshocket.internal.codec.Envelope;
import dev.webshocket.internal.codec.MalformedPacketException;
import dev.webshocket.internal.codec.ReceivedMessage;
import dev.webshocket.internal.codec.RpcEnvelope;
import dev.webshocket.internal.link.CloseStatus;
import dev.webshocket.internal.memory.MemoryShare;
import dev.webshocket.internal.session.PeerSession;
import dev.webshocket.internal.session.SessionEnd;
import dev.webshocket.internal.session.SessionListener;
import dev.webshocket.packet.Packet;

/** The client side of one session, from the attempt to connect to its end. Safe for use by any thread. */
final class ClientSession implements SessionListener {

    private final Owner owner;
    private volatile PeerSession peer;
    private volatile CallLink calls;
    private volatile boolean cancellable;
    private volatile SessionEnd end;

    /** Creates the client side of a session that is not open yet. */
    ClientSession(Owner owner) {
        this.owner = owner;
    }

    /** Listens to the events of a session, possibly before it is {@linkplain #opened known} to be open. */
    interface Owner {

        /**
         * Receives a packet; one at a time. The session reads no more until this returns.
         *
         * @param packet the packet; a malformed one has the source UNKNOWN
         * @param bytes its length
         */
        void received(Packet packet, int bytes);

        /** The session has ended. Called once, on any thread. */
        void ended(ClientSession session, SessionEnd end);
    }

    /**
     * The attempt has succeeded.
     *
     * @param session the open session
     * @param codec of the session's version
     * @param memory what the session holds
     * @param takesCancellations whether the server accepts cancellations. For the original they are malformed packets,
     *     which it delivers to the application
     */
    void opened(PeerSession session, Codec codec, MemoryShare memory, boolean takesCancellations) {
        cancellable = takesCancellations;
        calls = new CallLink(session.queue(), session, codec, memory, new StreamTable());
        peer = session;
    }

    /** Returns the session as its calls use it. */
    CallLink calls() {
        return calls;
    }

    /** Tells whether the server accepts cancellations. */
    boolean isCancellable() {
        return cancellable;
    }

    /**
     * Runs an action when there is room to send, unless there is room already.
     *
     * @param action runs once, on any thread; must not block
     * @return false if there is room; the action then does not run
     */
    boolean whenRoom(Runnable action) {
        return peer.queue().whenRoom(action);
    }

    /**
     * Queues a message, even without room. It may write on the current thread, so never call it on a thread that the
     * application may interrupt.
     */
    void send(byte[] message) {
        peer.queue().send(message);
    }

    /** Closes the session after all queued messages. */
    void close(CloseStatus status) {
        peer.close(status);
    }

    /** Aborts the session. */
    void abort(CloseStatus status) {
        peer.abort(status);
    }

    /** Checks the session's timeouts; now is in nanoseconds. */
    void check(long now) {
        peer.check(now);
    }

    /** Returns how the session has ended, null while it is open. */
    SessionEnd end() {
        return end;
    }

    @Override
    public void received(ReceivedMessage message, Envelope envelope) {
        RpcEnvelope rpc = envelope.rpc().orElse(null);
        if (rpc != null && calls.hasCredit() && calls.streams().received(rpc, envelope.valueBytes())) {
            return;
        }
        Packet packet;
        try {
            packet = envelope.packet();
        } catch (MalformedPacketException e) {
            packet = message.unknown();
        }
        owner.received(packet, message.bytes().length);
    }

    @Override
    public void malformed(ReceivedMessage message, MalformedPacketException fault) {
        owner.received(message.unknown(), message.bytes().length);
    }

    @Override
    public void ended(SessionEnd how) {
        end = how;
        CallLink opened = calls;
        if (opened != null) {
            opened.streams().end();
        }
        owner.ended(this, how);
    }
}
