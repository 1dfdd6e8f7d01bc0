package dev.webshocket.internal.codec;

import dev.webshocket.packet.PacketSource;
import java.util.Optional;

/**
 * Reads the members of a packet, in any order; of one that arrives twice the last counts. Section "Packet" of the wire
 * protocol. It goes through one message of any encoding, on one thread.
 */
final class PacketReader implements PlainSource.MemberVisitor {

    private final PlainSource in;
    private final RpcReader rpc;
    /** Where each member's value stands, null where there is none. */
    private final Extent[] members = new Extent[PacketMember.NAMES.size()];

    private boolean jsonRpc;

    private PacketReader(PlainSource in) {
        this.in = in;
        this.rpc = new RpcReader(in);
    }

    /**
     * Goes through a message.
     *
     * @throws MalformedPacketException if it is no packet; it has the id of the call where there is one
     */
    static Envelope read(PlainSource in) throws MalformedPacketException {
        PacketReader reader = new PacketReader(in);
        try {
            boolean isMap = in.map(0, PacketMember.NAMES, reader);
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

    @Override
    public void next(int member) throws MalformedPacketException {
        switch (PacketMember.at(member)) {
            case RPC -> rpc.read();
            case JSON_RPC -> {
                jsonRpc = true;
                in.pass(1);
            }
            default -> members[member] = in.pass(1);
        }
    }

    private Extent of(PacketMember member) {
        return members[member.ordinal()];
    }

    private Envelope finish() throws MalformedPacketException {
        return new Envelope(
                in,
                source(),
                of(PacketMember.DATA),
                rpc.finish(),
                textOrNull(PacketMember.CHANNEL),
                timestamp(),
                textOrNull(PacketMember.CORRELATION_ID),
                of(PacketMember.MISPLACED_CALL_ID));
    }

    private String textOrNull(PacketMember member) throws MalformedPacketException {
        return Members.textOrNull(in, of(member), member.text());
    }

    private PacketSource source() throws MalformedPacketException {
        Extent source = of(PacketMember.SOURCE);
        if (source == null && jsonRpc) {
            throw new MalformedPacketException("this is JSON-RPC, which is another protocol; a call is "
                    + "{\"source\":5,\"rpc\":{\"type\":\"request\",\"method\":...,\"args\":[...],\"call_id\":...}}");
        }
        if (!(Members.scalar(in, source) instanceof Long code)) {
            throw new MalformedPacketException("source is missing or no integer; that of a call is 5");
        }
        Optional<PacketSource> known = PacketSource.ofCode(code);
        if (known.isEmpty()) {
            throw new MalformedPacketException("source is 1 to 5, and not " + code);
        }
        return known.get();
    }

    private Double timestamp() throws MalformedPacketException {
        Object value = Members.scalar(in, of(PacketMember.TIMESTAMP));
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
        return id == null && jsonRpc ? Members.idOrNull(in, of(PacketMember.JSON_RPC_ID)) : id;
    }
}
