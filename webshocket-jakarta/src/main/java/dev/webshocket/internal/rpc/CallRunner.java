package dev.webshocket.internal.rpc;

import dev.webshocket.RpcException;
import dev.webshocket.internal.codec.EncodingException;
import dev.webshocket.packet.Packet;
import dev.webshocket.packet.RpcErrorCode;
import dev.webshocket.packet.RpcResponse;
import dev.webshocket.spi.CallScopes;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Flow;
import java.util.stream.Stream;

/**
 * Invokes the methods of calls and sends what they give, by the shape of their result. One for a service; safe for use
 * by any thread.
 */
final class CallRunner {

    private final CallScopes scopes;

    CallRunner(CallScopes scopes) {
        this.scopes = scopes;
    }

    /** Runs a call on the current thread, until it is over or goes on by itself. Never throws. */
    void run(Call call) {
        boolean goesOn = false;
        if (call.enter()) {
            try (CallScopes.Scope scope = scopes.enter(call.peer().connection())) {
                goesOn = deliver(call, invoke(call));
            } catch (Throwable failure) {
                fail(call, failure);
            } finally {
                call.leave();
            }
        }
        if (!goesOn) {
            call.peer().lane().release(call);
        }
    }

    private static Object invoke(Call call) throws Throwable {
        Object handler = call.peer().handler(call.method().handlerIndex());
        return (Object) call.method().invoker().invokeExact(handler, call.arguments());
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
                subscribe(call, (Flow.Publisher<?>) notNull(result));
                return true;
            }
            case STREAM -> {
                Stream<?> items = (Stream<?>) notNull(result);
                call.peer().lane().onThread(call, () -> drain(call, items));
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
        CallLane lane = call.peer().lane();
        call.onCancel(() -> {
            lane.release(call);
            if (stage instanceof CompletableFuture<?> future) {
                future.cancel(true);
            }
        });
        stage.whenComplete((value, failure) -> {
            if (failure == null) {
                answer(call, RpcResponse.result(call.id(), value));
            } else {
                fail(call, failure);
            }
            lane.release(call);
        });
    }

    private void subscribe(Call call, Flow.Publisher<?> publisher) {
        publisher.subscribe(new PublisherStream(call, this));
    }

    /** Sends the items of a stream as they are made, on a thread of its own. */
    private void drain(Call call, Stream<?> items) {
        try (CallScopes.Scope scope = scopes.enter(call.peer().connection());
                items) {
            if (call.enter()) {
                Emitter<Object> emitter = new Emitter<>(call, this);
                // Not an iterator: that would fill a buffer with the whole of each inner stream of a flatMap.
                items.sequential().forEachOrdered(emitter::send);
                answer(call, RpcResponse.end(call.id()));
            }
        } catch (Throwable failure) {
            fail(call, failure);
        } finally {
            call.leave();
            call.peer().lane().release(call);
        }
    }

    /**
     * Sends one item of a stream.
     *
     * @throws EncodingException if it has no form on the wire
     */
    void item(Call call, Object item) {
        Peer peer = call.peer();
        peer.outbound().item(peer.encode(Packet.rpc(RpcResponse.item(call.id(), item))), call);
    }

    /** Sends the one answer that ends a call. */
    void answer(Call call, RpcResponse response) {
        Peer peer = call.peer();
        byte[] message;
        try {
            message = peer.encode(Packet.rpc(response));
        } catch (EncodingException e) {
            fail(call, e);
            return;
        }
        if (call.finish()) {
            peer.outbound().answer(message, call);
            call.logAnswer(response.error());
        }
    }

    /** Answers a call whose method threw. After a cancellation nothing is said of it. */
    void fail(Call call, Throwable thrown) {
        if (call.isCancelled()) {
            return;
        }
        Throwable failure = Thrown.bare(thrown);
        Optional<String> violations = Violations.ofParameters(call.method(), failure);
        RpcErrorCode code;
        String message;
        if (violations.isPresent()) {
            code = RpcErrorCode.RPC_INVALID_PARAMS;
            message = violations.get();
        } else if (failure instanceof RpcException) {
            code = RpcErrorCode.RPC_APPLICATION_ERROR;
            message = String.valueOf(failure.getMessage());
        } else {
            code = RpcErrorCode.RPC_INTERNAL_ERROR;
            message = Wording.internal(FailureLog.callFailed(call.method(), failure));
        }
        answer(
                call,
                call.isStream()
                        ? RpcResponse.failedEnd(call.id(), code, message)
                        : RpcResponse.failure(call.id(), code, message));
    }
}
