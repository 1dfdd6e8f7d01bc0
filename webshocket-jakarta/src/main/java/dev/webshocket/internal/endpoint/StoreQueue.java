package dev.webshocket.internal.endpoint;

import dev.webshocket.internal.concurrent.CallerRuns;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Executor;
import java.util.concurrent.Semaphore;
import java.util.function.Supplier;

/**
 * Asks a store on threads for upkeep, a bounded number of questions at a time and in order, so that the sessions of a whole server
 * do not overrun it. Its callers bound how many wait. Safe for use by any thread.
 */
final class StoreQueue {

    private record Question<T>(Supplier<CompletableFuture<T>> ask, CompletableFuture<T> answer) {

        /** Never fails, as {@link StoredSessions} handles the failures of the store. */
        CompletableFuture<?> begin() {
            return ask.get().thenAccept(answer::complete);
        }
    }

    private final Executor threads;
    private final Semaphore free;
    private final Queue<Question<?>> waiting = new ConcurrentLinkedQueue<>();

    /**
     * Makes an empty queue.
     *
     * @param threads runs the questions
     * @param most how many may be under way at a time
     */
    StoreQueue(Executor threads, int most) {
        this.threads = new CallerRuns(threads);
        this.free = new Semaphore(most);
    }

    /**
     * Asks in its turn.
     *
     * @param question what it returns never fails
     * @return completes with the answer
     */
    <T> CompletableFuture<T> ask(Supplier<CompletableFuture<T>> question) {
        CompletableFuture<T> answer = new CompletableFuture<>();
        waiting.add(new Question<>(question, answer));
        threads.execute(this::drain);
        return answer;
    }

    /** Whoever finds no permit leaves what waits to those that have one: each looks again after it has returned it. */
    private void drain() {
        while (!waiting.isEmpty() && free.tryAcquire()) {
            Question<?> next = waiting.poll();
            if (next == null) {
                free.release();
            } else {
                next.begin().whenComplete((done, failure) -> answered());
            }
        }
    }

    private void answered() {
        free.release();
        if (!waiting.isEmpty()) {
            threads.execute(this::drain);
        }
    }
}
