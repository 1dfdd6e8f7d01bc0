package dev.webshocket.internal.rpc;

import dev.webshocket.internal.methods.Wording;
import dev.webshocket.internal.model.RateLimitModel;
import dev.webshocket.packet.RpcErrorCode;
import dev.webshocket.packet.RpcResponse;
import dev.webshocket.spi.extension.RateLimitOutcome;
import jakarta.websocket.CloseReason.CloseCodes;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Future;
import java.util.concurrent.TimeoutException;

/** Counts a call, and refuses it beyond its rate limit. If the count is asynchronous, the call keeps its place and waits. */
final class LimitStep implements CallStep {

    /** How long a count may take; after that, the buckets count as failed. */
    private static final Duration COUNT_TIME = Duration.ofSeconds(10);

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
        // A copy, because the future belongs to the bucket.
        CompletableFuture<RateLimitOutcome> inTime = count.copy();
        // Not by orTimeout, whose thread is the JDK's and keeps the class loader of the first application.
        Future<?> end = call.peer().lane().threads().schedule(() -> inTime.completeExceptionally(late()), COUNT_TIME);
        inTime.whenComplete((outcome, failure) -> end.cancel(false));
        return call.await(inTime, resumed -> decide(resumed, inTime));
    }

    private static TimeoutException late() {
        return new TimeoutException("the rate limit was not counted within " + COUNT_TIME.toSeconds() + " seconds");
    }

    private Progress decide(Call call, CompletableFuture<RateLimitOutcome> count) {
        RateLimitOutcome outcome = count.join();
        if (outcome.taken()) {
            return Progress.ON;
        }
        answers.answer(call, exceeded(call, outcome.retryAfter()));
        if (limit.disconnect()) {
            // Queued messages, including the refusal, are sent first.
            call.peer().connection().close(CloseCodes.TRY_AGAIN_LATER.getCode(), "rate limit exceeded");
        }
        return Progress.OVER;
    }

    /** Returns when to call again, in seconds, rounded up so that it is never too early. */
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
