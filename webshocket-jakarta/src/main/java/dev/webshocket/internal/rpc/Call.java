package dev.webshocket.internal.rpc;

import dev.webshocket.internal.model.ResultShape;
import dev.webshocket.internal.model.RpcMethodModel;
import java.util.function.BooleanSupplier;

/**
 * One call, from its arrival until its answer or its cancellation. Safe for use by any thread; its monitor guards its
 * state and is never held while user code or the container runs.
 */
public final class Call implements Runnable {

    private static final ThreadLocal<Call> RUNNING = new ThreadLocal<>();

    private final Object id;
    private final RpcMethodModel method;
    private final CallRunner runner;
    private final Peer peer;
    private Object[] arguments;
    private BooleanSupplier admission = () -> true;

    private volatile boolean cancelled;
    private volatile boolean finished;
    private Thread thread;
    private Runnable stop;

    Call(Object id, RpcMethodModel method, CallRunner runner, Peer peer) {
        this.id = id;
        this.method = method;
        this.runner = runner;
        this.peer = peer;
    }

    /** Gives the call its arguments, before it is queued. */
    void arguments(Object[] bound) {
        arguments = bound;
    }

    /**
     * Gives the call what decides whether it runs: when its turn has come on the lane's thread, or, where it then waits
     * aside, on its own.
     */
    void admission(BooleanSupplier decision) {
        admission = decision;
    }

    /** Tells whether it may run; where it may not it has been answered. */
    boolean isAdmitted() {
        return admission.getAsBoolean();
    }

    Object[] arguments() {
        return arguments;
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

    /**
     * Says that the current thread runs user code for this call from now on.
     *
     * @return false if the call was cancelled before
     */
    synchronized boolean enter() {
        if (cancelled) {
            return false;
        }
        thread = Thread.currentThread();
        RUNNING.set(this);
        return true;
    }

    /**
     * Says that the current thread is done with user code for this call, and takes back an interruption meant for it. On a
     * thread of ours any other is taken back too, such as one that the call itself has left there: it would hit the next
     * call.
     */
    void leave() {
        RUNNING.set(null);
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

    /**
     * Runs work of the container on the current thread, which no cancellation of a call interrupts meanwhile: Java closes
     * a channel to which an interrupted thread writes, and that may be another client's.
     */
    public static void shield(Runnable work) {
        Call call = RUNNING.get();
        if (call != null) {
            call.pauseInterruption();
        }
        boolean interrupted = Thread.interrupted();
        try {
            work.run();
        } finally {
            if ((call != null && call.resumeInterruption()) || interrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }

    private synchronized void pauseInterruption() {
        thread = null;
    }

    /** Returns whether the thread is to be interrupted, since the call has been cancelled. */
    private synchronized boolean resumeInterruption() {
        thread = Thread.currentThread();
        return cancelled;
    }

    /**
     * Says how to stop what goes on without a thread of ours. Where the call is cancelled already it is stopped at once.
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

    /** What fails to stop must not keep the calls and the connection around it. */
    private void stop(Runnable action) {
        try {
            action.run();
        } catch (Throwable failure) {
            FailureLog.cancellationFailed(method, failure);
        }
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
        peer.outbound().discard(this);
        if (action != null) {
            stop(action);
        }
    }
}
