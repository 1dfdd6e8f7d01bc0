package dev.webshocket.internal.concurrent;

import java.lang.reflect.Method;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ThreadFactory;

/** Finds virtual threads at run time, because the byte code is for Java 17. */
final class VirtualThreads {

    private VirtualThreads() {}

    /** Returns an executor with a virtual thread for each task, or empty where this Java has none (before 21). */
    static Optional<ExecutorService> executor(String name) {
        try {
            Object builder = Thread.class.getMethod("ofVirtual").invoke(null);
            Class<?> type = Class.forName("java.lang.Thread$Builder$OfVirtual");
            builder = type.getMethod("name", String.class, long.class).invoke(builder, name, 0L);
            ThreadFactory factory = (ThreadFactory) type.getMethod("factory").invoke(builder);
            Method perTask = Executors.class.getMethod("newThreadPerTaskExecutor", ThreadFactory.class);
            return Optional.of((ExecutorService) perTask.invoke(null, factory));
        } catch (ReflectiveOperationException e) {
            return Optional.empty();
        }
    }
}
