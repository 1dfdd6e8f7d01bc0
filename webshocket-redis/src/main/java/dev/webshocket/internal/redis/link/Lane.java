package dev.webshocket.internal.redis.link;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/**
 * A thread that sends what waits, as much as there is at once, in the order given. What could not be sent, or may be sent again,
 * comes before what is new. Safe for use by any thread.
 */
final class Lane {

    private static final int BATCH_COMMANDS = 256;
    private static final long BATCH_BYTES = 1 << 20;
    private static final long SHORTEST_PAUSE = 20;
    private static final long LONGEST_PAUSE = 500;

    private final ReentrantLock lock = new ReentrantLock();
    private final Condition changed = lock.newCondition();
    /** What has not been sent. Guarded by {@link #lock}, as all that follows. */
    private final Deque<PendingCommand> queue = new ArrayDeque<>();
    /** All that is not complete and some that was completed lately, by deadline. */
    private final Deque<PendingCommand> live = new ArrayDeque<>();

    private int waiting;
    private long waitingBytes;
    private boolean closed;
    private Throwable lastFailure;

    private final Batches batches;
    private final Thread thread;

    Lane(String name, RedisConnections connections, ThreadFactory threads) {
        this.batches = new Batches(connections);
        this.thread = RedisLink.named(name, threads.newThread(this::run));
        thread.start();
    }

    /** Takes a command, or fails it at once. */
    void submit(PendingCommand command) {
        RuntimeException refusal = null;
        lock.lock();
        try {
            if (closed) {
                refusal = LinkFailures.closed();
            } else if (waiting >= RedisLink.MOST_COMMANDS
                    || (waiting > 0 && waitingBytes + command.bytes > RedisLink.MOST_BYTES)) {
                refusal = LinkFailures.full();
            } else {
                waiting++;
                waitingBytes += command.bytes;
                queue.add(command);
                live.add(command);
                changed.signal();
            }
        } finally {
            lock.unlock();
        }
        if (refusal == null) {
            command.reply.whenComplete((result, failure) -> completed(command));
        } else {
            command.reply.completeExceptionally(refusal);
        }
    }

    private void completed(PendingCommand command) {
        lock.lock();
        try {
            waiting--;
            waitingBytes -= command.bytes;
            changed.signal();
        } finally {
            lock.unlock();
        }
    }

    /** Returns how many commands are not complete. */
    int size() {
        lock.lock();
        try {
            return waiting;
        } finally {
            lock.unlock();
        }
    }

    /** Fails what has waited too long. */
    void expire() {
        long now = System.nanoTime();
        List<PendingCommand> expired = new ArrayList<>();
        Throwable cause;
        lock.lock();
        try {
            live.removeIf(PendingCommand::isDone);
            while (!live.isEmpty() && live.peek().deadline - now <= 0) {
                expired.add(live.poll());
            }
            while (!queue.isEmpty() && queue.peek().isDone()) {
                queue.poll();
            }
            cause = lastFailure;
        } finally {
            lock.unlock();
        }
        expired.forEach(command -> command.expire(cause));
    }

    private void run() {
        List<PendingCommand> batch = new ArrayList<>();
        long pause = 0;
        while (fill(batch, pause)) {
            Throwable failure = send(batch);
            batch.removeIf(PendingCommand::isDone);
            note(failure);
            pause = failure == null && batch.isEmpty()
                    ? 0
                    : Math.max(SHORTEST_PAUSE, Math.min(LONGEST_PAUSE, pause * 2));
        }
        batch.forEach(command -> command.expire(LinkFailures.closed()));
        List<PendingCommand> rest;
        lock.lock();
        try {
            rest = List.copyOf(live);
            live.clear();
            queue.clear();
        } finally {
            lock.unlock();
        }
        rest.forEach(command -> command.reply.completeExceptionally(LinkFailures.closed()));
    }

    /** Sends commands; returns why some are not complete, null for none. The thread goes on after errors, too. */
    private Throwable send(List<PendingCommand> batch) {
        try {
            return batches.run(batch);
        } catch (Error e) {
            FailedTasks.log("the sending of commands to Redis", e);
            batch.forEach(command -> command.connectionBroke(e));
            return e;
        }
    }

    private void note(Throwable failure) {
        lock.lock();
        try {
            lastFailure = failure;
        } finally {
            lock.unlock();
        }
    }

    /** Waits for something to send, and adds it; false to end. */
    private boolean fill(List<PendingCommand> batch, long pauseMillis) {
        lock.lock();
        try {
            long left = TimeUnit.MILLISECONDS.toNanos(pauseMillis);
            while (!closed && left > 0) {
                left = changed.awaitNanos(left);
            }
            while (!closed && batch.isEmpty() && queue.isEmpty()) {
                changed.await();
            }
            batch.removeIf(PendingCommand::isDone);
            long bytes = batch.stream().mapToLong(command -> command.bytes).sum();
            while (!queue.isEmpty() && batch.size() < BATCH_COMMANDS && bytes < BATCH_BYTES) {
                PendingCommand next = queue.poll();
                if (!next.isDone()) {
                    batch.add(next);
                    bytes += next.bytes;
                }
            }
            return !closed || (!batch.isEmpty() && pauseMillis == 0);
        } catch (InterruptedException e) {
            closed = true;
            return false;
        } finally {
            lock.unlock();
        }
    }

    /** Takes nothing more, sends what waits if that succeeds at once, and ends the thread. Does not wait. */
    void stop() {
        lock.lock();
        try {
            closed = true;
            changed.signalAll();
        } finally {
            lock.unlock();
        }
    }

    /** Waits for the end of the thread, which may wait for a reply for as long as a connection's time limit. */
    void awaitEnd() {
        ThreadEnd.await(thread);
    }
}
