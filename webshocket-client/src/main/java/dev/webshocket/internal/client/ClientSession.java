package dev.webshocket.internal.client;

import dev.webshocket.internal.codec.Codec;
import dev.webshocket.internal.codec.ReceivedMessage;
import dev.webshocket.internal.link.CloseStatus;
import dev.webshocket.internal.session.PeerSession;
import dev.webshocket.internal.session.Reading;
import dev.webshocket.internal.session.SessionEnd;
import dev.webshocket.internal.session.SessionListener;
import dev.webshocket.packet.Packet;

/** A client's side of one session, from the attempt to connect to its end. Safe for use by any thread. */
final class ClientSession implements SessionListener, Reading {

    private final Codec codec;
    private final Owner owner;
    private volatile PeerSession peer;
    private volatile boolean cancellable;
    private volatile SessionEnd end;

    /** Makes the side of a session that is yet to be opened. */
    ClientSession(Codec codec, Owner owner) {
        this.codec = codec;
        this.owner = owner;
    }

    /** Hears of the events of a session, possibly before it is {@linkplain #opened known} to be open. */
    interface Owner {

        /**
         * A packet has come; one at a time. While it does not return nothing more is read.
         *
         * @param packet the packet; a malformed one has the source UNKNOWN
         * @param bytes how long it was
         */
        void received(Packet packet, int bytes);

        /** The session has ended; once, on any thread. */
        void ended(ClientSession session, SessionEnd end);
    }

    /**
     * The attempt has succeeded.
     *
     * @param session what it has opened
     * @param takesCancellations whether the server does. To the original they are malformed packets, which it hands to the
     *     application
     */
    void opened(PeerSession session, boolean takesCancellations) {
        cancellable = takesCancellations;
        peer = session;
    }

    /** Tells whether the server takes cancellations. */
    boolean isCancellable() {
        return cancellable;
    }

    /**
     * Arranges for an action to run when there is room to send, unless there is some already.
     *
     * @param action run once, by any thread; must not block
     * @return false where there is room, so that the action is not run
     */
    boolean whenRoom(Runnable action) {
        return peer.queue().whenRoom(action);
    }

    /**
     * Queues a message, whether there is room or not. It may write on the current thread, which therefore must be none that
     * the application interrupts.
     */
    void send(byte[] message) {
        peer.queue().send(message);
    }

    /** Closes the session when all that is queued has been sent. */
    void close(CloseStatus status) {
        peer.close(status);
    }

    @Override
    public boolean canSuspend() {
        return peer.canSuspend();
    }

    @Override
    public void suspend() {
        peer.suspend();
    }

    @Override
    public void resume() {
        peer.resume();
    }

    /** Gives the session up at once. */
    void abort(CloseStatus status) {
        peer.abort(status);
    }

    /** Looks after the session; now is in nanoseconds. */
    void check(long now) {
        peer.check(now);
    }

    /** Returns how the session has ended, null while it has not. */
    SessionEnd end() {
        return end;
    }

    @Override
    public void received(ReceivedMessage message) {
        owner.received(message.text() ? message.unknown() : codec.decodeAny(message.bytes()), message.bytes().length);
    }

    @Override
    public void ended(SessionEnd how) {
        end = how;
        owner.ended(this, how);
    }
}
