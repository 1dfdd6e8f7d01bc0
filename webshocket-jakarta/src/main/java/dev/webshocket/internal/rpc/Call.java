package dev.webshocket.internal.rpc;

import dev.webshocket.internal.calls.CallStreams;
import dev.webshocket.internal.calls.IncomingCall;
import dev.webshocket.internal.codec.RequestEnvelope;
import dev.webshocket.internal.concurrent.ContainerThread;
import dev.webshocket.internal.live.CallMeter;
import dev.webshocket.internal.methods.ResultShape;
import dev.webshocket.internal.methods.UploadArguments;
import dev.webshocket.internal.model.RpcMethodModel;
import dev.webshocket.internal.session.Sender;
import dev.webshocket.packet.RpcResponse;
import dev.webshocket.spi.platform.CallScope;
import dev.webshocket.spi.platform.CallScopes;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicReferenceFieldUpdater;

/** A call of a method of a service, on its way through the chain of its method. Safe for use by any thread, without a lock. */
public final class Call extends IncomingCall implements Runnable {

    private static final AtomicReferenceFieldUpdater<Call, Interception> INTERCEPTION =
            AtomicReferenceFieldUpdater.newUpdater(Call.class, Interception.class, "interception");

    private final CallChain chain;
    private final Peer peer;
    private final CallResources resources;
    private final int heldBytes;
    private final Map<String, String> meta;
    private final long since = System.nanoTime();

    /** Null once the arguments have been decoded, so that the message of the call can be freed. */
    private RequestEnvelope request;

    private Object[] arguments;

    /** How many steps of the chain have been taken. For one thread at a time. */
    private int taken;
    /** The action that continues the call after it has waited; null for the next step. */
    private CallStep resumption;

    private boolean aside;
    /** Whether it is among the calls beside the lane; written under the lock of the lane. */
    private volatile boolean beside;
    /** Whether it held the lane and has left it; written under the lock of the lane. */
    private volatile boolean leftLane;

    private volatile boolean invoked;
    /** Whether an item has been sent. */
    private volatile boolean begun;

    private volatile boolean waiting;

    /** Null without a scope. */
    private volatile CallLife life;

    /** Its view for interceptors; null before they see it. */
    private volatile Interception interception;

    /**
     * Makes a call that has arrived.
     *
     * @param chain the steps of its method
     * @param request the call as it came
     * @param valueBytes how much memory its values take at most
     * @param heldBytes how much its message takes while it waits
     * @param streams which end with it
     */
    Call(CallChain chain, RequestEnvelope request, long valueBytes, int heldBytes, Peer peer, CallStreams streams) {
        super(request.callId(), streams);
        this.chain = chain;
        this.peer = peer;
        this.resources = new CallResources(peer, valueBytes);
        this.heldBytes = heldBytes;
        this.meta = request.meta();
        this.request = request;
    }

    /** Continues the chain on the current thread. Never throws. */
    @Override
    public void run() {
        goOn();
    }

    /** Continues as {@link #run} does, and returns the state of the call. */
    Progress goOn() {
        return chain.goOn(this);
    }

    /** Returns the next step of the chain, which counts as taken. */
    CallStep next(CallStep[] steps) {
        CallStep resumed = resumption;
        if (resumed == null) {
            return steps[taken++];
        }
        resumption = null;
        waiting = false;
        // From now on the call waits for nothing that a cancellation would end.
        forgetSource();
        return resumed;
    }

    /**
     * Waits for a stage without a thread. After it has completed, or the call has been cancelled, the call continues on a
     * thread for calls.
     *
     * @param then runs first
     * @return the result for the step that waits
     */
    Progress await(CompletableFuture<?> stage, CallStep then) {
        // A waiting call holds its message, whose memory the lane has released.
        if (!resources.reserve()) {
            return chain.answers().refuse(this, Shortage.MEMORY);
        }
        resumption = then;
        waiting = true;
        CompletableFuture<Void> once = new CompletableFuture<>();
        once.thenRun(() -> peer.lane().resume(this));
        onCancel(() -> once.complete(null));
        stage.whenComplete((result, failure) -> once.complete(null));
        if (peer.lane().hasEnded()) {
            // The lane ended before it saw that this call waits.
            cancel();
        }
        return Progress.WAITS;
    }

    /** Refuses the call because a resource is exhausted. */
    void refuse(Shortage shortage) {
        chain.answers().conclude(this, () -> chain.answers().refuse(this, shortage));
    }

    /** Marks it as a call that has waited aside, and so has its own thread. */
    void setAside() {
        aside = true;
    }

    boolean isAside() {
        return aside;
    }

    /** Records that it runs beside the lane from now on. Under the lock of the lane. */
    void setBeside() {
        beside = true;
    }

    /** Tells whether it is among the calls beside the lane. */
    boolean isBeside() {
        return beside;
    }

    /** Records that it has left the lane before it has returned. Under the lock of the lane. */
    void setLeftLane() {
        leftLane = true;
    }

    /** Tells whether it held the lane and has left it, so that its thread no longer runs the lane. */
    boolean hasLeftLane() {
        return leftLane;
    }

    CallChain chain() {
        return chain;
    }

    /** Returns the received call; for the steps before its arguments are set. */
    RequestEnvelope request() {
        return request;
    }

    /** Returns how much its message takes while it waits, in bytes. */
    int heldBytes() {
        return heldBytes;
    }

    /** Returns the metadata that the caller sent with it. */
    Map<String, String> meta() {
        return meta;
    }

