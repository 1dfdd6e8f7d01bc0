package dev.webshocket.internal.client;

import dev.webshocket.PresenceChange;
import dev.webshocket.internal.calls.CallLink;
import dev.webshocket.internal.calls.StreamTable;
import dev.webshocket.internal.codec.Codec;
import dev.webshocket.internal.codec.Envelope;
import dev.webshocket.internal.codec.MalformedPacketException;
import dev.webshocket.internal.codec.ProtocolVersion;
import dev.webshocket.internal.codec.ReceivedMessage;
import dev.webshocket.internal.codec.RpcEnvelope;
import dev.webshocket.internal.codec.SessionMessage;
import dev.webshocket.internal.codec.SessionMessage.Ack;
import dev.webshocket.internal.codec.SessionMessage.Gap;
import dev.webshocket.internal.codec.SessionMessage.Refreshed;
import dev.webshocket.internal.codec.SessionMessage.Welcome;
import dev.webshocket.internal.link.CloseStatus;
import dev.webshocket.internal.memory.MemoryShare;
import dev.webshocket.internal.session.PeerSession;
import dev.webshocket.internal.session.SessionEnd;
import dev.webshocket.internal.session.SessionLink;
import dev.webshocket.internal.session.SessionListener;
import dev.webshocket.packet.Packet;
import java.time.Duration;
import java.util.List;
import java.util.function.LongConsumer;

/**
 * The client side of one session, from its opening to its end. On version 1 of the protocol it ends with its link; on version 2 it
 * may be suspended, and take other links. Safe for use by any thread.
 */
final class ClientSession implements SessionListener {

    private final Codec codec;
    private final Owner owner;
    private final Duration checkInterval;
    private final Exposure exposure;
    private final ChannelPositions positions;
    private volatile PeerSession peer;
    private volatile CallLink calls;
    /** Null on version 1. */
    private volatile ServerCalls serverCalls;
    /** The secret of the newest welcome; null on version 1. */
    private volatile String secret;

    private volatile boolean rewrites;
    private volatile boolean prepared;
    private volatile Runnable linkCheck = () -> {};

    private volatile boolean lost;
    /** How a link was lost; null if none was. */
    private volatile SessionEnd loss;

    private volatile SessionEnd end;

    /**
     * Creates the client side of a session.
     *
     * @param codec of its version of the protocol
     * @param owner gets its events
     * @param checkInterval how often to {@link #check} it
     * @param exposure what the server may call on version 2
     * @param positions how far the client has read channels with history
     */
    ClientSession(Codec codec, Owner owner, Duration checkInterval, Exposure exposure, ChannelPositions positions) {
        this.codec = codec;
        this.owner = owner;
        this.checkInterval = checkInterval;
        this.exposure = exposure;
        this.positions = positions;
    }

    /** Listens to the events of a session, possibly before the session is known to be open. */
    interface Owner {

        /**
         * Receives a packet; one at a time. The session reads no more until this returns.
         *
         * @param packet the packet; a malformed one has the source UNKNOWN
         * @param bytes its length
         * @param isKept whether it is a message of a channel with history
         */
        void received(Packet packet, int bytes, boolean isKept);

        /** Messages of channels, named as subscribed, were lost for this client; called like {@link #received}. */
        void gap(List<String> channels);

        /** Members have come to a channel or left it; called like {@link #received}. */
        void presence(PresenceChange change, int bytes);

        /** The server has answered a new credential; called like {@link #received}. */
        void refreshed(ClientSession session, Refreshed answer);

        /** The session has lost its link and waits for another; on any thread. */
        void suspended(ClientSession session, SessionEnd loss);

        /** The session has ended. Called once, on any thread. */
        void ended(ClientSession session, SessionEnd end);
    }

    /**
     * Sets the session, before it receives anything.
     *
     * @param memory what the session holds
     */
    void opened(PeerSession session, MemoryShare memory) {
        calls = new CallLink(session.queue(), session, codec, memory, new StreamTable());
        serverCalls = calls.hasCredit() ? new ServerCalls(exposure, calls) : null;
        peer = session;
    }

    /** Returns the session as its calls use it. */
    CallLink calls() {
        return calls;
    }

    /**
     * Takes a link that the server has welcomed.
     *
     * @param linkCheck checks the link
     * @return false if the session has ended, or the server's count of packets is impossible
     */
    boolean take(SessionLink link, Welcome welcome, Runnable linkCheck) {
        // Before the session takes the link, which may be lost at once.
        secret = welcome.resume();
        lost = false;
        checkLink(linkCheck);
        return peer.take(link, welcome.received(), Ack::new);
    }

