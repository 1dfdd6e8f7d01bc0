package dev.webshocket.internal.codec;

import dev.webshocket.PresenceChange;
import dev.webshocket.internal.codec.PlainSource.Mode;
import dev.webshocket.packet.Packet;
import dev.webshocket.packet.PacketSource;
import java.util.Optional;

/**
 * A packet whose message has been checked but not decoded: payloads, such as the arguments of a call, are still bytes. So it
 * can wait without more memory than its message.
 *
 * <p>For one thread at a time.
 */
public final class Envelope {

    // The memory of the largest plain value beside its text: a map entry with its key.
    private static final long BYTES_PER_VALUE = 64;
    // A byte of UTF-8 becomes two bytes of a string if one of its characters is beyond Latin-1.
    static final long BYTES_PER_BYTE = 2;

    private final PlainSource in;
    private final PacketSource source;
    private final RpcEnvelope rpc;
    private final SessionMessage session;
    private final OtherMembers others;

    /** Makes the envelope of a packet of source SESSION. */
    Envelope(PlainSource in, SessionMessage session) {
        this(in, PacketSource.SESSION, null, session, OtherMembers.NONE);
    }

    /** Makes the envelope of a packet of another source; {@code rpc} is null if it is missing. */
    Envelope(PlainSource in, PacketSource source, RpcEnvelope rpc, OtherMembers others) {
        this(in, source, rpc, null, others);
    }

    private Envelope(
            PlainSource in, PacketSource source, RpcEnvelope rpc, SessionMessage session, OtherMembers others) {
        this.in = in;
        this.source = source;
        this.rpc = rpc;
        this.session = session;
        this.others = others;
    }

    /**
     * Returns where the packet comes from.
     *
     * @return its source, never null
     */
    public PacketSource source() {
        return source;
    }

    /**
     * Returns the content of {@code rpc}.
     *
     * @return a call, an answer or a cancellation; empty in a packet without {@code rpc}
     */
    public Optional<RpcEnvelope> rpc() {
        return Optional.ofNullable(rpc);
    }

    /**
     * Returns the content of a packet of source SESSION.
     *
     * @return the message; null in a packet of another source
     */
    public SessionMessage session() {
        return session;
    }

    /**
     * Returns the channel that the packet was published to.
     *
     * @return its name; null for none
     */
    public String channel() {
        return others.channel();
    }

    /**
     * Returns the place of a message of a channel with history, section "Channels" of the wire protocol.
     *
     * @return the text of the position, of any form; empty in version 1, in a packet of another source than CHANNEL, and where
     *     there is none or it is no string
     */
    public Optional<String> position() {
        ChannelMembers members = others.ofChannel();
        return members == null ? Optional.empty() : members.position();
    }

    /**
     * Decodes who has come to the packet's channel and left it, section "Channels" of the wire protocol. What is ill-typed in it
     * is left out.
     *
     * @return the change; empty in version 1, in a packet of another source than CHANNEL or without a channel, and where there
     *     is none or it is no map
     * @throws MalformedPacketException if it has too many values, or one that cannot be decoded
     */
    public Optional<PresenceChange> presence() throws MalformedPacketException {
        ChannelMembers members = others.ofChannel();
        return members == null || channel() == null ? Optional.empty() : members.presence(channel());
    }

    /**
     * Decodes the whole packet.
     *
     * @return the packet, with plain values
     * @throws MalformedPacketException if it has too many values, or one that cannot be decoded, such as a string with an
     *     unpaired surrogate
     */
    public Packet packet() throws MalformedPacketException {
        in.checkValues();
        return new Packet(
                source,
                others.data() == 0 ? null : in.read(others.data(), Mode.PLAIN),
                rpc == null ? null : rpc.open(),
                others.channel(),
                others.timestamp(),
                others.correlationId());
    }

    /**
     * Checks that an unexpected packet was not meant to be a call.
     *
     * @throws MalformedPacketException if it has the source of a call but no {@code rpc}, or a call but another source; it
     *     has the id of the call if there is one
     */
    public void checkNoCall() throws MalformedPacketException {
        if (source == PacketSource.RPC && rpc == null) {
            throw new MalformedPacketException("source 5 is that of a call, which goes into rpc, and rpc is missing")
                    .of(Members.idOrNull(in, others.outerId()));
        }
        if (source != PacketSource.RPC && rpc instanceof RequestEnvelope) {
            throw new MalformedPacketException("rpc is a call, and the source of a call is 5").of(rpc.callId());
        }
    }

    /**
     * Returns how much memory it takes while it waits, for the message and the text read from it.
     *
     * @return bytes
     */
    public int heldBytes() {
        Object callId = rpc == null ? null : rpc.callId();
        long text = length(callId) + length(others.channel()) + length(others.correlationId());
        return (int) Math.min(Integer.MAX_VALUE, in.message.length + BYTES_PER_BYTE * text);
    }

    private static int length(Object member) {
        return member instanceof String text ? text.length() : 0;
    }

    /**
     * Estimates how much memory the decoded values of the message take at most. If there are too many, they are never
     * decoded.
     *
     * @return bytes
     */
    public long valueBytes() {
        return BYTES_PER_BYTE * in.message.length + (in.holdsTooMuch() ? 0 : BYTES_PER_VALUE * in.values());
    }
}
