package dev.webshocket.internal.concurrent;

import dev.webshocket.internal.log.SampledLog;
import java.lang.System.Logger.Level;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.TimeUnit;

/**
 * One thread for short tasks. A periodic task runs again after any exception or error. Java's own timer would not run it again,
 * and would not report the exception. A thread that dies nevertheless is logged and replaced. Safe for use by any thread.
 */
final class SteadyTimer extends ScheduledThreadPoolExecutor {

    private static final String REASON = "WEBSHOCKET-0243: a timed task failed, and goes on where it is periodic";

    private final SampledLog log = new SampledLog();

    SteadyTimer(ThreadFactory threads) {
        super(1, threads);
        setRemoveOnCancelPolicy(true);
        setThreadFactory(task -> {
            Thread thread = threads.newThread(task);
            thread.setUncaughtExceptionHandler((dead, failure) -> failed(failure));
            return thread;
        });
    }

    @Override
    public ScheduledFuture<?> scheduleWithFixedDelay(Runnable task, long initialDelay, long delay, TimeUnit unit) {
        return super.scheduleWithFixedDelay(() -> run(task), initialDelay, delay, unit);
    }

    @Override
    public ScheduledFuture<?> scheduleAtFixedRate(Runnable task, long initialDelay, long period, TimeUnit unit) {
        return super.scheduleAtFixedRate(() -> run(task), initialDelay, period, unit);
    }

    /** Logs exceptions of the task, because no code reads its future. */
    @Override
    public ScheduledFuture<?> schedule(Runnable task, long delay, TimeUnit unit) {
        return super.schedule(() -> run(task), delay, unit);
    }

    private void run(Runnable task) {
        try {
            task.run();
        } catch (Throwable e) {
            failed(e);
        }
    }

    private void failed(Throwable failure) {
        try {
            log.failure(
                    Level.ERROR,
                    REASON,
                    failure,
                    id -> Thread.currentThread().getName() + ", error " + id
                            + "; where it is for a lack of memory, have the JVM end itself instead, by"
                            + " -XX:+ExitOnOutOfMemoryError");
            log.report();
        } catch (Throwable e) {
            // Logging may need the memory that is missing.
        }
    }
}
