package dev.webshocket.internal.rpc;

import dev.webshocket.internal.codec.RequestEnvelope;
import dev.webshocket.internal.concurrent.InterruptionShield;
import dev.webshocket.internal.model.ResultShape;
import dev.webshocket.internal.model.RpcMethodModel;
import dev.webshocket.internal.session.SendTag;
import dev.webshocket.spi.platform.CallScope;
import dev.webshocket.spi.platform.CallScopes;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;

/**
 * One call, from its arrival until its answer or its cancellation. Safe for use by any thread; its monitor guards its
 * state and is never held while user code or the container runs.
 */
public final class Call implements Runnable, SendTag, InterruptionShield.Interruptible {

    private final Object id;
    private final RpcMethodModel method;
    private final CallRunner runner;
    private final Peer peer;
    private final CallResources resources;
    private final long since = System.nanoTime();
    /** Null once it has been decided, so that the message of the call need not be kept. */
    private Admission admission;

    private Object[] arguments;
    private volatile boolean undecided;

    private volatile CallLife life = new CallLife(CallScope.NONE);
    private volatile boolean cancelled;
    private volatile boolean finished;
    private Thread thread;
    private Runnable stop;

    /**
     * Makes a call that has arrived.
     *
     * @param request the call as it came
     * @param valueBytes how much memory its values take at most
     * @param limiter counts it
     */
    Call(
            RequestEnvelope request,
            long valueBytes,
            RpcMethodModel method,
            CallRunner runner,
            RateLimiter limiter,
            Peer peer) {
        this.id = request.callId();
        this.method = method;
        this.runner = runner;
        this.peer = peer;
        this.resources = new CallResources(peer, valueBytes);
        this.admission = new Admission(this, request, runner, limiter);
    }

    /** Gives the call its arguments. */
    void arguments(Object[] bound) {
        arguments = bound;
    }

    /**
     * Runs work once it can be told whether the call may run, since its turn has come, or once it has been cancelled.
     *
     * @param later where it runs if that is not now
     * @return whether it has run
     */
    boolean whenDecided(Executor later, Runnable work) {
        CompletableFuture<?> decision = admission.begin();
        if (decision.isDone()) {
            work.run();
            return true;
        }
        undecided = true;
        CompletableFuture<Void> once = new CompletableFuture<>();
        once.thenRun(() -> later.execute(work));
        onCancel(() -> once.complete(null));
        decision.whenComplete((counted, failure) -> once.complete(null));
        if (peer.lane().hasEnded()) {
            // It ended before it could see that this call is undecided.
            cancel();
        }
        return false;
    }

    /** Tells whether it may run; where it may not it has been answered. For one thread, once. */
    boolean isAdmitted() {
        synchronized (this) {
            undecided = false;
            // From now on there is no decision to be waited for that a cancellation would end.
            stop = null;
        }
        boolean admitted = admission.complete();
        admission = null;
        if (!method.nonBlocking()) {
            // It may take long from now on, without any work.
            resources.leave();
        }
        return admitted;
    }

    /** Runs it in some way if it is admitted; otherwise its place goes on to the next. */
    void runIfAdmitted(Runnable run) {
        boolean admitted = false;
        try {
            admitted = isAdmitted();
        } finally {
            if (!admitted) {
                peer.lane().release(this);
            }
        }
        if (admitted) {
            run.run();
        }
    }

    /** Ends a call that something is missing for. */
    void refuse(Shortage shortage) {
        runner.conclude(this, () -> runner.refuse(this, shortage));
    }

    /** Tells whether its turn has come, but what counts calls has not answered yet. */
    boolean isUndecided() {
        return undecided;
    }

    /** Logs the call with its answer. */
    void logAnswer(Integer error) {
        CallLog.answered(peer.connection(), method.name(), since, error);
    }

    /** Returns what it takes of what all calls share. */
    CallResources resources() {
        return resources;
    }

    /** Gives the arguments away, which the method then has alone. */
    Object[] takeArguments() {
        Object[] taken = arguments;
        arguments = null;
        return taken;
    }

    Object id() {
        return id;
    }

