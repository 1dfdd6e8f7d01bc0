package dev.webshocket.internal.rpc;

import dev.webshocket.internal.codec.RequestEnvelope;
import dev.webshocket.internal.live.CallMeter;
import dev.webshocket.internal.methods.Thrown;
import dev.webshocket.internal.methods.Wording;
import dev.webshocket.packet.RpcErrorCode;
import dev.webshocket.packet.RpcResponse;
import dev.webshocket.spi.extension.CallOutcome;
import dev.webshocket.spi.platform.CallScopes;

/**
 * Answers calls at the end of the {@link CallChain}, at whatever step that is. Each call is answered once, whatever is
 * thrown. One for a service; safe for use by any thread.
 */
final class Answers {

    private final FailureLog failures;
    private final CallInterceptors interceptors;
    private final CallMeter meter;
    private final FailureAnswers failureAnswers;

    Answers(FailureLog failures, CallInterceptors interceptors, CallMeter meter) {
        this.failures = failures;
        this.interceptors = interceptors;
        this.meter = meter;
        this.failureAnswers = new FailureAnswers(failures);
    }

    FailureLog failures() {
        return failures;
    }

    /** Runs the last action of a call and ends the call, whatever is thrown. */
    void conclude(Call call, Runnable last) {
        try (CallScopes.Scope scope = call.activate()) {
            last.run();
        } catch (Throwable failure) {
            fail(call, failure);
        } finally {
            call.end();
        }
    }

    /** Sends one item of a stream. Throws if it cannot be encoded. */
    void item(Call call, Object item) {
        Peer peer = call.peer();
        byte[] message;
        try (CallScopes.Scope scope = call.activate()) {
            message = peer.encode(RpcResponse.item(call.id(), item));
        }
        peer.outbound().send(message, call, false);
    }

    /** Sends the one answer that ends a call; if it cannot be encoded, answers that the call failed. */
    void answer(Call call, RpcResponse response) {
        byte[] message;
        try {
            message = call.peer().encode(response);
        } catch (Throwable failure) {
            fail(call, failure);
            return;
        }
        send(call, message, response, null);
    }

    /** Answers a call that access rules deny. */
    Progress refuse(Call call, RpcErrorCode code, String message) {
        answer(call, RpcResponse.failure(call.id(), code, message));
        return Progress.OVER;
    }

    /** Refuses a call because a resource is exhausted, or because its lane has ended: then it is dropped as one that waits is. */
    Progress refuse(Call call, Shortage shortage) {
        if (call.peer().lane().hasEnded()) {
            call.cancel();
            return Progress.OVER;
        }
        failures.overloaded(call.peer().connection(), shortage);
        int code = RpcErrorCode.RPC_OVERLOADED.code();
        answer(call, new RpcResponse(call.id(), shortage.answer(), code, call.endsStream(), call.endsStream()));
        return Progress.OVER;
    }

    /** Refuses a call that has found no room in its lane, or for its streams. */
    void turnAway(Call call, Shortage shortage) {
        failures.overloaded(call.peer().connection(), shortage);
        turnAway(call, RpcErrorCode.RPC_OVERLOADED, shortage.answer());
    }

    /** Refuses a call that does not enter its lane. */
    void turnAway(Call call, RpcErrorCode code, String message) {
        // Its uploads end, and no answer is queued for it.
        call.finish();
        turnAway(call.peer(), call.method().name(), call.id(), code, message);
        meter.ended(code.code());
        over(call, new CallOutcome.Refused(code.code(), message));
    }

    /** Refuses a call of a method that does not exist. */
    void notFound(Peer peer, RequestEnvelope request, String message) {
        turnAway(peer, request.method(), request.callId(), RpcErrorCode.RPC_METHOD_NOT_FOUND, message);
        meter.ended(RpcErrorCode.RPC_METHOD_NOT_FOUND.code());
        if (!interceptors.isEmpty()) {
            int code = RpcErrorCode.RPC_METHOD_NOT_FOUND.code();
            interceptors.notFound(peer, request, new CallOutcome.Refused(code, message));
        }
    }

    private static void turnAway(Peer peer, String method, Object callId, RpcErrorCode code, String message) {
        turnAway(peer, callId, code, message);
        CallLog.answered(peer.connection(), method, System.nanoTime(), code.code());
    }

    /** Answers a message that is never queued. */
    static void turnAway(Peer peer, Object callId, RpcErrorCode code, String message) {
        peer.outbound().refuse(peer.encode(RpcResponse.failure(callId, code, message)));
    }

    /** Answers a call after an unexpected failure before its method was called. */
    void failBefore(Call call, Throwable failure) {
        String id = failures.callFailed(call.method(), call.peer().connection(), failure);
        refuse(call, RpcErrorCode.RPC_INTERNAL_ERROR, Wording.internal(id));
    }

    /** Answers a call whose method threw. Has no effect after a cancellation. */
    void fail(Call call, Throwable failure) {
        if (call.isCancelled()) {
            return;
        }
        if (call.isOver()) {
            // The call has been answered: this failure came later.
            failures.endFailed(call.method(), call.peer().connection(), failure);
            return;
        }
        try {
            FailureAnswers.Answer answer = failureAnswers.of(call, failure);
            send(call, answer.message(), answer.response(), failure);
        } catch (Throwable another) {
            // Not even that could be encoded or queued: rather close the connection than leave a call without an
            // answer.
            failures.endFailed(call.method(), call.peer().connection(), another);
            call.peer().connection().close(1011, "a call could not be answered");
        }
    }

    private void send(Call call, byte[] message, RpcResponse response, Throwable failure) {
        if (call.finish()) {
            call.peer().outbound().send(message, call, true);
            call.logAnswer(response.error());
            call.count(meter, response.error());
            if (!interceptors.isEmpty()) {
                over(call, outcome(call, response, failure));
            }
        }
    }

    private static CallOutcome outcome(Call call, RpcResponse response, Throwable failure) {
        if (response.error() == null) {
            return new CallOutcome.Completed(response.response());
        }
        int code = response.error();
        String text = String.valueOf(response.response());
        // The bean container checks constraints, and does not call the method if they are violated.
        return call.isInvoked() && code != RpcErrorCode.RPC_INVALID_PARAMS.code()
                ? new CallOutcome.Failed(code, text, failure == null ? null : Thrown.bare(failure))
                : new CallOutcome.Refused(code, text);
    }

    /** Records that a call was cancelled. */
    void cancelled(Call call) {
        meter.ended(null);
        over(call, new CallOutcome.Cancelled());
    }

    /** Tells the interceptors the outcome of a call. */
    private void over(Call call, CallOutcome outcome) {
        if (!interceptors.isEmpty()) {
            interceptors.over(call, outcome);
        }
    }
}