    /** Sets its arguments. */
    void arguments(Object[] bound) {
        arguments = bound;
        request = null;
    }

    /** Makes the arguments of the parameters that receive its uploads. */
    UploadArguments uploadArguments() {
        return streams().uploads().isEmpty()
                ? UploadArguments.NONE
                : new UploadArguments(streams().uploads(), this::deliver, this::subscriberFailed);
    }

    /** Runs a subscriber to its uploads; if there is no thread, the call ends, and with it the uploads. */
    private void deliver(Runnable work, Runnable instead) {
        runBeside(() -> runWithin(work), () -> {
            conclude(this::refuseForThreads);
            instead.run();
        });
    }

    private void subscriberFailed(Throwable failure) {
        conclude(() -> fail(failure));
    }

    /** Tells whether its turn has come, but a step of the chain waits. */
    boolean isWaiting() {
        return waiting;
    }

    /** Logs the call with its answer. */
    void logAnswer(Integer error) {
        CallLog.answered(peer.connection(), method().name(), since, error);
    }

    /** Counts the call with its answer. */
    void count(CallMeter meter, Integer error) {
        if (hasStreams()) {
            meter.ended(error);
        } else {
            meter.answered(since, error);
        }
    }

    /** Returns its share of the resources of all calls. */
    CallResources resources() {
        return resources;
    }

    /** Returns its view for interceptors, which is the given one at the first call. */
    Interception interception(Interception first) {
        return INTERCEPTION.compareAndSet(this, null, first) ? first : interception;
    }

    /** Tells whether its method has been called, or is about to be. */
    boolean isInvoked() {
        return invoked;
    }

    /** Returns the arguments and drops its own reference to them. */
    Object[] takeArguments() {
        invoked = true;
        Object[] taken = arguments;
        arguments = null;
        return taken;
    }

    RpcMethodModel method() {
        return chain.method();
    }

    Peer peer() {
        return peer;
    }

    /** Tells whether later calls wait until this one has returned, or waits for its client. One that receives items never holds up others. */
    boolean holdsLane() {
        return method().shape() == ResultShape.VALUE && !method().concurrent() && chain.uploads() == 0;
    }

    /** Tells whether it runs without a thread, for any time. */
    boolean isAsynchronous() {
        return method().shape() == ResultShape.STAGE;
    }

    /** Tells whether it sends or receives items, and so ends with its client. */
    boolean hasStreams() {
        return chain.isStream() || chain.uploads() > 0;
    }

    /** Tells whether it has no place among the calls beside the lane: version 2 of the protocol bounds its streams. */
    boolean hasCredit() {
        return streams() != CallStreams.NONE;
    }

    /** Tells whether an error ends a stream. In version 2 of the protocol it does only after an item. */
    boolean endsStream() {
        return chain.isStream() && (begun || !peer.link().hasCredit());
    }

    /** Begins the call's scope, before any other step. */
    void begin(CallScopes scopes) {
        CallScope scope = scopes.begin(peer.connection());
        life = scope == CallScope.NONE ? null : new CallLife(scope);
    }

    /**
     * Activates the call's scope on the current thread, which works for the call.
     *
     * @return leaves it, on the same thread
     */
    CallScopes.Scope activate() {
        CallLife entered = life;
        return entered == null ? CallScope.NONE.activate() : entered.enter();
    }

    /** Ends the scope as soon as no thread is in it. Idempotent. Never throws. */
    void endScope() {
        CallLife over = life;
        if (over == null) {
            return;
        }
        try {
            over.over();
        } catch (Throwable failure) {
            chain.answers().failures().endFailed(method(), peer.connection(), failure);
        }
    }

    /** Ends the scope of a finished call, and releases its place for the next one. Never throws. */
    void end() {
        endScope();
        peer.lane().release(this);
    }

    @Override
    public void leave() {
        resources.leave();
        super.leave();
    }

    @Override
    protected Sender sender() {
        return peer.outbound();
    }

    @Override
    protected void cancelled() {
        CallLog.cancelled(peer.connection(), method().name(), since);
        // This may be a thread of the container.
        ContainerThread.run(() -> chain.answers().cancelled(this));
    }

    /**
     * On a thread for calls, after releasing its place: an action that does not stop must not block other calls or the
     * connection.
     */
    @Override
    protected void stop(Runnable source) {
        peer.lane().release(this);
        peer.lane().threads().runShort(() -> {
            try (CallScopes.Scope scope = activate()) {
                source.run();
            } catch (Throwable failure) {
                chain.answers().failures().cancellationFailed(method(), peer.connection(), failure);
            } finally {
                end();
            }
        });
    }

    @Override
    protected void runWithin(Runnable work) {
        try (CallScopes.Scope scope = activate()) {
            work.run();
        }
    }

    @Override
    protected void sendItem(Object item) {
        begun = true;
        chain.answers().item(this, item);
    }

    @Override
    protected void completeValue(Object value) {
        chain.answers().answer(this, RpcResponse.result(id(), value));
    }

    @Override
    protected void completeItems() {
        chain.answers().answer(this, RpcResponse.end(id()));
    }

    @Override
    protected void fail(Throwable failure) {
        chain.answers().fail(this, failure);
    }

    @Override
    protected void conclude(Runnable last) {
        chain.answers().conclude(this, last);
    }

    @Override
    protected void refuseForThreads() {
        chain.answers().refuse(this, Shortage.THREADS);
    }

    @Override
    protected void runBeside(Runnable work, Runnable instead) {
        peer.lane().threads().runBeside(this, work, instead);
    }
}
