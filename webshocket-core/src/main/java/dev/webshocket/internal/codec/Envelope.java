package dev.webshocket.internal.codec;

import dev.webshocket.internal.codec.PlainSource.Mode;
import dev.webshocket.packet.Packet;
import dev.webshocket.packet.PacketSource;
import java.util.Optional;

/**
 * A packet whose message has been checked but not decoded: payloads, such as the arguments of a call, are still
 * bytes. So it takes no more memory than its message did, and can wait.
 *
 * <p>For one thread at a time.
 */
public final class Envelope {

    // What a plain value takes beside its text, the largest: an entry of a map and the key in it.
    private static final long BYTES_PER_VALUE = 64;
    // A byte of UTF-8 becomes two of a string where one character of it is beyond Latin-1.
    static final long BYTES_PER_BYTE = 2;

    private final PlainSource in;
    private final PacketSource source;
    /** Where it begins; 0 where there is none. */
    private final int data;

    private final RpcEnvelope rpc;
    private final String channel;
    private final Double timestamp;
    private final String correlationId;
    /** Where a {@code call_id} begins that stands beside {@code rpc} rather than in it; 0 where there is none. */
    private final int outerId;

    Envelope(
            PlainSource in,
            PacketSource source,
            int data,
            RpcEnvelope rpc,
            String channel,
            Double timestamp,
            String correlationId,
            int outerId) {
        this.in = in;
        this.source = source;
        this.data = data;
        this.rpc = rpc;
        this.channel = channel;
        this.timestamp = timestamp;
        this.correlationId = correlationId;
        this.outerId = outerId;
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
     * Returns what is in {@code rpc}.
     *
     * @return a call, an answer or a cancellation; empty in a packet that is no RPC
     */
    public Optional<RpcEnvelope> rpc() {
        return Optional.ofNullable(rpc);
    }

    /**
     * Makes the whole packet.
     *
     * @return the packet, with plain values
     * @throws MalformedPacketException if it holds too many values, or one that cannot be made, such as a string with half
     *     of a surrogate pair
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
     * Makes sure that an unexpected packet was not meant to be a call.
     *
     * @throws MalformedPacketException if it has the source of a call but no {@code rpc}, or a call but another source; it
     *     has the id of the call where there is one
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
     * Returns how much memory it takes while it waits: the message, and the text that has been read of it.
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
     * Returns how much memory the values of the message take at most, roughly, once they are made. Where it holds too many of
     * them they never are.
     *
     * @return bytes
     */
    public long valueBytes() {
        return BYTES_PER_BYTE * in.message.length + (in.holdsTooMuch() ? 0 : BYTES_PER_VALUE * in.values());
    }
}
