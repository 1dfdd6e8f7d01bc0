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

    private final Call call;
    private final Peer peer;
    private final RpcRequest request;
    private final RpcMethodModel method;
    private final CallRunner runner;
    private final RateLimiter limiter;
    private CompletableFuture<Boolean> count = CompletableFuture.completedFuture(true);

    Admission(Call call, RpcRequest request, CallRunner runner, RateLimiter limiter) {
        this.call = call;
        this.peer = call.peer();
        this.request = request;
        this.method = call.method();
        this.runner = runner;
        this.limiter = limiter;
    }

    /** Tells whether the caller may call the method, and if so counts the call. */
    boolean begin() {
        if (!hasAccess()) {
            return false;
        }
        method.rateLimit().ifPresent(limit -> count = limiter.take(limit, peer.connection()));
        return true;
    }

    /** A rule that throws lets nobody in. */
    private boolean hasAccess() {
        boolean granted;
        try {
            granted = method.access().test(peer.connection());
        } catch (Throwable failure) {
            FailureLog.accessRuleFailed(method, failure);
            granted = false;
        }
        if (!granted) {
            refuse(RpcErrorCode.RPC_ACCESS_DENIED, Wording.accessDenied(method.name()));
        }
        return granted;
    }

    /** Tells whether what remains can be decided without waiting. */
    boolean isCounted() {
        return count.isDone();
    }

    /** Waits for the count and tells whether the call is within its limit and has the arguments that it needs. */
    boolean complete() {
        return isWithinLimit() && hasArguments();
    }

    private boolean isWithinLimit() {
        try {
            if (count.get(COUNT_SECONDS, TimeUnit.SECONDS)) {
                return true;
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            fail(e);
            return false;
        } catch (ExecutionException | TimeoutException | RuntimeException e) {
            fail(e);
            return false;
        }
        refuse(RpcErrorCode.RPC_RATE_LIMITED, Wording.rateLimited(method.name()));
        if (method.rateLimit().filter(RateLimitModel::disconnect).isPresent()) {
            // What is queued is sent first, the refusal with it.
            peer.connection().close(CloseCodes.TRY_AGAIN_LATER.getCode(), "rate limit exceeded");
        }
        return false;
    }

    private void fail(Exception failure) {
        refuse(RpcErrorCode.RPC_INTERNAL_ERROR, Wording.internal(FailureLog.callFailed(method, failure)));
    }

    private boolean hasArguments() {
        try {
            Emitter<?> emitter = method.shape() == ResultShape.EMITTER ? new Emitter<>(call, runner) : null;
            call.arguments(ArgumentBinder.bind(method, request, peer.connection(), emitter));
            return true;
        } catch (InvalidParamsException e) {
            refuse(RpcErrorCode.RPC_INVALID_PARAMS, e.getMessage());
            return false;
        }
    }

    private void refuse(RpcErrorCode code, String message) {
        if (!call.isCancelled()) {
            refuse(peer, request, code, message);
        }
    }

    /** Answers a call that will not run. */
    static void refuse(Peer peer, RpcRequest request, RpcErrorCode code, String message) {
        peer.outbound().refuse(peer.encode(Packet.rpc(RpcResponse.failure(request.callId(), code, message))));
    }
}
