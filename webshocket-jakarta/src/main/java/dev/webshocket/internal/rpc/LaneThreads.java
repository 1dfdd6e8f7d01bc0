package dev.webshocket.internal.rpc;

import dev.webshocket.internal.concurrent.CallExecutors;
import dev.webshocket.internal.concurrent.Claim;
import dev.webshocket.internal.concurrent.ClientTask;
import dev.webshocket.internal.concurrent.ClientTask.Kind;
import dev.webshocket.internal.concurrent.FairExecutor;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.Future;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;

/**
 * The threads that work for one connection, in the context of its user code. If no thread is available, the work runs on the
 * current one, so that it is not lost. Safe for use by any thread.
 */
public final class LaneThreads {

    private final Client client;
    private final CallExecutors executors;
    private final Executor context;
    private final FailureLog failures;
    /** The tasks that run beside the lane. */
    private final ActiveTasks beside = new ActiveTasks();

    /**
     * The client that the threads work for.
     *
     * @param connection identifies the connection
     * @param network identifies the network of the client; several connections may share it
     */
    public record Client(Object connection, Object network) {

        ClientTask task(ClientTask.Kind kind, Runnable work, Runnable refusal) {
            return new ClientTask(connection, network, kind, work, refusal);
        }
    }

    /**
     * Makes the threads of one connection.
     *
     * @param client the client of the connection
     * @param executors run the calls
     * @param context runs a task at once, in the context of the user code of this connection
     * @param failures logs uncaught failures
     */
    public LaneThreads(Client client, CallExecutors executors, Executor context, FailureLog failures) {
        this.client = client;
        this.executors = executors;
        this.context = context;
        this.failures = failures;
    }

    Client client() {
        return client;
    }

    /** Runs work on the current thread. */
    void runHere(Runnable work) {
        context.execute(work);
    }

    /**
     * Runs the lane on a thread for calls.
     *
     * @param brief whether the work ends soon
     */
    void run(Runnable work, boolean brief) {
        Runnable inContext = new Claim().guard(() -> context.execute(work));
        Kind kind = brief ? Kind.BRIEF : Kind.LASTING;
        try {
            executors.calls().execute(client.task(kind, inContext, inContext));
        } catch (RejectedExecutionException | Error e) {
            // The platform has shut its threads down, or cannot start one. It may have queued the task nevertheless.
            inContext.run();
        }
    }

    /**
     * Runs the work of a call beside the lane on a separate thread.
     *
     * @param instead runs if there is no thread: at once, on the current thread, or for a stream after a while
     */
    void runBeside(Call call, Runnable work, Runnable instead) {
        runBeside(executors.concurrent(), call.hasStreams() ? Kind.STREAM : Kind.LASTING, work, instead);
    }

    /**
     * Counts the current thread among those that wait for clients, if that leaves enough for calls that clients make in order
     * to answer.
     */
    boolean beginWait() {
        return !(executors.calls() instanceof FairExecutor fair) || fair.beginWait(client.network());
    }

    /** Takes back a successful {@link #beginWait}. */
    void endWait() {
        if (executors.calls() instanceof FairExecutor fair) {
            fair.endWait(client.network());
        }
    }

    /** Runs a short task once after a delay. */
    Future<?> schedule(Runnable task, Duration delay) {
        try {
            return executors.timer().schedule(() -> runShort(task), delay.toNanos(), TimeUnit.NANOSECONDS);
        } catch (RejectedExecutionException e) {
            // The platform stops, and all sessions end.
            return CompletableFuture.completedFuture(null);
        }
    }

    /** Records that the current thread, which runs the lane, runs a call beside it from now on. */
    void enterBeside() {
        beside.begin();
    }

    /** Records that the current thread has ended that call. */
    void leaveBeside() {
        try {
            beside.end();
        } catch (Throwable failure) {
            failed(failure);
        }
    }

    /** Runs application code, which may take any time, on another thread if one is available. */
    void runLasting(Runnable work) {
        runBeside(executors.concurrent(), Kind.LASTING, work, work);
    }

    /** Runs short application code on another thread if one is available. */
    void runShort(Runnable work) {
        runBeside(executors.calls(), Kind.BRIEF, work, work);
    }

    private void runBeside(Executor executor, Kind kind, Runnable work, Runnable instead) {
        beside.begin();
        Claim claim = new Claim();
        Runnable refusal = claim.guard(() -> runAndLeave(instead));
        try {
            executor.execute(client.task(kind, claim.guard(() -> runAndLeave(work)), refusal));
        } catch (RejectedExecutionException | Error e) {
            refusal.run();
        }
    }

    private void runAndLeave(Runnable work) {
        try {
            context.execute(work);
        } finally {
            beside.end();
        }
    }

    /** Runs an action in the context when no task runs beside the lane; without the context if it no longer exists. */
    void whenNoneBeside(Runnable action) {
        Runnable once = new Claim().guard(action);
        beside.whenNone(() -> {
            try {
                context.execute(once);
            } finally {
                once.run();
            }
        });
    }

    /** Logs an uncaught failure, so that the lane goes on. */
    void failed(Throwable failure) {
        failures.taskFailed(failure);
    }
}
