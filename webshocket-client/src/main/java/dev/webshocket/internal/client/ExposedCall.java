package dev.webshocket.internal.client;

import dev.webshocket.RpcException;
import dev.webshocket.internal.calls.CallStreams;
import dev.webshocket.internal.calls.IncomingCall;
import dev.webshocket.internal.calls.ItemSender;
import dev.webshocket.internal.codec.MalformedPacketException;
import dev.webshocket.internal.codec.RequestEnvelope;
import dev.webshocket.internal.methods.InvalidParamsException;
import dev.webshocket.internal.methods.ResultShape;
import dev.webshocket.internal.methods.Thrown;
import dev.webshocket.internal.methods.UploadArguments;
import dev.webshocket.internal.methods.Wording;
import dev.webshocket.internal.session.Sender;
import dev.webshocket.packet.RpcErrorCode;
import dev.webshocket.packet.RpcResponse;
import java.util.Objects;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Flow;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.Stream;

/** A call of the server, from its arrival to its end. Safe for use by any thread, without a lock. */
final class ExposedCall extends IncomingCall {

    private final ExposedMethod method;
    private final ServerCalls owner;
    private final String name;
    private final int heldBytes;
    private final AtomicBoolean released = new AtomicBoolean();
    /** Null once the method has been called, so that the message can be freed. */
    private RequestEnvelope request;
    /** The thread that runs the lane with this call; null for none. */
    private volatile Thread laneThread;
    /** Whether an item has been sent. */
    private volatile boolean begun;

    /**
     * Makes a call that has arrived.
     *
     * @param heldBytes how much its message takes while it waits
     */
    ExposedCall(ExposedMethod method, RequestEnvelope request, int heldBytes, CallStreams streams, ServerCalls owner) {
        super(request.callId(), streams);
        this.method = method;
        this.owner = owner;
        this.name = request.method();
        this.heldBytes = heldBytes;
        this.request = request;
    }

    int heldBytes() {
        return heldBytes;
    }

    /** Registers an action to run when there is room for its answer; returns false if there is room now. */
    boolean whenRoom(Runnable action) {
        return sender().whenRoom(action);
    }

    /**
     * Runs it on the thread of the lane.
     *
     * @return false if the current thread no longer runs the lane
     */
    boolean run() {
        if (method.shape() == ResultShape.EMITTER) {
            owner.exposure().threads().callBack(this::call);
            return true;
        }
        laneThread = Thread.currentThread();
        call();
        boolean holds = laneThread != null;
        laneThread = null;
        return holds;
    }

    /** Lets the next calls start, if this one runs on the current thread and holds the lane. */
    @SuppressWarnings("ReferenceEquality") // threads have no other equality
    void letPass() {
        if (laneThread == Thread.currentThread()) {
            laneThread = null;
            owner.exposure().lane().leave();
        }
    }

    private void call() {
        boolean ends = true;
        try {
            if (enter()) {
                try {
                    ends = answer(method.call(take(), new ItemSender<>(this), uploadArguments()));
                } finally {
                    leave();
                }
            }
        } catch (InvalidParamsException | MalformedPacketException e) {
            send(RpcResponse.failure(id(), RpcErrorCode.RPC_INVALID_PARAMS, e.getMessage()));
        } catch (Throwable failure) {
            fail(failure);
        } finally {
            if (ends) {
                end();
            }
        }
    }

    private UploadArguments uploadArguments() {
        return streams().uploads().isEmpty()
                ? UploadArguments.NONE
                : new UploadArguments(streams().uploads(), this::runBeside, failure -> conclude(() -> fail(failure)));
    }

    private RequestEnvelope take() {
        RequestEnvelope taken = request;
        request = null;
        return taken;
    }

    /** Answers with the result of the method, or arranges it; returns whether the call has ended. */
    private boolean answer(Object result) {
        switch (method.shape()) {
            case VALUE -> completeValue(result);
            case EMITTER -> completeItems();
            case STAGE -> {
                if (result instanceof ExposedMethod.Value value) {
                    completeValue(value.result());
                } else {
                    answerWith((CompletionStage<?>) notNull(result));
                    return false;
                }
            }
            case PUBLISHER -> {
                sendItems((Flow.Publisher<?>) notNull(result));
                return false;
            }
            case STREAM -> {
                Stream<?> items = (Stream<?>) notNull(result);
                sendItems(() -> items);
                return false;
            }
        }
        return true;
    }

    private static Object notNull(Object result) {
        return Objects.requireNonNull(result, "the method returned null in place of a stage or stream");
    }

    /** Sends the last answer, unless the call is over; throws if it cannot be encoded. */
    private void send(RpcResponse answer) {
        byte[] message = owner.link().codec().encode(answer);
        if (finish()) {
            sender().send(message, this, true);
        }
    }

    private void end() {
        if (released.compareAndSet(false, true)) {
            owner.over(this);
        }
    }

    @Override
    protected Sender sender() {
        return owner.link().sender();
    }

    @Override
    protected void cancelled() {
        // Its thread, its source or its turn in the lane ends it.
    }

    @Override
    protected void stop(Runnable source) {
        owner.exposure().threads().complete(() -> {
            try {
                source.run();
            } catch (Throwable failure) {
                owner.exposure().failed(name, failure);
            } finally {
                end();
            }
        });
    }

    @Override
    protected void runWithin(Runnable work) {
        work.run();
    }

    @Override
    protected void sendItem(Object item) {
        byte[] message = owner.link().codec().encode(RpcResponse.item(id(), item));
        begun = true;
        sender().send(message, this, false);
    }

    @Override
    protected void completeValue(Object value) {
        send(RpcResponse.result(id(), value));
    }

    @Override
    protected void completeItems() {
        send(RpcResponse.end(id()));
    }

    @Override
    protected void fail(Throwable failure) {
        if (isCancelled()) {
            return;
        }
        if (isOver()) {
            // The server has its answer: this failure came later.
            owner.exposure().failed(name, failure);
            return;
        }
        Throwable bare = Thrown.bare(failure);
        try {
            if (bare instanceof RpcException told) {
                send(error(code(told), String.valueOf(told.getMessage()), told.data()));
                return;
            }
        } catch (Throwable unusable) {
            // The content of an exception may fail too: its data, or a message that is computed.
            unusable.addSuppressed(bare);
            bare = unusable;
        }
        String logged = owner.exposure().failed(name, bare);
        send(error(RpcErrorCode.RPC_INTERNAL_ERROR.code(), Wording.internal(logged), null));
    }

    private RpcResponse error(int code, String message, Object data) {
        return new RpcResponse(id(), message, code, begun, begun, data);
    }

    @Override
    protected void conclude(Runnable last) {
        try {
            last.run();
        } catch (Throwable failure) {
            fail(failure);
        } finally {
            end();
        }
    }

    @Override
    protected void refuseForThreads() {
        send(error(RpcErrorCode.RPC_OVERLOADED.code(), Wording.noThread(), null));
    }

    @Override
    protected void runBeside(Runnable work, Runnable instead) {
        owner.exposure().threads().callBack(work);
    }
}
