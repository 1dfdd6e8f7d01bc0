package dev.webshocket.packet;

import java.util.Objects;

/**
 * One message of the wire protocol, section "Packet".
 *
 * <p>The payload of a packet that was received is made of null, {@link Boolean}, {@link Long} ({@link
 * java.math.BigInteger} beyond its range), {@link Double}, {@link String}, {@code byte[]}, {@link java.time.Instant},
 * {@link java.util.List} and {@link java.util.Map} with string keys. The payload of one to be sent may also hold
 * anything that JSON-B binds.
 *
 * @param source where it comes from
 * @param data the payload of a packet that is no RPC, may be null
 * @param rpc the call, answer or cancellation; null in a packet that is no RPC
 * @param channel the channel that a {@link PacketSource#CHANNEL} packet was published to, else null
 * @param timestamp when it was made, in seconds since 1970, may be null
 * @param correlationId free for the application, may be null
 */
public record Packet(
        PacketSource source, Object data, RpcMessage rpc, String channel, Double timestamp, String correlationId) {

    /**
     * Makes a packet.
     *
     * @throws NullPointerException if {@code source} is null
     */
    public Packet {
        Objects.requireNonNull(source, "source");
    }

    /**
     * Makes a packet that carries a call, an answer or a cancellation.
     *
     * @param message the message
     * @return a packet of source {@link PacketSource#RPC}
     */
    public static Packet rpc(RpcMessage message) {
        return new Packet(PacketSource.RPC, null, message, null, null, null);
    }

    /**
     * Makes a packet of the application's own.
     *
     * @param data the payload, may be null
     * @return a packet of source {@link PacketSource#CUSTOM}
     */
    public static Packet custom(Object data) {
        return new Packet(PacketSource.CUSTOM, data, null, null, null, null);
    }

    /**
     * Creates the packet for malformed input, section "Malformed input".
     *
     * @param raw the input: a {@link String} from a text message, a {@code byte[]} from a binary one
     * @return a packet of source {@link PacketSource#UNKNOWN}
     */
    public static Packet unknown(Object raw) {
        return new Packet(PacketSource.UNKNOWN, raw, null, null, null, null);
    }

    /**
     * Makes a message to every connection.
     *
     * @param data the payload, may be null
     * @return a packet of source {@link PacketSource#BROADCAST}
     */
    public static Packet broadcast(Object data) {
        return new Packet(PacketSource.BROADCAST, data, null, null, null, null);
    }

    /**
     * Makes a message to a channel.
     *
     * @param channel the channel's name
     * @param data the payload, may be null
     * @return a packet of source {@link PacketSource#CHANNEL}
     */
    public static Packet channel(String channel, Object data) {
        return new Packet(PacketSource.CHANNEL, data, null, Objects.requireNonNull(channel, "channel"), null, null);
    }
}
