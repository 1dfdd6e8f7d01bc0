package dev.webshocket.internal.credential;

import dev.webshocket.internal.memory.MemoryShare;
import java.util.ArrayDeque;
import java.util.Queue;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Function;

/**
 * The refreshes of one connection, which happen one at a time, in the order received, so that their answers do too. Calls do not
 * wait for them. Safe for use by any thread; its lock is not held while a refresh happens.
 */
public final class Refreshes {

    /** How many refreshes may wait; a client has no use for more than one. */
    private static final int MOST_WAITING = 8;

    private static final int BYTES_PER_CHAR = 2;

    private final Function<String, CompletionStage<?>> refresh;
    private final MemoryShare memory;
    private final ReentrantLock lock = new ReentrantLock();
    /** The tokens of the refreshes that wait. */
    private final Queue<String> waiting = new ArrayDeque<>(2);

    private boolean busy;
    private boolean ended;

    /**
     * Makes the refreshes of a connection.
     *
     * @param refresh makes a refresh with a token, and answers it; its stage completes then
     * @param memory what the tokens are charged to
     */
    public Refreshes(Function<String, CompletionStage<?>> refresh, MemoryShare memory) {
        this.refresh = refresh;
        this.memory = memory;
    }

    /**
     * Makes a refresh, after those before it.
     *
     * @return false if too many wait, or there is no memory for the token
     */
    public boolean offer(String token) {
        lock.lock();
        try {
            if (ended) {
                return true;
            }
            if (waiting.size() == MOST_WAITING || !memory.take(bytes(token))) {
                return false;
            }
            waiting.add(token);
            if (busy) {
                return true;
            }
            busy = true;
        } finally {
            lock.unlock();
        }
        next();
        return true;
    }

    private void next() {
        String token;
        lock.lock();
        try {
            token = waiting.poll();
            busy = token != null;
        } finally {
            lock.unlock();
        }
        if (token != null) {
            refresh.apply(token).whenComplete((done, failure) -> {
                memory.giveBack(bytes(token));
                next();
            });
        }
    }

    /** Drops the refreshes that wait, since the connection has ended. */
    public void end() {
        long dropped;
        lock.lock();
        try {
            ended = true;
            dropped = waiting.stream().mapToLong(Refreshes::bytes).sum();
            waiting.clear();
        } finally {
            lock.unlock();
        }
        memory.giveBack(dropped);
    }

    private static long bytes(String token) {
        return (long) BYTES_PER_CHAR * token.length();
    }
}
