package dev.webshocket.internal.rpc;

/** A task of a lane that ends soon, such as a connect callback, and is run whatever other clients do. */
@FunctionalInterface
public interface BriefTask extends Runnable {

    /** Tells whether a task of a lane is brief: one that says so, or a call of a method that waits for nothing, and not a large one. */
    static boolean is(Runnable task) {
        return task instanceof Call call
                ? call.method().nonBlocking() && !call.resources().isLarge()
                : task instanceof BriefTask;
    }
}
