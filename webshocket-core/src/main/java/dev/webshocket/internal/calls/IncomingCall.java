package dev.webshocket.internal.calls;

import dev.webshocket.RpcException;
import dev.webshocket.packet.RpcErrorCode;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/**
 * A call from the other side, from its arrival until its answer or its cancellation. It is answered once, and sends nothing
 * after a cancellation. Its streams end with it. Subclasses define its threads, its answers and its context.
 *
 * <p>Safe for use by any thread, without a lock but that of its credit.
 */
public abstract class IncomingCall extends ItemProducer {

    private final Object id;
    private final CallStreams streams;

    /**
     * Makes a call that has arrived.
     *
     * @param id as the other side calls it
     * @param streams what it receives and may send as streams
     */
    protected IncomingCall(Object id, CallStreams streams) {
        super(streams.credit());
        this.id = id;
        this.streams = streams;
    }

    /** Returns the call whose user code the current thread runs; null for none. */
    public static IncomingCall current() {
        return ProducerThread.current();
    }

    /**
     * Returns the code to answer with when a method has thrown an exception. The codes that JSON-RPC and the protocol reserve are not
     * for methods, but for faults of uploads.
     */
    public static int code(RpcException told) {
        return RpcErrorCode.isReserved(told.code()) && !(told instanceof UploadException)
                ? RpcErrorCode.RPC_APPLICATION_ERROR.code()
                : told.code();
    }

    /** Returns the id that the other side has given it. */
    public final Object id() {
        return id;
    }

    /** Returns its streams, which end with it. */
    public final CallStreams streams() {
        return streams;
    }

    /** Answers with the result of a stage, when it completes. A cancellation of the call cancels the stage, if it can be. */
    public final void answerWith(CompletionStage<?> stage) {
        onCancel(() -> {
            if (stage instanceof CompletableFuture<?> future) {
                future.cancel(true);
            }
        });
        stage.whenComplete((value, failure) -> conclude(() -> {
            if (failure == null) {
                completeValue(value);
            } else {
                fail(failure);
            }
        }));
    }

    /** Answers with a single value. */
    protected abstract void completeValue(Object value);

    @Override
    protected final void ended() {
        streams.end(isCancelled());
    }
}
