package dev.webshocket.internal.codec;

import dev.webshocket.packet.PacketSource;
import java.util.Arrays;
import java.util.Optional;

/**
 * Reads the members of a packet and of its {@code rpc}, in any order; of duplicates the last counts. Section "Packet" of the
 * wire protocol. It reads one message of any encoding, on one thread.
 */
final class PacketReader implements PlainSource.MemberVisitor {

    private final PlainSource in;
    /** Where each member's value begins, by the member's place; 0 if it is missing. */
    private final int[] places;

    private final ProtocolVersion version;

    private boolean isRpcMap;
    private boolean jsonRpc;

    private PacketReader(PlainSource in, ProtocolVersion version) {
        this.in = in;
        this.version = version;
        this.places = new int[RpcMember.places(version)];
    }

    /**
     * Reads a message.
     *
     * @param methods the methods that are probably called
     * @throws MalformedPacketException if it is malformed; it has the id of the call if there is one
     */
    static Envelope read(PlainSource in, KnownNames methods, ProtocolVersion version) throws MalformedPacketException {
        PacketReader reader = new PacketReader(in, version);
        try {
            boolean isMap = in.map(0, PacketMember.NAMES, reader);
            if (!isMap) {
                // It may not be a value at all, which is the more severe error.
                in.pass(0);
            }
            in.end();
            if (in.holdsTooDeep()) {
                throw in.tooDeep();
            }
            if (!isMap) {
                throw new MalformedPacketException("a packet is a map, and this is none");
            }
            return reader.finish(methods);
        } catch (MalformedPacketException e) {
            throw (in.holdsTooDeep() ? in.tooDeep() : e).of(reader.callId());
        }
    }

    @Override
    public void next(WireMember member) throws MalformedPacketException {
        if (member == PacketMember.RPC) {
            rpc();
        } else if (member instanceof RpcMember) {
            // A truncated value replaces the earlier one, so that no answer has the id of another call.
            places[member.place()] = 0;
            places[member.place()] = in.pass(2);
        } else {
            jsonRpc |= member == PacketMember.JSON_RPC;
            places[member.place()] = in.pass(1);
        }
    }

    private void rpc() throws MalformedPacketException {
        Arrays.fill(places, RpcMember.FIRST_PLACE, places.length, 0);
        places[PacketMember.RPC.place()] = 0;
        isRpcMap = in.map(1, RpcMember.names(version), this);
        if (!isRpcMap) {
            places[PacketMember.RPC.place()] = in.pass(1);
        }
    }

    private int of(WireMember member) {
        return places[member.place()];
    }

    private Envelope finish(KnownNames methods) throws MalformedPacketException {
        PacketSource source = source();
        if (source == PacketSource.SESSION) {
            return new Envelope(in, SessionReader.read(in, of(PacketMember.SESSION)));
        }
        return new Envelope(in, source, rpcEnvelope(methods), others(source));
    }

    private OtherMembers others(PacketSource source) throws MalformedPacketException {
        int any = of(PacketMember.DATA)
                | of(PacketMember.CHANNEL)
                | of(PacketMember.TIMESTAMP)
                | of(PacketMember.CORRELATION_ID)
                | of(PacketMember.MISPLACED_CALL_ID)
                | of(PacketMember.POSITION)
                | of(PacketMember.PRESENCE);
        if (any == 0) {
            return OtherMembers.NONE;
        }
        return new OtherMembers(
                of(PacketMember.DATA),
                textOrNull(PacketMember.CHANNEL),
                timestamp(),
                textOrNull(PacketMember.CORRELATION_ID),
                of(PacketMember.MISPLACED_CALL_ID),
                channelMembers(source));
    }

    /** Returns null if there are none. */
    private ChannelMembers channelMembers(PacketSource source) {
        int position = of(PacketMember.POSITION);
        int presence = of(PacketMember.PRESENCE);
        boolean known = source == PacketSource.CHANNEL && version != ProtocolVersion.V1;
        return known && position + presence > 0 ? new ChannelMembers(in, position, presence) : null;
    }

    /** Returns null if the member is null or missing. */
    private RpcEnvelope rpcEnvelope(KnownNames methods) throws MalformedPacketException {
        if (isRpcMap) {
            return new RpcReader(in, places, version).read(methods);
        }
        if (Members.scalar(in, of(PacketMember.RPC)) != null) {
            throw new MalformedPacketException("rpc is no map");
        }
        return null;
    }

    private String textOrNull(PacketMember member) throws MalformedPacketException {
        return Members.textOrNull(in, of(member), member.text());
    }

    private PacketSource source() throws MalformedPacketException {
        int source = of(PacketMember.SOURCE);
        if (source == 0 && jsonRpc) {
            throw new MalformedPacketException("this is JSON-RPC, which is another protocol; a call is "
                    + "{\"source\":5,\"rpc\":{\"type\":\"request\",\"method\":...,\"args\":[...],\"call_id\":...}}");
        }
        if (!(Members.scalar(in, source) instanceof Long code)) {
            throw new MalformedPacketException("source is missing or no integer; that of a call is 5");
        }
        Optional<PacketSource> known = PacketSource.ofCode(code);
        if (known.isEmpty() || (known.get() == PacketSource.SESSION && version == ProtocolVersion.V1)) {
            throw new MalformedPacketException(
                    "source is 1 to " + (version == ProtocolVersion.V1 ? 5 : 6) + ", and not " + code);
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
            // Only a float may be infinite; an integer that becomes infinite was too large.
            if (number instanceof Double || Double.isFinite(seconds)) {
                return seconds;
            }
        }
        throw new MalformedPacketException("timestamp is no number");
    }

    private Object callId() {
        Object id = Members.idOrNull(in, of(RpcMember.CALL_ID));
        return id == null && jsonRpc ? Members.idOrNull(in, of(PacketMember.JSON_RPC_ID)) : id;
    }
}
