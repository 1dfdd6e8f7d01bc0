package dev.webshocket.internal.codec;

import dev.webshocket.packet.Packet;
import dev.webshocket.packet.PacketSource;
import dev.webshocket.packet.RpcMessage;

/**
 * A packet while its members arrive, in any order; of one that arrives twice the last counts. Section "Packet" of the
 * wire protocol.
 */
final class PacketDraft {

    private Object source;
    private Object data;
    private RpcMessage rpc;
    private Object channel;
    private Object timestamp;
    private Object correlationId;

    /** Whether the member is one of a packet and no other than {@code rpc}; what is neither is skipped. */
    static boolean knows(String member) {
        return switch (member) {
            case "source", "data", "channel", "timestamp", "correlation_id" -> true;
            default -> false;
        };
    }

    void set(String member, Object value) {
        switch (member) {
            case "source" -> source = value;
            case "data" -> data = value;
            case "channel" -> channel = value;
            case "timestamp" -> timestamp = value;
            case "correlation_id" -> correlationId = value;
            default -> throw new IllegalArgumentException(member);
        }
    }

    void rpc(RpcMessage message) {
        rpc = message;
    }

    Packet finish() throws MalformedPacketException {
        return new Packet(
                source(),
                data,
                rpc,
                Members.stringOrNull(channel, "channel"),
                timestamp(),
                Members.stringOrNull(correlationId, "correlation_id"));
    }

    private PacketSource source() throws MalformedPacketException {
        if (!(source instanceof Long code)) {
            throw new MalformedPacketException("source is missing or no integer");
        }
        return PacketSource.ofCode(code).orElseThrow(() -> new MalformedPacketException("no source is " + code));
    }

    private Double timestamp() throws MalformedPacketException {
        if (timestamp == null) {
            return null;
        }
        if (timestamp instanceof Number number) {
            double seconds = number.doubleValue();
            // Only a float may be infinite; an integer that becomes so was too great.
            if (number instanceof Double || Double.isFinite(seconds)) {
                return seconds;
            }
        }
        throw new MalformedPacketException("timestamp is no number");
    }
}
