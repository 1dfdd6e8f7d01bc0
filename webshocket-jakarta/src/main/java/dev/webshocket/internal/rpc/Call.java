package dev.webshocket.internal.rpc;

import dev.webshocket.internal.codec.RequestEnvelope;
import dev.webshocket.internal.model.ResultShape;
import dev.webshocket.internal.model.RpcMethodModel;
import dev.webshocket.internal.session.SendTag;
import dev.webshocket.spi.extension.CallOutcome;
import dev.webshocket.spi.platform.CallScope;
import dev.webshocket.spi.platform.CallScopes;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicIntegerFieldUpdater;
import java.util.concurrent.atomic.AtomicReferenceFieldUpdater;

/**
 * One call, from its arrival until its answer or its cancellation. Safe for use by any thread, without a lock.
 */
public final class Call implements Runnable, SendTag {

    private static final AtomicIntegerFieldUpdater<Call> STATE =
            AtomicIntegerFieldUpdater.newUpdater(Call.class, "state");
    private static final AtomicReferenceFieldUpdater<Call, Runnable> STOP =
            AtomicReferenceFieldUpdater.newUpdater(Call.class, Runnable.class, "stop");
    private static final AtomicReferenceFieldUpdater<Call, Interception> INTERCEPTION =
            AtomicReferenceFieldUpdater.newUpdater(Call.class, Interception.class, "interception");

    private static final int OPEN = 0;
    private static final int FINISHED = 1;
    private static final int CANCELLED = 2;

    private final CallChain chain;
    private final Object id;
    private final Peer peer;
    private final CallResources resources;
    private final int heldBytes;
    private final long since = System.nanoTime();

    /** Null once the arguments have been made, so that the message of the call need not be kept. */
    private RequestEnvelope request;

    private Object[] arguments;

    /** How many steps of the chain have been taken. For one thread at a time, as the chain is. */
    private int taken;
    /** What the call does next in place of a step, since it has waited; null for nothing. */
    private CallStep resumption;

    private boolean aside;
    private volatile boolean invoked;
    private volatile boolean waiting;

    /** Null without a scope. */
    private volatile CallLife life;

    private volatile int state = OPEN;
    private final CallThread thread = new CallThread(this);
    /** Stops what goes on without a thread of ours; null for nothing. */
    private volatile Runnable stop;
    /** How interceptors see it; null where they have not yet. */
    private volatile Interception interception;

    /**
     * Makes a call that has arrived.
     *
     * @param chain what it passes
     * @param request the call as it came
     * @param valueBytes how much memory its values take at most
     * @param heldBytes how much its message takes while it waits
     */
    Call(CallChain chain, RequestEnvelope request, long valueBytes, int heldBytes, Peer peer) {
        this.chain = chain;
        this.id = request.callId();
        this.peer = peer;
        this.resources = new CallResources(peer, valueBytes);
        this.heldBytes = heldBytes;
        this.request = request;
    }

    /** Goes on with the chain, on the current thread. Never throws. */
    @Override
    public void run() {
        goOn();
    }

