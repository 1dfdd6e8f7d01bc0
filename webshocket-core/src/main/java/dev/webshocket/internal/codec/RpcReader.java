package dev.webshocket.internal.codec;

import dev.webshocket.packet.RpcResponse;
import java.util.Arrays;
import java.util.UUID;
import java.util.concurrent.ThreadLocalRandom;

/**
 * Reads the member {@code rpc} of a packet and its own members, in any order; of one that arrives twice the last counts.
 * Section "Packet" of the wire protocol. It goes through one message of any encoding, on one thread.
 */
final class RpcReader implements PlainSource.MemberVisitor {

    private final PlainSource in;
    /** Where each member's value stands, null where there is none. */
    private final Extent[] members = new Extent[RpcMember.NAMES.size()];
    /** Where what is no map stands, null where there is no member {@code rpc}. */
    private Extent noMap;

    private boolean isMap;

    RpcReader(PlainSource in) {
        this.in = in;
    }

    /** Goes through the member. */
    void read() throws MalformedPacketException {
        Arrays.fill(members, null);
        noMap = null;
        isMap = in.map(1, RpcMember.NAMES, this);
        if (!isMap) {
            noMap = in.pass(1);
        }
    }

    @Override
    public void next(int member) throws MalformedPacketException {
        // Where this one is cut off there is none, whatever stood before: the id of a call is asked for then.
        members[member] = null;
        members[member] = in.pass(2);
    }

    private Extent of(RpcMember member) {
        return members[member.ordinal()];
    }

    /** Returns what the member holds, null where it is null or there was none. */
    RpcEnvelope finish() throws MalformedPacketException {
        if (!isMap) {
            if (Members.scalar(in, noMap) == null) {
                return null;
            }
            throw new MalformedPacketException("rpc is no map");
        }
        return switch (text(RpcMember.TYPE)) {
            case RpcType.REQUEST -> request();
            case RpcType.RESPONSE -> response();
            case RpcType.CANCEL -> new CancelEnvelope(callId());
            default -> throw new MalformedPacketException("rpc.type is none of request, response and cancel");
        };
    }

    private RequestEnvelope request() throws MalformedPacketException {
        String name = text(RpcMember.METHOD);
        Extent args = of(RpcMember.ARGS);
        if (args != null && !in.isList(args)) {
            throw new MalformedPacketException("rpc.args is no list; named arguments go into rpc.kwargs");
        }
        Extent kwargs = of(RpcMember.KWARGS);
        if (kwargs != null && !in.isMap(kwargs)) {
            throw new MalformedPacketException("rpc.kwargs is no map");
        }
        return new RequestEnvelope(in, name, of(RpcMember.CALL_ID) == null ? madeUp() : callId(), args, kwargs);
    }

    private static String madeUp() {
        // It must only be unlike the connection's other ids, so a cheap source of randomness does.
        ThreadLocalRandom random = ThreadLocalRandom.current();
        return new UUID(random.nextLong(), random.nextLong()).toString();
    }

    private ResponseEnvelope response() throws MalformedPacketException {
        RpcResponse answer =
                new RpcResponse(callId(), null, error(), flag(RpcMember.IS_STREAM), flag(RpcMember.IS_END));
        return new ResponseEnvelope(in, answer, of(RpcMember.RESPONSE), of(RpcMember.DATA));
    }

    private String text(RpcMember member) throws MalformedPacketException {
        return Members.text(in, of(member), member.path());
    }

    private boolean flag(RpcMember member) throws MalformedPacketException {
        return Members.flag(in, of(member), member.path());
    }

    private Object callId() throws MalformedPacketException {
        return Members.id(in, of(RpcMember.CALL_ID));
    }

    private Integer error() throws MalformedPacketException {
        Object value = Members.scalar(in, of(RpcMember.ERROR));
        if (value == null) {
            return null;
        }
        if (value instanceof Long code && code == code.intValue()) {
            return code.intValue();
        }
        throw new MalformedPacketException("rpc.error is no 32-bit integer");
    }

    /** Returns the id as far as it can be read. */
    Object callIdOrNull() {
        return Members.idOrNull(in, of(RpcMember.CALL_ID));
    }
}
