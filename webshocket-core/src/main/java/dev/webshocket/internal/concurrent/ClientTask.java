package dev.webshocket.internal.concurrent;

/**
 * A task of the engine's for one client, by which executors can be fair to the others: {@link FairExecutor}. Others run it as
 * they run anything.
 *
 * @param connection what tells the connection from others
 * @param network what tells the address that it comes from from others, which several connections may share
 * @param kind what is to be expected of the task
 * @param work the task
 * @param refusal what to do in place of a {@link Kind#STREAM} that has waited for too long
 */
public record ClientTask(Object connection, Object network, Kind kind, Runnable work, Runnable refusal)
        implements Runnable {

    /** What is to be expected of a task. */
    public enum Kind {
        /** It ends soon, such as a connect callback: it lets a client in, whatever else goes on. */
        BRIEF,
        /** It may take as long as it likes. */
        LASTING,
        /** As {@link #LASTING}; its caller is rather told soon that there is no room. */
        STREAM
    }

    @Override
    public void run() {
        work.run();
    }
}
