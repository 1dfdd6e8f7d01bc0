package dev.webshocket.internal.codec;

import dev.webshocket.packet.RpcResponse;
import java.util.UUID;
import java.util.concurrent.ThreadLocalRandom;

/** Reads the members of {@code rpc} and checks their types, section "Packet" of the wire protocol. For one thread. */
final class RpcReader {

    private final PlainSource in;
    private final int[] places;
    private final ProtocolVersion version;

    /**
     * Makes a reader.
     *
     * @param in a message that has been read
     * @param places where each member's value begins, by the member's place; 0 if it is missing
     */
    RpcReader(PlainSource in, int[] places, ProtocolVersion version) {
        this.in = in;
        this.places = places;
        this.version = version;
    }

    RpcEnvelope read(KnownNames methods) throws MalformedPacketException {
        return switch (RpcType.of(text(RpcMember.TYPE, RpcType.NAMES), version)) {
            case REQUEST -> request(methods);
            case RESPONSE -> response();
            case CANCEL -> isAboutStream() ? new CancelEnvelope(null, stream()) : new CancelEnvelope(callId(), null);
            case CREDIT ->
                isAboutStream()
                        ? new CreditEnvelope(null, stream(), items())
                        : new CreditEnvelope(callId(), null, items());
            case ITEM -> new ItemEnvelope(in, stream(), of(RpcMember.VALUE));
            case END -> new EndEnvelope(stream(), error(), message());
        };
    }

    private int of(RpcMember member) {
        return places[member.place()];
    }

    private RequestEnvelope request(KnownNames methods) throws MalformedPacketException {
        String method = text(RpcMember.METHOD, methods);
        int args = of(RpcMember.ARGS);
        if (args != 0 && !in.isList(args)) {
            throw new MalformedPacketException("rpc.args is no list; named arguments go into rpc.kwargs");
        }
        int kwargs = of(RpcMember.KWARGS);
        if (kwargs != 0 && !in.isMap(kwargs)) {
            throw new MalformedPacketException("rpc.kwargs is no map");
        }
        Object id = of(RpcMember.CALL_ID) == 0 ? randomId() : callId();
        return new RequestEnvelope(in, method, id, args, kwargs, options());
    }

    private RequestOptions options() throws MalformedPacketException {
        return version == ProtocolVersion.V1
                ? RequestOptions.DEFAULT
                : new RequestOptionsReader(in).read(of(RpcMember.UPLOADS), of(RpcMember.META), of(RpcMember.CREDIT));
    }

    private boolean isAboutStream() {
        return version != ProtocolVersion.V1 && of(RpcMember.STREAM) != 0;
    }

    private String stream() throws MalformedPacketException {
        return Members.text(in, of(RpcMember.STREAM), RpcMember.STREAM.path());
    }

    private String message() throws MalformedPacketException {
        return Members.textOrNull(in, of(RpcMember.MESSAGE), RpcMember.MESSAGE.path());
    }

    private int items() throws MalformedPacketException {
        if (Members.scalar(in, of(RpcMember.ITEMS)) instanceof Long items && items >= 1) {
            return (int) Math.min(items, Integer.MAX_VALUE);
        }
        throw new MalformedPacketException("rpc.n is missing or no integer from 1 on");
    }

    private static String randomId() {
        // It must only differ from the connection's other ids, so a cheap source of randomness suffices.
        ThreadLocalRandom random = ThreadLocalRandom.current();
        return new UUID(random.nextLong(), random.nextLong()).toString();
    }

    private ResponseEnvelope response() throws MalformedPacketException {
        RpcResponse answer =
                new RpcResponse(callId(), null, error(), flag(RpcMember.IS_STREAM), flag(RpcMember.IS_END));
        return new ResponseEnvelope(in, answer, of(RpcMember.RESPONSE), of(RpcMember.DATA));
    }

    private String text(RpcMember member, KnownNames known) throws MalformedPacketException {
        return Members.text(in, of(member), known, member.path());
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
}