    /** Sets what checks the newest link. */
    void checkLink(Runnable check) {
        linkCheck = check;
    }

    /** Runs an action with the number of packets received, when none is being handled any more; once it is suspended. */
    void whenQuiet(LongConsumer received) {
        peer.whenQuiet(received);
    }

    /** Returns the secret by which the server knows the session. */
    String secret() {
        return secret;
    }

    /** Tells whether it may outlive its link. */
    boolean isResumable() {
        return version() == ProtocolVersion.V2;
    }

    ProtocolVersion version() {
        return codec.version();
    }

    /** Tells whether it has lost the link that it took last. */
    boolean isLost() {
        return lost;
    }

    /** Tells whether the server knows cancellations. On version 1 they are malformed packets to the original. */
    boolean isCancellable() {
        return version() == ProtocolVersion.V2;
    }

    Duration checkInterval() {
        return checkInterval;
    }

    /** From now on messages of version 2 are rewritten for a session of version 1, whose peers may not know them. */
    void rewrite() {
        rewrites = true;
    }

    /** Records that the application has prepared it, so that its other messages may be sent. */
    void setPrepared() {
        prepared = true;
    }

    boolean isPrepared() {
        return prepared;
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
        peer.queue().send(rewrites ? rewritten(message) : message);
    }

    private byte[] rewritten(byte[] message) {
        try {
            return codec.encode(codec.decode(message));
        } catch (MalformedPacketException e) {
            throw new IllegalStateException("a message of this client is malformed", e);
        }
    }

    /** Queues a numbered message of the session itself. */
    void send(SessionMessage message) {
        send(codec.encode(message));
    }

    /** Closes the session after all queued messages. */
    void close(CloseStatus status) {
        peer.close(status);
    }

    /** Aborts the session. */
    void abort(CloseStatus status) {
        peer.abort(status);
    }

    /** Ends a session that is not wanted any more, at once. */
    void discard(CloseStatus status) {
        peer.terminate(status);
    }

    /** Checks the session's timeouts, for the timer's thread; now is in nanoseconds. */
    void check(long now) {
        peer.check(now);
        exposure.log().report();
        linkCheck.run();
    }

    /** Returns how the session has ended, null while it has not. */
    SessionEnd end() {
        return end;
    }

    /** Returns how the session lost its last link; for a session that has no link. */
    SessionEnd loss() {
        SessionEnd last = loss;
        return last == null ? new SessionEnd(new CloseStatus(CloseStatus.ABNORMAL, ""), false) : last;
    }

    @Override
    public void received(ReceivedMessage message, Envelope envelope) {
        RpcEnvelope rpc = envelope.rpc().orElse(null);
        if (rpc != null && calls.hasCredit() && calls.streams().received(rpc, envelope.valueBytes())) {
            return;
        }
        if (rpc != null && serverCalls != null && serverCalls.received(rpc, envelope)) {
            return;
        }
        String position = envelope.position().orElse(null);
        if (position != null && !positions.takes(this, envelope.channel(), position)) {
            return;
        }
        heard();
        int bytes = message.bytes().length;
        try {
            PresenceChange change = envelope.presence().orElse(null);
            if (change == null) {
                owner.received(envelope.packet(), bytes, position != null);
            } else {
                owner.presence(change, bytes);
            }
        } catch (MalformedPacketException e) {
            owner.received(message.unknown(), bytes, false);
        }
    }

    @Override
    public void malformed(ReceivedMessage message, MalformedPacketException fault) {
        if (serverCalls != null && fault.isAlwaysAnswered()) {
            serverCalls.malformed(fault);
            return;
        }
        owner.received(message.unknown(), message.bytes().length, false);
    }

    @Override
    public void session(SessionMessage message) {
        if (message instanceof Refreshed answer) {
            owner.refreshed(this, answer);
        } else if (message instanceof Gap gap) {
            owner.gap(gap.channels());
        }
    }

    @Override
    public void beat(List<String> heads) {
        positions.told(this, heads);
        heard();
    }

    /** As long as the application prepares the session, it may still subscribe to what it has missed. */
    private void heard() {
        if (prepared) {
            positions.heard(this);
        }
    }

    @Override
    public void suspended(CloseStatus why) {
        SessionEnd how = new SessionEnd(why, false);
        loss = how;
        lost = true;
        owner.suspended(this, how);
    }

    @Override
    public void ended(SessionEnd how) {
        end = how;
        if (serverCalls != null) {
            serverCalls.end();
        }
        calls.streams().end();
        owner.ended(this, how);
    }
}
