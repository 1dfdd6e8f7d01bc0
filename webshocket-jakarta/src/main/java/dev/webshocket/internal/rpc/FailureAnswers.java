package dev.webshocket.internal.rpc;

import dev.webshocket.RpcException;
import dev.webshocket.internal.calls.IncomingCall;
import dev.webshocket.internal.methods.Thrown;
import dev.webshocket.internal.methods.Wording;
import dev.webshocket.packet.RpcErrorCode;
import dev.webshocket.packet.RpcResponse;
import java.util.Optional;

/** Explains failures to callers, and logs the details that callers must not see. Safe for use by any thread. */
final class FailureAnswers {

    private final FailureLog failures;

    FailureAnswers(FailureLog failures) {
        this.failures = failures;
    }

    /** An encoded answer, and its content. */
    record Answer(byte[] message, RpcResponse response) {}

    /** Makes the answer to a call whose method threw. */
    Answer of(Call call, Throwable thrown) {
        try {
            return encode(call, answer(call, Thrown.bare(thrown)));
        } catch (Throwable unusable) {
            // The content of an exception may fail too: the data of an RpcException, a message that is computed.
            if (unusable != thrown) {
                unusable.addSuppressed(thrown);
            }
            return encode(call, internal(call, unusable));
        }
    }

    private static Answer encode(Call call, RpcResponse response) {
        return new Answer(call.peer().encode(response), response);
    }

    private RpcResponse answer(Call call, Throwable failure) {
        Optional<String> violations = Violations.ofParameters(call.method(), failure);
        if (violations.isPresent()) {
            return response(call, RpcErrorCode.RPC_INVALID_PARAMS.code(), violations.get(), null);
        }
        if (failure instanceof RpcException told) {
            return response(call, IncomingCall.code(told), String.valueOf(told.getMessage()), told.data());
        }
        return internal(call, failure);
    }

    private RpcResponse internal(Call call, Throwable failure) {
        String id = failures.callFailed(call.method(), call.peer().connection(), failure);
        return response(call, RpcErrorCode.RPC_INTERNAL_ERROR.code(), Wording.internal(id), null);
    }

    private static RpcResponse response(Call call, int code, String message, Object data) {
        return new RpcResponse(call.id(), message, code, call.endsStream(), call.endsStream(), data);
    }
}
