package dev.webshocket.internal.codec;

import dev.webshocket.packet.RpcResponse;
import java.util.UUID;
import java.util.concurrent.ThreadLocalRandom;

/**
 * Reads the member {@code rpc} of a packet and its own members, in any order; of one that arrives twice the last counts.
 * Section "Packet" of the wire protocol. It goes through one message, on one thread.
 */
final class RpcEnvelopeReader {

    private final MessageReader in;
    private Extent rpc;
    private boolean isMap;

    private Extent type;
    private Extent method;
    private Extent args;
    private Extent kwargs;
    private Extent callId;
    private Extent response;
    private Extent error;
    private Extent stream;
    private Extent end;
    private Extent data;

    RpcEnvelopeReader(MessageReader in) {
        this.in = in;
    }

    /** Goes through the member. */
    void read() throws MalformedPacketException {
        forget();
        isMap = in.map(1, this::member);
        if (!isMap) {
            rpc = in.pass(1);
        }
    }

    private void forget() {
        rpc = null;
        type = null;
        method = null;
        args = null;
        kwargs = null;
        callId = null;
        response = null;
        error = null;
        stream = null;
        end = null;
        data = null;
    }

    private void member(String name) throws MalformedPacketException {
        switch (name) {
            case "type" -> type = in.pass(2);
            case "method" -> method = in.pass(2);
            case "args" -> args = in.pass(2);
            case "kwargs" -> kwargs = in.pass(2);
            case "call_id" -> {
                callId = null;
                callId = in.pass(2);
            }
            case "response" -> response = in.pass(2);
            case "error" -> error = in.pass(2);
            case "is_stream" -> stream = in.pass(2);
            case "is_end" -> end = in.pass(2);
            case "data" -> data = in.pass(2);
            default -> in.pass(2);
        }
    }

    /** Returns what the member holds, null where it is null or there was none. */
    RpcEnvelope finish() throws MalformedPacketException {
        if (!isMap) {
            if (Members.scalar(in, rpc) == null) {
                return null;
            }
            throw new MalformedPacketException("rpc is no map");
        }
        return switch (Members.text(in, type, "rpc.type")) {
            case "request" -> request();
            case "response" -> response();
            case "cancel" -> new CancelEnvelope(Members.id(in, callId));
            default -> throw new MalformedPacketException("rpc.type is none of request, response and cancel");
        };
    }

    private RequestEnvelope request() throws MalformedPacketException {
        String name = Members.text(in, method, "rpc.method");
        if (args != null && !in.isList(args)) {
            throw new MalformedPacketException("rpc.args is no list; named arguments go into rpc.kwargs");
        }
        if (kwargs != null && !in.isMap(kwargs)) {
            throw new MalformedPacketException("rpc.kwargs is no map");
        }
        return new RequestEnvelope(in, name, callId == null ? madeUp() : Members.id(in, callId), args, kwargs);
    }

    private static String madeUp() {
        // It must only be unlike the connection's other ids, so a cheap source of randomness does.
        ThreadLocalRandom random = ThreadLocalRandom.current();
        return new UUID(random.nextLong(), random.nextLong()).toString();
    }

    private ResponseEnvelope response() throws MalformedPacketException {
        RpcResponse answer = new RpcResponse(
                Members.id(in, callId),
                null,
                error(),
                Members.flag(in, stream, "rpc.is_stream"),
                Members.flag(in, end, "rpc.is_end"));
        return new ResponseEnvelope(in, answer, response, data);
    }

    private Integer error() throws MalformedPacketException {
        Object value = Members.scalar(in, error);
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
        return Members.idOrNull(in, callId);
    }
}
