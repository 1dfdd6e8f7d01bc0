package dev.webshocket.internal.rpc;

import dev.webshocket.internal.methods.ResultShape;
import dev.webshocket.internal.model.RpcMethodModel;
import dev.webshocket.spi.platform.CallScopes;
import java.util.ArrayList;
import java.util.List;

/**
 * The steps of the calls of one method. {@link #inOrder} alone defines their order; a method has only the steps that it
 * needs. A step that surrounds later steps runs them by {@link #advance}.
 *
 * <p>Constraints of Jakarta Validation are not a step: the bean container checks them within {@link InvokeStep}.
 *
 * <p>Immutable, and safe for use by any thread.
 */
final class CallChain {

    private final RpcMethodModel method;
    private final Answers answers;
    private final CallStep[] steps;
    private final int uploads;

    private CallChain(RpcMethodModel method, Answers answers, List<CallStep> steps) {
        this.method = method;
        this.answers = answers;
        this.steps = steps.toArray(CallStep[]::new);
        this.uploads = method.target().types().uploads();
    }

    /**
     * Makes the chain of a method.
     *
     * @param answers answers its calls
     * @param interceptors see them
     * @param limiter counts them
     * @param scopes surrounds them
     */
    static CallChain of(
            RpcMethodModel method,
            Answers answers,
            CallInterceptors interceptors,
            RateLimiter limiter,
            CallScopes scopes) {
        return new CallChain(method, answers, inOrder(method, answers, interceptors, limiter, scopes));
    }

    private static List<CallStep> inOrder(
            RpcMethodModel method,
            Answers answers,
            CallInterceptors interceptors,
            RateLimiter limiter,
            CallScopes scopes) {
        List<CallStep> order = new ArrayList<>();
        // Runs on arrival. The other steps follow when the turn of the call has come.
        order.add(new AdmitStep(answers));
        if (!interceptors.isEmpty()) {
            order.add(new InterceptStep(interceptors));
        }
        order.add(new AccessStep(method.access(), answers));
        method.rateLimit().ifPresent(limit -> order.add(new LimitStep(limit, limiter, answers)));
        order.add(new LargeCallStep());
        order.add(new BindStep(answers));
        if (method.concurrent()
                || method.shape() == ResultShape.EMITTER
                || method.target().types().uploads() > 0) {
            order.add(new OwnThreadStep());
        }
        order.add(new ScopeStep(scopes, answers));
        order.add(new InvokeStep());
        return order;
    }

    RpcMethodModel method() {
        return method;
    }

    /** Returns how many streams callers upload. */
    int uploads() {
        return uploads;
    }

    /** Tells whether its calls are answered with a stream. */
    boolean isStream() {
        return method.shape().isStream();
    }

    Answers answers() {
        return answers;
    }

    /** Runs the remaining steps of a call on the current thread, until it waits, runs without the lane, or ends. */
    Progress goOn(Call call) {
        Progress progress = Progress.OVER;
        try {
            progress = advance(call);
        } catch (Throwable failure) {
            answers.failBefore(call, failure);
        } finally {
            if (progress == Progress.OVER) {
                call.end();
            }
        }
        return progress;
    }

    /**
     * Runs the remaining steps, for a step that surrounds them.
     *
     * @throws Throwable what one of them threw
     */
    Progress advance(Call call) throws Throwable {
        Progress progress = call.isOver() ? Progress.OVER : Progress.ON;
        while (progress == Progress.ON) {
            progress = call.next(steps).take(call);
        }
        return progress;
    }
}
