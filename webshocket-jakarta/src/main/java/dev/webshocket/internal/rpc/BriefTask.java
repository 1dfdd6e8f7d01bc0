package dev.webshocket.internal.rpc;

/** A task of a lane that ends soon, such as a connect callback, and gets a thread under any load. */
@FunctionalInterface
public interface BriefTask extends Runnable {

    /** Tells whether a task of a lane is brief: a {@link BriefTask}, or a call of a {@code @NonBlocking} method that is not large. */
    static boolean is(Runnable task) {
        return task instanceof Call call
                ? call.method().nonBlocking() && !call.resources().isLarge()
                : task instanceof BriefTask;
    }
}
