package dev.webshocket.internal.rpc;

import dev.webshocket.internal.model.RateLimitModel;
import dev.webshocket.internal.model.ResultShape;
import dev.webshocket.internal.model.RpcMethodModel;
import dev.webshocket.packet.Packet;
import dev.webshocket.packet.RpcErrorCode;
import dev.webshocket.packet.RpcRequest;
import dev.webshocket.packet.RpcResponse;
import jakarta.websocket.CloseReason.CloseCodes;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * What one call has to pass before it may run, in this order: access, rate limit, arguments. Where it does not, it is
 * answered here. For one thread at a time.
 */
final class Admission {

    /** How long the lane waits for a count that was not there at once: beyond, what keeps the buckets is out of order. */
    private static final long COUNT_SECONDS = 10;

    private final Peer peer;
    private final RpcRequest request;
    private final RpcMethodModel method;
    private final CallRunner runner;
    private CompletableFuture<Boolean> count = CompletableFuture.completedFuture(true);

    Admission(Peer peer, RpcRequest request, RpcMethodModel method, CallRunner runner) {
        this.peer = peer;
        this.request = request;
        this.method = method;
        this.runner = runner;
    }

    /** Tells whether the caller may call the method. A rule that throws lets nobody in. */
    boolean hasAccess() {
        boolean granted;
        try {
            granted = method.access().test(peer.connection());
        } catch (Throwable failure) {
            FailureLog.accessRuleFailed(method, failure);
            granted = false;
        }
        if (!granted) {
            refuse(peer, request, RpcErrorCode.RPC_ACCESS_DENIED, Wording.accessDenied(method.name()));
        }
        return granted;
    }

    /** Counts the call. */
    void count(RateLimiter limiter) {
        method.rateLimit().ifPresent(limit -> count = limiter.take(limit, peer.connection()));
    }

    /** Tells whether what remains can be decided without waiting. */
    boolean isCounted() {
        return count.isDone();
    }

    /** Waits for the count and tells whether the call is within its limit and has the arguments that it needs. */
    boolean complete(Call call) {
        return isWithinLimit(call) && hasArguments(call);
    }

    private boolean isWithinLimit(Call call) {
        try {
            if (count.get(COUNT_SECONDS, TimeUnit.SECONDS)) {
                return true;
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            fail(call, e);
            return false;
        } catch (ExecutionException | TimeoutException | RuntimeException e) {
            fail(call, e);
            return false;
        }
        refuse(call, RpcErrorCode.RPC_RATE_LIMITED, Wording.rateLimited(method.name()));
        if (method.rateLimit().filter(RateLimitModel::disconnect).isPresent()) {
            // What is queued is sent first, the refusal with it.
            peer.connection().close(CloseCodes.TRY_AGAIN_LATER.getCode(), "rate limit exceeded");
        }
        return false;
    }

    private void fail(Call call, Exception failure) {
        refuse(call, RpcErrorCode.RPC_INTERNAL_ERROR, Wording.internal(FailureLog.callFailed(method, failure)));
    }

    private boolean hasArguments(Call call) {
        try {
            Emitter<?> emitter = method.shape() == ResultShape.EMITTER ? new Emitter<>(call, runner) : null;
            call.arguments(ArgumentBinder.bind(method, request, peer.connection(), emitter));
            return true;
        } catch (InvalidParamsException e) {
            refuse(call, RpcErrorCode.RPC_INVALID_PARAMS, e.getMessage());
            return false;
        }
    }

    private void refuse(Call call, RpcErrorCode code, String message) {
        if (!call.isCancelled()) {
            refuse(peer, request, code, message);
        }
    }

    /** Answers a call that will not run. */
    static void refuse(Peer peer, RpcRequest request, RpcErrorCode code, String message) {
        peer.outbound().refuse(peer.encode(Packet.rpc(RpcResponse.failure(request.callId(), code, message))));
    }
}
