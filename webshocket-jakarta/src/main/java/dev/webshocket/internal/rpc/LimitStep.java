package dev.webshocket.internal.rpc;

import dev.webshocket.internal.model.RateLimitModel;
import dev.webshocket.packet.RpcErrorCode;
import dev.webshocket.packet.RpcResponse;
import dev.webshocket.spi.extension.RateLimitOutcome;
import jakarta.websocket.CloseReason.CloseCodes;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

/** Counts a call, and refuses it beyond its rate limit. Where the count is not there yet the call waits for it in its place. */
final class LimitStep implements CallStep {

    /** How long a count may take: beyond, what keeps the buckets is out of order. */
    private static final long COUNT_SECONDS = 10;

    private final RateLimitModel limit;
    private final RateLimiter limiter;
    private final Answers answers;

    LimitStep(RateLimitModel limit, RateLimiter limiter, Answers answers) {
        this.limit = limit;
        this.limiter = limiter;
        this.answers = answers;
    }

    @Override
    public Progress take(Call call) {
        CompletableFuture<RateLimitOutcome> count =
                limiter.take(limit, call.peer().connection());
        if (count.isDone()) {
            return decide(call, count);
        }
        // A copy, since the future is the bucket's own.
        CompletableFuture<RateLimitOutcome> inTime = count.copy().orTimeout(COUNT_SECONDS, TimeUnit.SECONDS);
        return call.await(inTime, resumed -> decide(resumed, inTime));
    }

    private Progress decide(Call call, CompletableFuture<RateLimitOutcome> count) {
        RateLimitOutcome outcome = count.join();
        if (outcome.taken()) {
            return Progress.ON;
        }
        answers.answer(call, exceeded(call, outcome.retryAfter()));
        if (limit.disconnect()) {
            // What is queued is sent first, the refusal with it.
            call.peer().connection().close(CloseCodes.TRY_AGAIN_LATER.getCode(), "rate limit exceeded");
        }
        return Progress.OVER;
    }

    /** Says when to come back, as seconds, rounded up so that nobody comes too early. */
    private static RpcResponse exceeded(Call call, Duration retryAfter) {
        double seconds = Math.ceil(retryAfter.toNanos() / 1e6) / 1e3;
        return new RpcResponse(
                call.id(),
                Wording.rateLimited(call.method().name()),
                RpcErrorCode.RPC_RATE_LIMITED.code(),
                false,
                false,
                retryAfter.isZero() ? null : Map.of("retry_after", seconds));
    }
}