    RpcMethodModel method() {
        return method;
    }

    Peer peer() {
        return peer;
    }

    /** Tells whether the calls behind this one wait until it has returned. */
    boolean holdsLane() {
        return method.shape() == ResultShape.VALUE && !method.concurrent();
    }

    /** Tells whether it is a thread of its own that it runs on, rather than the lane's. */
    boolean needsThread() {
        return method.concurrent() || method.shape() == ResultShape.EMITTER;
    }

    /** Tells whether it goes on without a thread, for as long as the application likes. */
    boolean isAsynchronous() {
        return method.shape() == ResultShape.STAGE;
    }

    boolean isStream() {
        return switch (method.shape()) {
            case STREAM, PUBLISHER, EMITTER -> true;
            case VALUE, STAGE -> false;
        };
    }

    @Override
    public void run() {
        runner.run(this);
    }

    /** Tells whether nobody waits for an answer any more. */
    public boolean isCancelled() {
        return cancelled;
    }

    /** Tells whether no item may follow: it has been cancelled, or its last answer has been made. */
    public boolean isOver() {
        return cancelled || finished;
    }

    /** Its answer is wanted unless it has been cancelled, its items only before its answer. */
    @Override
    public boolean isWanted(boolean last) {
        return last ? !cancelled : !isOver();
    }

    /** Begins the call's scope, before anything else is done for it. */
    void begin(CallScopes scopes) {
        life = new CallLife(scopes.begin(peer.connection()));
    }

    /**
     * Makes the call's scope active on the current thread, which makes something for the call.
     *
     * @return leaves it, on the same thread
     */
    CallScopes.Scope activate() {
        return life.enter();
    }

    /** Ends the scope as soon as no thread is in it; again, it has no effect. Never throws. */
    void endScope() {
        try {
            life.over();
        } catch (Throwable failure) {
            runner.failures().endFailed(method, peer.connection(), failure);
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
    synchronized boolean enter() {
        if (isOver()) {
            return false;
        }
        thread = Thread.currentThread();
        InterruptionShield.runs(this);
        return true;
    }

    /**
     * Says that the current thread is done with user code for this call, and takes back an interruption meant for it. On a
     * thread of ours any other is taken back too, such as one that the call itself has left there: it would hit the next
     * call.
     */
    void leave() {
        resources.leave();
        InterruptionShield.runs(null);
        boolean mayBeInterrupted;
        synchronized (this) {
            // A stream may have gone on to another thread before this one is done with the call.
            if (thread == Thread.currentThread()) {
                thread = null;
            }
            mayBeInterrupted = cancelled || !ContainerThread.isCurrent();
        }
        if (mayBeInterrupted) {
            Thread.interrupted();
        }
    }

    @Override
    public synchronized boolean pauseInterruption() {
        if (thread != Thread.currentThread()) {
            return false;
        }
        thread = null;
        return true;
    }

    @Override
    public synchronized boolean resumeInterruption() {
        if (thread != null) {
            // The stream has gone on to another thread meanwhile.
            return false;
        }
        thread = Thread.currentThread();
        return cancelled;
    }

    /**
     * Says how to stop what goes on without a thread of ours, and ends then. Where the call is cancelled already it is
     * stopped at once.
     */
    void onCancel(Runnable action) {
        synchronized (this) {
            if (!cancelled) {
                stop = action;
                return;
            }
        }
        stop(action);
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
                runner.failures().cancellationFailed(method, peer.connection(), failure);
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
    synchronized boolean finish() {
        if (finished || cancelled) {
            return false;
        }
        finished = true;
        return true;
    }

    /** Stops the call: nothing more is sent, the thread that runs it is interrupted, and its source is told. */
    void cancel() {
        Runnable action;
        synchronized (this) {
            if (finished || cancelled) {
                return;
            }
            cancelled = true;
            action = stop;
            stop = null;
            if (thread != null) {
                thread.interrupt();
            }
        }
        peer.outbound().withdraw(this);
        CallLog.cancelled(peer.connection(), method.name(), since);
        if (action != null) {
            stop(action);
        }
    }
}
