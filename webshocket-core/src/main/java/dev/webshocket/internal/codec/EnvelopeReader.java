package dev.webshocket.internal.codec;

import dev.webshocket.packet.PacketSource;

/**
 * Reads the members of a packet, in any order; of one that arrives twice the last counts. Section "Packet" of the wire
 * protocol. It goes through one message, on one thread.
 */
final class EnvelopeReader {

    private final MessageReader in;
    private final RpcEnvelopeReader rpc;
    private Extent source;
    private Extent data;
    private Extent channel;
    private Extent timestamp;
    private Extent correlationId;

    private Extent outerId;
    private boolean jsonRpc;
    private Extent jsonRpcId;

    private EnvelopeReader(MessageReader in) {
        this.in = in;
        this.rpc = new RpcEnvelopeReader(in);
    }

    /**
     * Goes through a message.
     *
     * @throws MalformedPacketException if it is no packet; it has the id of the call where there is one
     */
    static Envelope read(MessageReader in) throws MalformedPacketException {
        EnvelopeReader reader = new EnvelopeReader(in);
        try {
            boolean isMap = in.map(0, reader::member);
            if (!isMap) {
                // It may be no value at all, which is worse.
                in.pass(0);
            }
            in.end();
            if (in.holdsTooDeep()) {
                throw in.tooDeep();
            }
            if (!isMap) {
                throw new MalformedPacketException("a packet is a map, and this is none");
            }
            return reader.finish();
        } catch (MalformedPacketException e) {
            throw (in.holdsTooDeep() ? in.tooDeep() : e).of(reader.callId());
        }
    }

    private void member(String name) throws MalformedPacketException {
        switch (name) {
            case "source" -> source = in.pass(1);
            case "rpc" -> rpc.read();
            case "data" -> data = in.pass(1);
            case "channel" -> channel = in.pass(1);
            case "timestamp" -> timestamp = in.pass(1);
            case "correlation_id" -> correlationId = in.pass(1);
            case "jsonrpc" -> {
                jsonRpc = true;
                in.pass(1);
            }
            case "call_id" -> {
                outerId = null;
                outerId = in.pass(1);
            }
            case "id" -> jsonRpcId = in.pass(1);
            default -> in.pass(1);
        }
    }

    private Envelope finish() throws MalformedPacketException {
        return new Envelope(
                in,
                source(),
                data,
                rpc.finish(),
                Members.textOrNull(in, channel, "channel"),
                timestamp(),
                Members.textOrNull(in, correlationId, "correlation_id"),
                outerId);
    }

    private PacketSource source() throws MalformedPacketException {
        if (source == null && jsonRpc) {
            throw new MalformedPacketException("this is JSON-RPC, which is another protocol; a call is "
                    + "{\"source\":5,\"rpc\":{\"type\":\"request\",\"method\":...,\"args\":[...],\"call_id\":...}}");
        }
        if (!(Members.scalar(in, source) instanceof Long code)) {
            throw new MalformedPacketException("source is missing or no integer; that of a call is 5");
        }
        return PacketSource.ofCode(code)
                .orElseThrow(() -> new MalformedPacketException("source is 1 to 5, and not " + code));
    }

    private Double timestamp() throws MalformedPacketException {
        Object value = Members.scalar(in, timestamp);
        if (value == null) {
            return null;
        }
        if (value instanceof Number number) {
            double seconds = number.doubleValue();
            // Only a float may be infinite; an integer that becomes so was too great.
            if (number instanceof Double || Double.isFinite(seconds)) {
                return seconds;
            }
        }
        throw new MalformedPacketException("timestamp is no number");
    }

    private Object callId() {
        Object id = rpc.callIdOrNull();
        return id == null && jsonRpc ? Members.idOrNull(in, jsonRpcId) : id;
    }
}
