package dev.webshocket.internal.rpc;

import dev.webshocket.spi.CallExecutors;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;

/**
 * The threads that work for one connection, in the context that user code of it is to have. What no thread can be had for is
 * done on the current one, so that nothing is lost or leaked. Safe for use by any thread.
 */
public final class LaneThreads {

    private final CallExecutors executors;
    private final Executor context;
    private final FailureLog failures;
    /** Those that run calls beside the lane. */
    private final Departure beside = new Departure();

    /**
     * Makes the threads of one connection.
     *
     * @param executors where calls run
     * @param context runs a task at once, in the context that user code of this connection is to have
     * @param failures logs what nobody else catches
     */
    public LaneThreads(CallExecutors executors, Executor context, FailureLog failures) {
        this.executors = executors;
        this.context = context;
        this.failures = failures;
    }

    /** Runs work on the current thread. */
    void runHere(Runnable work) {
        context.execute(work);
    }

    /** Runs the lane on a thread for calls. */
    void run(Runnable work) {
        Runnable inContext = () -> context.execute(work);
        try {
            executors.calls().execute(inContext);
        } catch (RejectedExecutionException | Error e) {
            // The platform has shut its threads down, or can start none.
            inContext.run();
        }
    }

    /**
     * Runs the work of a call beside the lane on a thread of its own.
     *
     * @param instead runs at once, on the current thread, where there can be none
     */
    void runBeside(Runnable work, Runnable instead) {
        runBeside(executors.concurrent(), work, instead);
    }

    /** Runs code of the application's that is short and not to be run by the current thread, if it can be helped. */
    void runShort(Runnable work) {
        runBeside(executors.calls(), work, work);
    }

    private void runBeside(Executor executor, Runnable work, Runnable instead) {
        beside.enter();
        try {
            executor.execute(() -> {
                try {
                    context.execute(work);
                } finally {
                    beside.leave();
                }
            });
        } catch (RejectedExecutionException | Error e) {
            try {
                context.execute(instead);
            } finally {
                beside.leave();
            }
        }
    }

    /** Runs an action when no thread runs anything beside the lane. */
    void whenNoneBeside(Runnable action) {
        beside.whenEmpty(action);
    }

    /** Does what must not fail for the sake of what comes next. */
    void guard(Runnable work) {
        try {
            work.run();
        } catch (Throwable failure) {
            failures.taskFailed(failure);
        }
    }
}
