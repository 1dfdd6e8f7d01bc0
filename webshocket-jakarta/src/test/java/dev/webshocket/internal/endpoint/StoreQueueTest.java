package dev.webshocket.internal.endpoint;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

/** How many questions a store is asked at a time. */
class StoreQueueTest {

    @Test
    void asksInOrderAndSoManyAtATime() {
        StoreQueue queue = new StoreQueue(Runnable::run, 2);
        List<CompletableFuture<String>> asked = new ArrayList<>();
        List<CompletableFuture<String>> answers = new ArrayList<>();
        for (int i = 0; i < 4; i++) {
            answers.add(queue.ask(() -> {
                CompletableFuture<String> one = new CompletableFuture<>();
                asked.add(one);
                return one;
            }));
        }
        assertThat(asked).hasSize(2);
        asked.get(1).complete("second");
        assertThat(answers.get(1)).isCompletedWithValue("second");
        assertThat(asked).hasSize(3);
        asked.get(0).complete("first");
        asked.get(2).complete("third");
        asked.get(3).complete("fourth");
        assertThat(answers.stream().map(CompletableFuture::join)).containsExactly("first", "second", "third", "fourth");
    }

    @Test
    void asksOnTheThreadOfTheCallerIfThereIsNoOther() {
        StoreQueue queue = new StoreQueue(
                task -> {
                    throw new RejectedExecutionException();
                },
                1);
        assertThat(queue.ask(() -> CompletableFuture.completedFuture(1))).isCompletedWithValue(1);
    }

    @Test
    void answersAllUnderLoad() throws Exception {
        ExecutorService threads = Executors.newFixedThreadPool(4);
        try {
            StoreQueue queue = new StoreQueue(threads, 3);
            AtomicInteger underWay = new AtomicInteger();
            List<Integer> most = new CopyOnWriteArrayList<>();
            List<CompletableFuture<Integer>> answers = new ArrayList<>();
            for (int i = 0; i < 5_000; i++) {
                int number = i;
                answers.add(queue.ask(() -> {
                    int now = underWay.incrementAndGet();
                    if (now > 3) {
                        most.add(now);
                    }
                    return CompletableFuture.supplyAsync(
                            () -> {
                                underWay.decrementAndGet();
                                return number;
                            },
                            threads);
                }));
            }
            for (int i = 0; i < answers.size(); i++) {
                assertThat(answers.get(i).get(30, TimeUnit.SECONDS)).isEqualTo(i);
            }
            assertThat(most).isEmpty();
        } finally {
            threads.shutdownNow();
        }
    }
}
