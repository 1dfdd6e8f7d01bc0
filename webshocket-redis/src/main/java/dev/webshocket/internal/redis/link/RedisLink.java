package dev.webshocket.internal.redis.link;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.webshocket.redis.RedisSettings;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Future;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.TimeUnit;

/**
 * Runs scripts on Redis without blocking the caller. What waits is bounded: by {@link #MOST_COMMANDS} and {@link #MOST_BYTES} for
 * writes and as much for reads, and in time by {@link RedisSettings#patience}. It connects when it has something to send, and again
 * after a break; until then commands wait.
 *
 * <p>Writes run in the order in which they were given to the link, also those that are sent again after a break. One that Redis refuses
 * for a moment comes behind those that were sent with it. Safe for use by any thread. Stages complete on the link's threads, so what
 * depends on them must not block.
 */
public final class RedisLink implements AutoCloseable {

    /** How many commands may wait in a lane. */
    public static final int MOST_COMMANDS = 10_000;

    /** How many bytes the commands that wait in a lane may have. */
    public static final long MOST_BYTES = 64L << 20;

    private static final Duration TICK = Duration.ofMillis(50);

    private final Duration patience;
    private final RedisConnections connections;
    private final Lane writes;
    private final Lane reads;
    private final ScheduledThreadPoolExecutor timer;

    /** The timer's last; null before its first task. */
    private volatile Thread timerThread;

    /**
     * Opens a link. It does not connect yet.
     *
     * @param settings where Redis is
     * @param threads makes the link's threads
     */
    public RedisLink(RedisSettings settings, ThreadFactory threads) {
        this.patience = settings.patience();
        this.connections = new RedisConnections(settings);
        this.writes = new Lane("writes", connections, threads);
        this.reads = new Lane("reads", connections, threads);
        this.timer = new ScheduledThreadPoolExecutor(1, action -> {
            Thread thread = named("timer", threads.newThread(action));
            timerThread = thread;
            return thread;
        });
        timer.setRemoveOnCancelPolicy(true);
        timer.setExecuteExistingDelayedTasksAfterShutdownPolicy(false);
        every(TICK, () -> {
            writes.expire();
            reads.expire();
        });
    }

    static Thread named(String name, Thread thread) {
        thread.setName("webshocket-redis-" + name);
        return thread;
    }

    /**
     * Runs a script.
     *
     * @param script what to run
     * @param keys the keys that it touches, all with the same hash tag
     * @param arguments each a {@code byte[]}, or what its text is taken of
     * @return completes with the reply: null, a {@link Long}, a {@code byte[]}, or a list of these; with a {@link
     *     dev.webshocket.ChannelException} with code 0403 if Redis did not answer in time, and nothing has changed, 0404 if it may have
     *     changed, 0405 if too much waits, 0406 if Redis refuses the script, 0407 if the link has been closed
     */
    public CompletableFuture<Object> eval(RedisScript script, List<String> keys, Object... arguments) {
        List<byte[]> values = new ArrayList<>(arguments.length);
        for (Object argument : arguments) {
            values.add(
                    argument instanceof byte[] bytes
                            ? bytes
                            : String.valueOf(argument).getBytes(UTF_8));
        }
        List<byte[]> names = keys.stream().map(key -> key.getBytes(UTF_8)).toList();
        PendingCommand command = new PendingCommand(script, names, values, System.nanoTime() + patience.toNanos());
        (script.kind() == RedisScript.Kind.READ ? reads : writes).submit(command);
        return command.reply;
    }

    /**
     * Repeats an action, which must not block, on the link's timer. A failure does not end the repetition.
     *
     * @return cancels it; the link cancels it too when it closes
     */
    public ScheduledFuture<?> every(Duration period, Runnable action) {
        return timer.scheduleWithFixedDelay(
                () -> {
                    try {
                        action.run();
                    } catch (RuntimeException e) {
                        FailedTasks.log("a periodic task of the cluster", e);
                    }
                },
                period.toNanos(),
                period.toNanos(),
                TimeUnit.NANOSECONDS);
    }

    /**
     * Runs an action, which must not block, on the link's timer; not if the link closes before.
     *
     * @return cancels it
     */
    public Future<?> after(Duration delay, Runnable action) {
        try {
            return timer.schedule(action, delay.toNanos(), TimeUnit.NANOSECONDS);
        } catch (RejectedExecutionException e) {
            // Closed.
            return CompletableFuture.completedFuture(null);
        }
    }

    /** Returns how long commands may wait. */
    public Duration patience() {
        return patience;
    }

    /** Returns what connects to Redis, for threads of their own that block. */
    public RedisConnections connections() {
        return connections;
    }

    /** Returns how many writes wait. */
    public int queued() {
        return writes.size();
    }

    /**
     * Sends the writes that wait, if that succeeds at once, fails all others, and ends all threads and connections. May be called
     * several times.
     */
    @Override
    public void close() {
        timer.shutdownNow();
        writes.stop();
        reads.stop();
        writes.awaitEnd();
        reads.awaitEnd();
        Thread last = timerThread;
        if (last != null) {
            ThreadEnd.await(last);
        }
        connections.close();
    }
}
