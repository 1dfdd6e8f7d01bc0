package dev.webshocket.internal.concurrent;

/**
 * A task for one client, whose fields a {@link FairExecutor} uses for fairness. Other executors run it as any task.
 *
 * @param connection identifies the connection
 * @param network identifies the network of the client, which several connections may share
 * @param kind how long the task may take
 * @param work the task
 * @param refusal runs instead of a {@link Kind#STREAM} that has waited too long
 */
public record ClientTask(Object connection, Object network, Kind kind, Runnable work, Runnable refusal)
        implements Runnable {

    /** How long a task may take. */
    public enum Kind {
        /** It ends soon, such as a connect callback, which must run under any load. */
        BRIEF,
        /** It may take any time. */
        LASTING,
        /** As {@link #LASTING}, but refused if it waits for too long. */
        STREAM
    }

    @Override
    public void run() {
        work.run();
    }
}
