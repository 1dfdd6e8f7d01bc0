package dev.webshocket.internal.client;

import dev.webshocket.internal.calls.CallLink;
import dev.webshocket.internal.calls.CallStreams;
import dev.webshocket.internal.calls.StreamTable;
import dev.webshocket.internal.codec.CancelEnvelope;
import dev.webshocket.internal.codec.Envelope;
import dev.webshocket.internal.codec.MalformedPacketException;
import dev.webshocket.internal.codec.RequestEnvelope;
import dev.webshocket.internal.codec.RpcEnvelope;
import dev.webshocket.internal.methods.Wording;
import dev.webshocket.packet.RpcErrorCode;
import dev.webshocket.packet.RpcResponse;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/**
 * The server's calls of the client over one session of version 2: section "Calls in both directions" of the wire protocol. They end
 * with the session. Safe for use by any thread.
 */
final class ServerCalls {

    private final Exposure exposure;
    private final CallLink link;
    /** Those that wait or run, by the server's ids. */
    private final Map<Object, ExposedCall> calls = new ConcurrentHashMap<>();

    private volatile boolean ended;

    ServerCalls(Exposure exposure, CallLink link) {
        this.exposure = exposure;
        this.link = link;
    }

    /**
     * Takes a message of the server.
     *
     * @return false if it is not about a call of the server
     */
    boolean received(RpcEnvelope rpc, Envelope envelope) {
        if (rpc instanceof RequestEnvelope request) {
            called(request, envelope);
        } else if (rpc instanceof CancelEnvelope cancel && cancel.callId() != null) {
            ExposedCall call = calls.get(cancel.callId());
            if (call != null) {
                call.cancel();
            }
        } else {
            return false;
        }
        return true;
    }

    private void called(RequestEnvelope request, Envelope envelope) {
        ExposedMethod method = exposure.methods().get(request.method());
        if (method == null) {
            String unknown = Wording.notFound(request.method(), Optional.empty());
            refuse(request.callId(), RpcErrorCode.RPC_METHOD_NOT_FOUND, unknown);
            return;
        }
        // A wrong number of uploads is refused later, as a wrong number of arguments is; their items are ignored.
        List<String> uploads = request.uploads().size() == method.uploads() ? request.uploads() : List.of();
        CallStreams.Opened opened = CallStreams.open(
                link,
                request.callId(),
                uploads,
                exposure.bufferBytes(),
                method.shape().isStream(),
                request.credit());
        if (opened.fault() == StreamTable.Fault.ID_IN_USE) {
            refuse(request.callId(), RpcErrorCode.RPC_INVALID_PARAMS, Wording.streamInUse());
            return;
        }
        if (opened.fault() != null) {
            refuse(request.callId(), RpcErrorCode.RPC_OVERLOADED, Wording.tooManyStreams());
            return;
        }
        add(new ExposedCall(method, request, envelope.heldBytes(), opened.streams(), this));
    }

    private void add(ExposedCall call) {
        if (calls.putIfAbsent(call.id(), call) != null) {
            call.finish();
            refuse(call.id(), RpcErrorCode.RPC_INVALID_PARAMS, "the id of the call is in use");
            return;
        }
        if (!exposure.lane().offer(call)) {
            calls.remove(call.id(), call);
            call.finish();
            refuse(call.id(), RpcErrorCode.RPC_OVERLOADED, Wording.overloaded());
        } else if (ended) {
            // The session may have ended before it saw this call.
            call.cancel();
        }
    }

    /** Answers a call that is malformed. */
    void malformed(MalformedPacketException fault) {
        refuse(fault.callId(), RpcErrorCode.RPC_INVALID_REQUEST, Wording.malformed(fault.getMessage()));
    }

    private void refuse(Object id, RpcErrorCode code, String message) {
        link.sender().refuse(link.codec().encode(RpcResponse.failure(id, code, message)));
    }

    Exposure exposure() {
        return exposure;
    }

    CallLink link() {
        return link;
    }

    /** Forgets a call that has ended. */
    void over(ExposedCall call) {
        calls.remove(call.id(), call);
        exposure.lane().release();
    }

    /** Cancels all calls, since the session has ended. */
    void end() {
        ended = true;
        calls.values().forEach(ExposedCall::cancel);
    }
}
