package dev.webshocket.internal.concurrent;

import java.util.concurrent.Executor;
import java.util.concurrent.ScheduledExecutorService;

/**
 * The threads that calls run on.
 *
 * @param calls runs the calls that hold their connection's lane; a task of it ends when its calls do
 * @param concurrent runs calls that stand beside the others and may take as long as they like, streams above all; apart
 *     from {@code calls} so that slow readers of streams hold up nobody
 * @param upkeep pings and closes connections, which may take as long as the container likes; apart from the others, since it
 *     is what lets go the calls that wait for a client which does not read
 * @param timer runs short periodic tasks that never block: pings and time-outs. A periodic task must go on whatever one of its
 *     runs throws, an {@code Error} too, unlike in Java's own timers; that of {@link DefaultExecutors} sees to it
 */
public record CallExecutors(Executor calls, Executor concurrent, Executor upkeep, ScheduledExecutorService timer) {}
