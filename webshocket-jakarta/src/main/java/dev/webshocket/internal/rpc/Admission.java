package dev.webshocket.internal.rpc;

import dev.webshocket.internal.codec.MalformedPacketException;
import dev.webshocket.internal.codec.RequestEnvelope;
import dev.webshocket.internal.model.RateLimitModel;
import dev.webshocket.internal.model.ResultShape;
import dev.webshocket.internal.model.RpcMethodModel;
import dev.webshocket.packet.RpcErrorCode;
import dev.webshocket.packet.RpcResponse;
import dev.webshocket.spi.extension.RateLimitOutcome;
import jakarta.websocket.CloseReason.CloseCodes;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.TimeUnit;

/**
 * What one call has to pass when its turn has come, in this order: access, rate limit, arguments. Where it does not, it is
 * answered here. For one thread at a time: {@link #begin} first, and {@link #complete} once the count is there or nobody
 * wants to wait for it any more.
 */
final class Admission {

    /** How long a count may take: beyond, what keeps the buckets is out of order. */
    private static final long COUNT_SECONDS = 10;

    private static final CompletableFuture<RateLimitOutcome> UNLIMITED =
            CompletableFuture.completedFuture(RateLimitOutcome.TAKEN);

    private final Call call;
    private final RequestEnvelope request;
    private final CallRunner runner;
    private final RateLimiter limiter;
    private final RpcMethodModel method;
    private final Peer peer;
    private boolean granted;
    private CompletableFuture<RateLimitOutcome> count = UNLIMITED;

    Admission(Call call, RequestEnvelope request, CallRunner runner, RateLimiter limiter) {
        this.call = call;
        this.request = request;
        this.runner = runner;
        this.limiter = limiter;
        this.method = call.method();
        this.peer = call.peer();
    }

    /**
     * Asks the access rules and, if they let the caller in, counts the call and asks for a place where it is a large one.
     * Where that lasts it takes memory for it.
     *
     * @return done when the call can be completed, which it is already unless the count or the place has to be waited for
     */
    CompletableFuture<?> begin() {
        granted = hasAccess();
        if (granted && method.rateLimit().isPresent()) {
            count = limiter.take(method.rateLimit().get(), peer.connection());
            if (!count.isDone()) {
                // A copy, since the future is the bucket's own.
                count = count.copy().orTimeout(COUNT_SECONDS, TimeUnit.SECONDS);
            }
        }
        CompletableFuture<?> decision = granted && call.resources().isLarge() ? count.thenCompose(this::enter) : count;
        if (granted && !decision.isDone()) {
            // What waits holds its message, which the lane has let go.
            granted = hasMemory();
        }
        return granted ? decision : UNLIMITED;
    }

    private CompletableFuture<?> enter(RateLimitOutcome outcome) {
        return outcome.taken() && !request.holdsTooMuch() ? call.resources().enter() : UNLIMITED;
    }

    /** A rule that throws lets nobody in. */
    private boolean hasAccess() {
        try {
            if (method.access().test(peer.connection())) {
                return true;
            }
        } catch (Throwable failure) {
            runner.failures().accessRuleFailed(method, peer.connection(), failure);
        }
        refuse(RpcErrorCode.RPC_ACCESS_DENIED, Wording.accessDenied(method.name()));
        return false;
    }

    /** Tells whether the call may run: it has access, is within its limit, and has the arguments that it needs. */
    boolean complete() {
        return granted && !call.isCancelled() && isWithinLimit() && hasArguments();
    }

    private boolean isWithinLimit() {
        RateLimitOutcome outcome;
        try {
            outcome = count.join();
            if (outcome.taken()) {
                return true;
            }
        } catch (CompletionException | CancellationException e) {
            fail(e);
            return false;
        }
        runner.answer(call, rateLimited(outcome.retryAfter()));
        if (method.rateLimit().filter(RateLimitModel::disconnect).isPresent()) {
            // What is queued is sent first, the refusal with it.
            peer.connection().close(CloseCodes.TRY_AGAIN_LATER.getCode(), "rate limit exceeded");
        }
        return false;
    }

    /** Says when to come back, as seconds, rounded up so that nobody comes too early. */
    private RpcResponse rateLimited(Duration retryAfter) {
        double seconds = Math.ceil(retryAfter.toNanos() / 1e6) / 1e3;
        return new RpcResponse(
                call.id(),
                Wording.rateLimited(method.name()),
                RpcErrorCode.RPC_RATE_LIMITED.code(),
                false,
                false,
                retryAfter.isZero() ? null : Map.of("retry_after", seconds));
    }

    /** Whatever the making of a value throws, the call is answered and the lane goes on. */
    private boolean hasArguments() {
        if (!hasMemory()) {
            return false;
        }
        try {
            Emitter<?> emitter = method.shape() == ResultShape.EMITTER ? new Emitter<>(call, runner) : null;
            call.arguments(ArgumentBinder.bind(method, request.open(), peer.connection(), emitter));
            return true;
        } catch (MalformedPacketException | InvalidParamsException e) {
            refuse(RpcErrorCode.RPC_INVALID_PARAMS, e.getMessage());
        } catch (Throwable failure) {
            fail(failure);
        }
        return false;
    }

    private boolean hasMemory() {
        boolean reserved = call.resources().reserve();
        if (!reserved) {
            runner.refuse(call, Shortage.MEMORY);
        }
        return reserved;
    }

    private void fail(Throwable failure) {
        refuse(
                RpcErrorCode.RPC_INTERNAL_ERROR,
                Wording.internal(runner.failures().callFailed(method, peer.connection(), failure)));
    }

    private void refuse(RpcErrorCode code, String message) {
        runner.answer(call, RpcResponse.failure(call.id(), code, message));
    }
}
