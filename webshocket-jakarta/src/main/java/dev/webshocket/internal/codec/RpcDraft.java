package dev.webshocket.internal.codec;

import dev.webshocket.packet.RpcCancel;
import dev.webshocket.packet.RpcMessage;
import dev.webshocket.packet.RpcRequest;
import dev.webshocket.packet.RpcResponse;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ThreadLocalRandom;

/**
 * The member {@code rpc} of a packet while its own members arrive, in any order; of one that arrives twice the last
 * counts. Section "Packet" of the wire protocol.
 */
final class RpcDraft {

    private static final Object ABSENT = new Object();

    private Object type;
    private Object method;
    private Object args = ABSENT;
    private Object kwargs = ABSENT;
    private Object callId = ABSENT;
    private Object response;
    private Object error;
    private Object stream = false;
    private Object end = false;

    /** Whether the member is one of an RPC message; what is none is skipped. */
    static boolean knows(String member) {
        return switch (member) {
            case "type", "method", "args", "kwargs", "call_id", "response", "error", "is_stream", "is_end" -> true;
            default -> false;
        };
    }

    void set(String member, Object value) {
        switch (member) {
            case "type" -> type = value;
            case "method" -> method = value;
            case "args" -> args = value;
            case "kwargs" -> kwargs = value;
            case "call_id" -> callId = value;
            case "response" -> response = value;
            case "error" -> error = value;
            case "is_stream" -> stream = value;
            case "is_end" -> end = value;
            default -> throw new IllegalArgumentException(member);
        }
    }

    RpcMessage finish() throws MalformedPacketException {
        String kind = Members.string(type, "rpc.type");
        return switch (kind) {
            case "request" -> new RpcRequest(Members.string(method, "rpc.method"), args(), kwargs(), requestId());
            case "response" ->
                new RpcResponse(
                        Members.string(callId, "rpc.call_id"),
                        response,
                        error(),
                        flag(stream, "rpc.is_stream"),
                        flag(end, "rpc.is_end"));
            case "cancel" -> new RpcCancel(Members.string(callId, "rpc.call_id"));
            default -> throw new MalformedPacketException("rpc.type is none of request, response and cancel");
        };
    }

    @SuppressWarnings("unchecked")
    private List<Object> args() throws MalformedPacketException {
        if (args == ABSENT) {
            return List.of();
        }
        if (args instanceof List) {
            return (List<Object>) args;
        }
        throw new MalformedPacketException("rpc.args is no list");
    }

    @SuppressWarnings("unchecked")
    private Map<String, Object> kwargs() throws MalformedPacketException {
        if (kwargs == ABSENT) {
            return Map.of();
        }
        if (kwargs instanceof Map) {
            return (Map<String, Object>) kwargs;
        }
        throw new MalformedPacketException("rpc.kwargs is no map");
    }

    private String requestId() throws MalformedPacketException {
        if (callId == ABSENT) {
            // It must only be unlike the connection's other ids, so a cheap source of randomness does.
            ThreadLocalRandom random = ThreadLocalRandom.current();
            return new UUID(random.nextLong(), random.nextLong()).toString();
        }
        return Members.string(callId, "rpc.call_id");
    }

    private Integer error() throws MalformedPacketException {
        if (error == null) {
            return null;
        }
        if (error instanceof Long code && code == code.intValue()) {
            return code.intValue();
        }
        throw new MalformedPacketException("rpc.error is no 32-bit integer");
    }

    private static boolean flag(Object value, String member) throws MalformedPacketException {
        if (value instanceof Boolean flag) {
            return flag;
        }
        throw new MalformedPacketException(member + " is no boolean");
    }
}
