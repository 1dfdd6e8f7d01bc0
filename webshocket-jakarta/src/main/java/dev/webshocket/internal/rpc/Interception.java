package dev.webshocket.internal.rpc;

import dev.webshocket.ClientConnection;
import dev.webshocket.RpcException;
import dev.webshocket.internal.methods.Thrown;
import dev.webshocket.internal.methods.Wording;
import dev.webshocket.packet.RpcErrorCode;
import dev.webshocket.packet.RpcResponse;
import dev.webshocket.spi.extension.CallInterceptor;
import dev.webshocket.spi.extension.CallOutcome;
import dev.webshocket.spi.extension.InterceptedCall;
import java.lang.reflect.Method;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.atomic.AtomicBoolean;

/** The run of the interceptors of one call, in sequence. Safe for use by any thread. */
final class Interception {

    private final CallInterceptors interceptors;
    private final CalledMethod called;
    /** Null if the call ended before they saw it. */
    private final Call call;

    private final CompletableFuture<CallOutcome> outcome = new CompletableFuture<>();
    private final CompletionStage<CallOutcome> stage = outcome.minimalCompletionStage();
    /** Completes with null when the call may continue, or with the reason if it has been refused. */
    private final CompletableFuture<Refusal> decision = new CompletableFuture<>();
    /** The thread that runs {@link #begin}; null for none. */
    private volatile Thread within;
    /** The outcome of {@link #begin}; null if the call has not continued there. */
    private Progress progress;

    Interception(CallInterceptors interceptors, CalledMethod called, Call call) {
        this.interceptors = interceptors;
        this.called = called;
        this.call = call;
    }

    /** The reason for which a call may not continue. */
    private record Refusal(CallInterceptor by, Throwable why) {}

    /** Passes a call that has ended to all interceptors. */
    void show() {
        enter(0);
    }

    /** Calls the first interceptor; the call waits for interceptors that need time. */
    Progress begin() {
        within = Thread.currentThread();
        enter(0);
        within = null;
        if (progress != null) {
            return progress;
        }
        return decision.isDone() ? decide() : call.await(decision, resumed -> decide());
    }

    /** Reports the outcome of the call. */
    void over(CallOutcome what) {
        outcome.complete(what);
    }

    private Progress decide() {
        Refusal refusal = decision.join();
        if (refusal == null) {
            return Progress.ON;
        }
        Answers answers = call.chain().answers();
        Throwable why = Thrown.bare(refusal.why());
        if (why instanceof RpcException told) {
            answers.answer(
                    call,
                    new RpcResponse(
                            call.id(), String.valueOf(told.getMessage()), code(told), false, false, told.data()));
            return Progress.OVER;
        }
        String id = interceptors.failures().interceptorFailed(refusal.by(), called, why);
        return answers.refuse(call, RpcErrorCode.RPC_INTERNAL_ERROR, Wording.internal(id));
    }

    /** A reserved code without a meaning yet must not be used. */
    private static int code(RpcException told) {
        boolean known = !RpcErrorCode.isReserved(told.code())
                || RpcErrorCode.ofCode(told.code()).isPresent();
        return known ? told.code() : RpcErrorCode.RPC_APPLICATION_ERROR.code();
    }

    private void enter(int index) {
        if (index == interceptors.size()) {
            letGo();
            return;
        }
        CallInterceptor interceptor = interceptors.get(index);
        Link link = new Link(index);
        CompletionStage<?> returned;
        try {
            returned = interceptor.intercept(link);
        } catch (Throwable failure) {
            failed(link, failure);
            return;
        }
        if (returned == null) {
            ended(link, "it returned null");
        } else if (returned != stage) {
            returned.whenComplete((value, failure) -> {
                if (failure == null) {
                    ended(link, "its stage completed");
                } else {
                    failed(link, failure);
                }
            });
        }
    }

    private void ended(Link link, String how) {
        if (!link.left.get()) {
            failed(link, new IllegalStateException(how + " without that it had called proceed()"));
        }
    }

    private void failed(Link link, Throwable failure) {
        CallInterceptor by = interceptors.get(link.index);
        if (link.left.compareAndSet(false, true) && call != null) {
            decision.complete(new Refusal(by, failure));
        } else if (call != null || !(Thrown.bare(failure) instanceof RpcException)) {
            // Refusing a call that has ended already is not an error.
            interceptors.failures().interceptorFailed(by, called, failure);
        }
    }

    private void letGo() {
        if (call == null) {
            return;
        }
        if (within == Thread.currentThread()) {
            progress = call.goOn();
        } else {
            decision.complete(null);
        }
    }

    /** The call as one interceptor sees it. */
    private final class Link implements InterceptedCall {

        private final int index;
        /** Whether the interceptor has called proceed(), or the call has been refused. */
        private final AtomicBoolean left = new AtomicBoolean();

        Link(int index) {
            this.index = index;
        }

        @Override
        public String method() {
            return called.name();
        }

        @Override
        public Optional<Method> javaMethod() {
            return called.method();
        }

        @Override
        public String path() {
            return called.path();
        }

        @Override
        public ClientConnection connection() {
            return called.connection();
        }

        @Override
        public Map<String, String> meta() {
            return called.meta();
        }

        @Override
        public CompletionStage<CallOutcome> proceed() {
            if (left.compareAndSet(false, true)) {
                enter(index + 1);
            }
            return stage;
        }

        @Override
        public String toString() {
            return "call of " + called.name() + " over " + called.connection();
        }
    }
}
