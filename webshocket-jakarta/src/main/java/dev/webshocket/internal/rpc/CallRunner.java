package dev.webshocket.internal.rpc;

import dev.webshocket.packet.Packet;
import dev.webshocket.packet.RpcErrorCode;
import dev.webshocket.packet.RpcResponse;
import dev.webshocket.spi.platform.CallScopes;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Flow;
import java.util.stream.Stream;

/**
 * Invokes the methods of calls and sends what they give, by the shape of their result. Whatever is thrown on the way, each
 * call is answered once, gives its place back, and ends its scope. One for a service; safe for use by any thread.
 */
final class CallRunner {

    private final CallScopes scopes;
    private final FailureLog failures;
    private final FailureAnswers failureAnswers;

    CallRunner(CallScopes scopes, FailureLog failures) {
        this.scopes = scopes;
        this.failures = failures;
        this.failureAnswers = new FailureAnswers(failures);
    }

    FailureLog failures() {
        return failures;
    }

    /** Runs a call on the current thread, until it is over or goes on by itself. Never throws. */
    void run(Call call) {
        boolean goesOn = false;
        if (call.enter()) {
            try {
                call.begin(scopes);
                try (CallScopes.Scope scope = call.activate()) {
                    goesOn = deliver(call, invoke(call));
                }
            } catch (Throwable failure) {
                fail(call, failure);
            } finally {
                if (!goesOn) {
                    call.endScope();
                }
                call.leave();
            }
        }
        if (!goesOn) {
            call.end();
        }
    }

    private static Object invoke(Call call) throws Throwable {
        Object handler = call.peer().handler(call.method().handlerIndex());
        return (Object) call.method().invoker().invokeExact(handler, call.takeArguments());
    }

    /** Sends the result, or sees to it that it will be; returns whether the call goes on after this. */
    private boolean deliver(Call call, Object result) {
        switch (call.method().shape()) {
            case VALUE -> answer(call, RpcResponse.result(call.id(), result));
            case EMITTER -> answer(call, RpcResponse.end(call.id()));
            case STAGE -> {
                await(call, (CompletionStage<?>) notNull(result));
                return true;
            }
            case PUBLISHER -> {
                new PublisherStream(call, this).subscribeTo((Flow.Publisher<?>) notNull(result));
                return true;
            }
            case STREAM -> {
                new DrainedStream(call, this, (Stream<?>) notNull(result)).start();
                return true;
            }
        }
        return false;
    }

    private static Object notNull(Object result) {
        if (result == null) {
            throw new NullPointerException("the method returned null in place of a stage or stream");
        }
        return result;
    }

    private void await(Call call, CompletionStage<?> stage) {
        call.onCancel(() -> {
            if (stage instanceof CompletableFuture<?> future) {
                future.cancel(true);
            }
        });
        stage.whenComplete((value, failure) -> conclude(call, () -> {
            if (failure == null) {
                answer(call, RpcResponse.result(call.id(), value));
            } else {
                fail(call, failure);
            }
        }));
    }

    /** Does what is last to be done for a call, which is over then, whatever is thrown. */
    void conclude(Call call, Runnable last) {
        try (CallScopes.Scope scope = call.activate()) {
            last.run();
        } catch (Throwable failure) {
            fail(call, failure);
        } finally {
            call.end();
        }
    }

    /** Sends one item of a stream. What is thrown while it is encoded is thrown on. */
    void item(Call call, Object item) {
        Peer peer = call.peer();
        byte[] message;
        try (CallScopes.Scope scope = call.activate()) {
            message = peer.encode(Packet.rpc(RpcResponse.item(call.id(), item)));
        }
        peer.outbound().send(message, call, false);
    }

    /** Sends the one answer that ends a call; where it cannot be encoded that it failed. */
    void answer(Call call, RpcResponse response) {
        byte[] message;
        try {
            message = call.peer().encode(Packet.rpc(response));
        } catch (Throwable failure) {
            fail(call, failure);
            return;
        }
        send(call, message, response.error());
    }

    /** Answers a call that something is missing for. */
    void refuse(Call call, Shortage shortage) {
        failures.overloaded(call.peer().connection(), shortage);
        int code = RpcErrorCode.RPC_OVERLOADED.code();
        answer(call, new RpcResponse(call.id(), shortage.answer(), code, call.isStream(), call.isStream()));
    }

    /** Answers a call whose method threw. After a cancellation nothing is said of it. */
    void fail(Call call, Throwable failure) {
        if (call.isCancelled()) {
            return;
        }
        if (call.isOver()) {
            // It has its answer: what failed came after.
            failures.endFailed(call.method(), call.peer().connection(), failure);
            return;
        }
        try {
            FailureAnswers.Answer answer = failureAnswers.of(call, failure);
            send(call, answer.message(), answer.code());
        } catch (Throwable another) {
            // Not even that could be encoded or queued: rather no connection than a call without an answer.
            failures.endFailed(call.method(), call.peer().connection(), another);
            call.peer().connection().close(1011, "a call could not be answered");
        }
    }

    private static void send(Call call, byte[] message, Integer error) {
        if (call.finish()) {
            call.peer().outbound().send(message, call, true);
            call.logAnswer(error);
        }
    }
}
