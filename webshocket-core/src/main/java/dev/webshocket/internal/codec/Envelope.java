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
    /** Where it begins; 0 if there is none. */
    private final int data;

    private final RpcEnvelope rpc;
    private final String channel;
    private final Double timestamp;
    private final String correlationId;
    /** Where a {@code call_id} outside {@code rpc} begins; 0 if there is none. */
    private final int outerId;

    private final ChannelMembers ofChannel;
    private final SessionMessage session;

    /** Makes the envelope of a packet of source SESSION. */
    Envelope(PlainSource in, SessionMessage session) {
        this(in, PacketSource.SESSION, 0, null, null, null, null, 0, null, session);
    }

    /**
     * Makes the envelope of a packet of another source.
     *
     * @param ofChannel what version 2 adds to a packet of source CHANNEL; null for nothing
     */
    Envelope(
            PlainSource in,
            PacketSource source,
            int data,
            RpcEnvelope rpc,
            String channel,
            Double timestamp,
            String correlationId,
            int outerId,
            ChannelMembers ofChannel) {
        this(in, source, data, rpc, channel, timestamp, correlationId, outerId, ofChannel, null);
    }

    private Envelope(
            PlainSource in,
            PacketSource source,
            int data,
            RpcEnvelope rpc,
            String channel,
            Double timestamp,
            String correlationId,
            int outerId,
            ChannelMembers ofChannel,
            SessionMessage session) {
        this.in = in;
        this.source = source;
        this.data = data;
        this.rpc = rpc;
        this.channel = channel;
        this.timestamp = timestamp;
        this.correlationId = correlationId;
        this.outerId = outerId;
        this.ofChannel = ofChannel;
        this.session = session;
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
        return channel;
    }

    /**
     * Returns the place of a message of a channel with history, section "Channels" of the wire protocol.
     *
     * @return the text of the position, of any form; empty in version 1, in a packet of another source than CHANNEL, and where
     *     there is none or it is no string
     */
    public Optional<String> position() {
        return ofChannel == null ? Optional.empty() : ofChannel.position();
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
        return ofChannel == null || channel == null ? Optional.empty() : ofChannel.presence(channel);
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
                data == 0 ? null : in.read(data, Mode.PLAIN),
                rpc == null ? null : rpc.open(),
                channel,
                timestamp,
                correlationId);
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
                    .of(Members.idOrNull(in, outerId));
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
        long text = length(callId) + length(channel) + length(correlationId);
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