    /** Goes on as {@link #run} does, and tells what has become of the call. */
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
        // From now on there is nothing waited for that a cancellation would end.
        stop = null;
        return resumed;
    }

    /**
     * Waits for a stage without a thread. When it has completed, or the call has been cancelled, the call goes on, on a thread
     * for calls.
     *
     * @param then what it does first
     * @return what the step that waits has to return
     */
    Progress await(CompletableFuture<?> stage, CallStep then) {
        // What waits holds its message, which the lane has let go.
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
            // It ended before it could see that this call waits.
            cancel();
        }
        return Progress.WAITS;
    }

    /** Ends a call that something is missing for. */
    void refuse(Shortage shortage) {
        chain.answers().conclude(this, () -> chain.answers().refuse(this, shortage));
    }

    /** Says that it has a thread of its own, since it has waited aside. */
    void setAside() {
        aside = true;
    }

    boolean isAside() {
        return aside;
    }

    CallChain chain() {
        return chain;
    }

    /** Returns the call as it came; for the steps up to that which gives it its arguments. */
    RequestEnvelope request() {
        return request;
    }

    /** Returns how much its message takes while it waits, in bytes. */
    int heldBytes() {
        return heldBytes;
    }

    /** Gives the call its arguments. */
    void arguments(Object[] bound) {
        arguments = bound;
        request = null;
    }

    /** Tells whether its turn has come, but a step of the chain waits for something. */
    boolean isWaiting() {
        return waiting;
    }

    /** Logs the call with its answer. */
    void logAnswer(Integer error) {
        CallLog.answered(peer.connection(), method().name(), since, error);
    }

    /** Returns what it takes of what all calls share. */
    CallResources resources() {
        return resources;
    }

    /** Returns how interceptors see it: as given, unless they have seen it before. */
    Interception interception(Interception first) {
        return INTERCEPTION.compareAndSet(this, null, first) ? first : interception;
    }

    /** Tells whether its method has been called, or is about to be. */
    boolean isInvoked() {
        return invoked;
    }

    /** Gives the arguments away, which the method then has alone. */
    Object[] takeArguments() {
        invoked = true;
        Object[] taken = arguments;
        arguments = null;
        return taken;
    }

    Object id() {
        return id;
    }

    RpcMethodModel method() {
        return chain.method();
    }

    Peer peer() {
        return peer;
    }

    /** Tells whether the calls behind this one wait until it has returned. */
    boolean holdsLane() {
        return method().shape() == ResultShape.VALUE && !method().concurrent();
    }

    /** Tells whether it goes on without a thread, for as long as the application likes. */
    boolean isAsynchronous() {
        return method().shape() == ResultShape.STAGE;
    }

    boolean isStream() {
        return switch (method().shape()) {
            case STREAM, PUBLISHER, EMITTER -> true;
            case VALUE, STAGE -> false;
        };
    }

    /** Tells whether nobody waits for an answer any more. */
    public boolean isCancelled() {
        return state == CANCELLED;
    }

    /** Tells whether no item may follow: it has been cancelled, or its last answer has been made. */
    public boolean isOver() {
        return state != OPEN;
    }

    /** Its answer is wanted unless it has been cancelled, its items only before its answer. */
    @Override
    public boolean isWanted(boolean last) {
        return last ? !isCancelled() : !isOver();
    }

    /** Begins the call's scope, before anything else is done for it. */
    void begin(CallScopes scopes) {
        CallScope scope = scopes.begin(peer.connection());
        life = scope == CallScope.NONE ? null : new CallLife(scope);
    }

    /**
     * Makes the call's scope active on the current thread, which makes something for the call.
     *
     * @return leaves it, on the same thread
     */
    CallScopes.Scope activate() {
        CallLife entered = life;
        return entered == null ? CallScope.NONE.activate() : entered.enter();
    }

    /** Ends the scope as soon as no thread is in it; again, it has no effect. Never throws. */
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

    /** Ends what belongs to a call that is over: its scope, and its place, which goes to the next one. Never throws. */
    void end() {
        endScope();
        peer.lane().release(this);
    }

    /**
     * Says that the current thread runs user code for this call from now on.
     *
     * @return false if the call was cancelled or has been answered before
     */
    boolean enter() {
        return thread.enter();
    }

    /** Says that the current thread is done with user code for this call; no interruption meant for the call is left. */
    void leave() {
        resources.leave();
        thread.leave();
    }

    /**
     * Says how to stop what goes on without a thread of ours, and ends then. Where the call is cancelled already it is
     * stopped at once.
     */
    void onCancel(Runnable action) {
        stop = action;
        // Whoever cancels the call sees either the action, or that is seen here; one of them takes it.
        if (isCancelled()) {
            stopSource();
        }
    }

    private void stopSource() {
        Runnable action = stop;
        if (action != null && STOP.compareAndSet(this, action, null)) {
            stop(action);
        }
    }

    /**
     * Stops the source of a call, which is code of the application's, on a thread for calls. Its place is free before. What
     * fails to stop must not keep the calls and the connection around it.
     */
    private void stop(Runnable action) {
        peer.lane().release(this);
        peer.lane().threads().runShort(() -> {
            try (CallScopes.Scope scope = activate()) {
                action.run();
            } catch (Throwable failure) {
                chain.answers().failures().cancellationFailed(method(), peer.connection(), failure);
            } finally {
                end();
            }
        });
    }

    /**
     * Says that the last answer is about to be sent.
     *
     * @return false if there must be none, since it has been cancelled or finished before
     */
    boolean finish() {
        return STATE.compareAndSet(this, OPEN, FINISHED);
    }

    /** Stops the call: nothing more is sent, the thread that runs it is interrupted, and its source is told. */
    void cancel() {
        if (!STATE.compareAndSet(this, OPEN, CANCELLED)) {
            return;
        }
        thread.interrupt();
        peer.outbound().withdraw(this);
        CallLog.cancelled(peer.connection(), method().name(), since);
        // It may be one of the container's threads that this is.
        ContainerThread.run(() -> chain.answers().over(this, new CallOutcome.Cancelled()));
        stopSource();
    }
}
