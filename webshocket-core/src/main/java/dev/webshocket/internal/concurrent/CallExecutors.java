package dev.webshocket.internal.concurrent;

import java.util.concurrent.Executor;
import java.util.concurrent.ScheduledExecutorService;

/**
 * The threads that calls run on.
 *
 * @param calls runs the calls that hold their connection's lane; a task ends when its calls do
 * @param concurrent runs calls beside the lane that may take any time, such as streams; separate from {@code calls}, so that
 *     slow readers of streams delay no other calls
 * @param upkeep pings and closes connections, which may take any time in the container; separate from the others, because it
 *     ends calls that wait for a client that does not read
 * @param timer runs short periodic tasks that never block: pings and time-outs. A periodic task must run again after any
 *     exception or {@code Error}, unlike in Java's own timers; the timer of {@link DefaultExecutors} does so
 */
public record CallExecutors(Executor calls, Executor concurrent, Executor upkeep, ScheduledExecutorService timer) {}
