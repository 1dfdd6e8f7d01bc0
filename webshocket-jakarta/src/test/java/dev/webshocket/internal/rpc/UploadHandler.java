package dev.webshocket.internal.rpc;

import dev.webshocket.Concurrent;
import dev.webshocket.RpcException;
import dev.webshocket.RpcItems;
import dev.webshocket.RpcMethod;
import dev.webshocket.RpcStream;
import dev.webshocket.WebSocketHandler;
import java.util.Locale;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Flow;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** Receives uploads in all forms, and records how they end. */
@WebSocketHandler("/ws")
public class UploadHandler {

    final CountDownLatch begun = new CountDownLatch(1);
    final CountDownLatch release = new CountDownLatch(1);
    final BlockingQueue<Throwable> failures = new LinkedBlockingQueue<>();

    public record Reading(String sensor, int value) {}

    @RpcMethod
    long sum(RpcItems<Integer> numbers) {
        return numbers.stream().mapToLong(Integer::longValue).sum();
    }

    @RpcMethod
    String two(String prefix, RpcItems<Integer> numbers, RpcItems<Reading> readings) {
        return prefix + sum(numbers) + readings.stream().map(Reading::toString).toList();
    }

    @RpcMethod
    void shout(RpcItems<String> words, RpcStream<String> out) {
        words.forEach(word -> out.send(word.toUpperCase(Locale.ROOT)));
    }

    @RpcMethod
    Stream<String> mapped(RpcItems<String> words) {
        return words.stream().map(word -> word + "!");
    }

    @RpcMethod
    Flow.Publisher<String> relayed(Flow.Publisher<String> words) {
        return words;
    }

    @RpcMethod
    CompletionStage<Integer> counted(Flow.Publisher<Object> items) {
        Counter counter = new Counter();
        items.subscribe(counter);
        return counter.count;
    }

    @RpcMethod
    int first(RpcItems<Integer> numbers) {
        return numbers.iterator().next();
    }

    @RpcMethod
    int closing(RpcItems<Integer> numbers) throws InterruptedException {
        int first = numbers.iterator().next();
        numbers.close();
        begun.countDown();
        release.await();
        return first;
    }

    /** Takes one item, and the others when the test says so. */
    @RpcMethod
    long slow(RpcItems<Integer> numbers) throws InterruptedException {
        long sum = numbers.iterator().next();
        begun.countDown();
        release.await();
        return sum + sum(numbers);
    }

    @RpcMethod
    long recording(RpcItems<Integer> numbers) {
        begun.countDown();
        try {
            return sum(numbers);
        } catch (RpcException | CancellationException e) {
            failures.add(e);
            throw e;
        }
    }

    @RpcMethod
    long twice(Flow.Publisher<Integer> numbers) {
        numbers.subscribe(new Counter());
        Counter second = new Counter();
        numbers.subscribe(second);
        second.count.exceptionally(failure -> {
            failures.add(failure);
            return 0;
        });
        return failures.size();
    }

    @RpcMethod
    CompletionStage<Integer> broken(Flow.Publisher<Integer> numbers) {
        numbers.subscribe(new Counter() {
            @Override
            public void onNext(Object item) {
                throw new IllegalStateException("broken subscriber");
            }
        });
        return new CompletableFuture<>();
    }

    @RpcMethod
    void blockedStream(RpcStream<Integer> out) throws InterruptedException {
        out.send(1);
        begun.countDown();
        release.await();
    }

    @RpcMethod
    Stream<Integer> numbers(int n) {
        return IntStream.range(0, n).boxed();
    }

    @RpcMethod
    void failing(int after, RpcStream<Integer> out) {
        IntStream.range(0, after).forEach(out::send);
        throw new RpcException("no more");
    }

    @RpcMethod
    @Concurrent
    String beside() {
        return "beside";
    }

    @RpcMethod
    String ping() {
        return "pong";
    }

    /** Counts items, one at a time. */
    static class Counter implements Flow.Subscriber<Object> {

        final CompletableFuture<Integer> count = new CompletableFuture<>();
        private Flow.Subscription subscription;
        private int seen;

        @Override
        public void onSubscribe(Flow.Subscription given) {
            subscription = given;
            subscription.request(1);
        }

        @Override
        public void onNext(Object item) {
            seen++;
            subscription.request(1);
        }

        @Override
        public void onError(Throwable failure) {
            count.completeExceptionally(failure);
        }

        @Override
        public void onComplete() {
            count.complete(seen);
        }
    }
}
