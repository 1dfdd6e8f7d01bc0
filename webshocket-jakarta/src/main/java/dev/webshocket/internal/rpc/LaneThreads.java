package dev.webshocket.internal.rpc;

import dev.webshocket.internal.concurrent.CallExecutors;
import dev.webshocket.internal.concurrent.Claim;
import dev.webshocket.internal.concurrent.ClientTask;
import dev.webshocket.internal.concurrent.ClientTask.Kind;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;

/**
 * The threads that work for one connection, in the context that user code of it is to have. What no thread can be had for is
 * done on the current one, so that nothing is lost or leaked. Safe for use by any thread.
 */
public final class LaneThreads {

    private final Client client;
    private final CallExecutors executors;
    private final Executor context;
    private final FailureLog failures;
    /** What runs beside the lane. */
    private final ActiveTasks beside = new ActiveTasks();

    /**
     * Whose threads they are.
     *
     * @param connection tells the connection from others
     * @param network tells its address from others; several connections may share it
     */
    public record Client(Object connection, Object network) {

        ClientTask task(ClientTask.Kind kind, Runnable work, Runnable refusal) {
            return new ClientTask(connection, network, kind, work, refusal);
        }
    }

    /**
     * Makes the threads of one connection.
     *
     * @param client whose connection it is
     * @param executors where calls run
     * @param context runs a task at once, in the context that user code of this connection is to have
     * @param failures logs what nobody else catches
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
     * @param brief whether that ends soon
     */
    void run(Runnable work, boolean brief) {
        Runnable inContext = new Claim().guard(() -> context.execute(work));
        Kind kind = brief ? Kind.BRIEF : Kind.LASTING;
        try {
            executors.calls().execute(client.task(kind, inContext, inContext));
        } catch (RejectedExecutionException | Error e) {
            // The platform has shut its threads down, or can start none. It may have queued the task all the same.
            inContext.run();
        }
    }

    /**
     * Runs the work of a call beside the lane on a thread of its own.
     *
     * @param instead runs where there can be none: at once, on the current thread, or, of a stream, after a while
     */
    void runBeside(Call call, Runnable work, Runnable instead) {
        runBeside(executors.concurrent(), call.isStream() ? Kind.STREAM : Kind.LASTING, work, instead);
    }

    /** Runs code of the application's that is short and not to be run by the current thread, if it can be helped. */
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

    /** Runs an action in the context when no thread runs anything beside the lane; without it where there is none any more. */
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

    /** Logs what nobody else has caught, so that the lane does what comes next. */
    void failed(Throwable failure) {
        failures.taskFailed(failure);
    }
}
