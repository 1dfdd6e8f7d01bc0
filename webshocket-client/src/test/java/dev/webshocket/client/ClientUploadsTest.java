package dev.webshocket.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatNullPointerException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.webshocket.RpcException;
import dev.webshocket.RpcItems;
import dev.webshocket.RpcMethod;
import dev.webshocket.RpcStream;
import dev.webshocket.WebSocketHandler;
import dev.webshocket.support.EngineServer;
import java.util.Iterator;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Flow;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.SubmissionPublisher;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.assertj.core.api.AbstractThrowableAssert;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Streams that the client uploads. */
@Tag("slow")
@Timeout(60)
class ClientUploadsTest {

    @WebSocketHandler("/ws")
    public static class Handler {

        final BlockingQueue<Throwable> failures = new LinkedBlockingQueue<>();
        final CountDownLatch begun = new CountDownLatch(1);
        final AtomicInteger made = new AtomicInteger();

        @RpcMethod
        public long sum(RpcItems<Integer> numbers) {
            begun.countDown();
            try {
                return numbers.stream().mapToLong(Integer::longValue).sum();
            } catch (RuntimeException e) {
                failures.add(e);
                throw e;
            }
        }

        @RpcMethod
        public String weigh(String unit, Flow.Publisher<Integer> first, RpcItems<Integer> second, String end) {
            CompletableFuture<Long> weight = new CompletableFuture<>();
            first.subscribe(new Flow.Subscriber<>() {
                private long sum;

                @Override
                public void onSubscribe(Flow.Subscription subscription) {
                    subscription.request(Long.MAX_VALUE);
                }

                @Override
                public void onNext(Integer item) {
                    sum += item;
                }

                @Override
                public void onError(Throwable failure) {
                    weight.completeExceptionally(failure);
                }

                @Override
                public void onComplete() {
                    weight.complete(sum);
                }
            });
            return weight.join() + unit + sum(second) + end;
        }

        @RpcMethod
        public void shout(RpcItems<String> words, RpcStream<String> out) {
            words.forEach(word -> out.send(word.toUpperCase(Locale.ROOT)));
        }

        @RpcMethod
        public int first(RpcItems<Integer> numbers) {
            return numbers.iterator().next();
        }

        @RpcMethod("for_ever")
        public void forEver(RpcStream<String> out) {
            while (true) {
                out.send("x".repeat(1_000));
                made.incrementAndGet();
            }
        }

        @RpcMethod
        public String ping() {
            return "pong";
        }
    }

    interface Remote {

        @RpcMethod
        long sum(RpcItems<Integer> numbers);

        @RpcMethod("sum")
        long sumOf(Stream<Integer> numbers);

        @RpcMethod
        String weigh(String unit, Flow.Publisher<Integer> first, Stream<Integer> second, String end);

        @RpcMethod
        RpcItems<String> shout(Stream<String> words);
    }

    private final Handler handler = new Handler();
    private EngineServer server;
    private WebSocketClient client;

    @BeforeEach
    void connect() throws Exception {
        server = EngineServer.start(handler);
        client = builder().connect();
    }

    private WebSocketClientBuilder builder() {
        return WebSocketClient.builder(server.uri("/ws")).offer(WebSocketClientBuilder.V2, WebSocketClientBuilder.V1);
    }

    @AfterEach
    void close() {
        client.close();
        server.close();
    }

    private static List<Integer> numbers(int count) {
        return IntStream.range(0, count).boxed().toList();
    }

    private static Flow.Publisher<Integer> published(int count) {
        return subscriber -> {
            SubmissionPublisher<Integer> publisher = new SubmissionPublisher<>();
            publisher.subscribe(subscriber);
            CompletableFuture.runAsync(() -> {
                numbers(count).forEach(publisher::submit);
                publisher.close();
            });
        };
    }

    @Test
    void eachKindOfSourceIsUploaded() {
        assertThat(client.rpc("sum").upload(numbers(10_000)).call(long.class)).isEqualTo(49_995_000);
        assertThat(client.rpc("sum").upload(numbers(10_000).stream()).call(long.class))
                .isEqualTo(49_995_000);
        assertThat(client.rpc("sum").upload(published(10_000)).call(long.class)).isEqualTo(49_995_000);
        assertThat(client.rpc("sum").upload(List.of()).callAsync(long.class).join())
                .isZero();
    }

    @Test
    void severalUploadsHaveTheOrderOfTheParameters() {
        RpcCall call =
                client.rpc("weigh").args(" kg and ", "!").upload(published(100)).upload(numbers(3));
        assertThat(call.call(String.class)).isEqualTo("4950 kg and 3!");
        assertThat(call.call(String.class)).as("it may be made again").isEqualTo("4950 kg and 3!");
    }

    @Test
    void whatIsUploadedComesBackAsAStream() {
        List<String> words =
                IntStream.range(0, 2_000).mapToObj(i -> "word " + i).toList();
        try (RpcItems<String> items = client.rpc("shout").upload(words).stream(String.class)) {
            assertThat(items.stream().toList())
                    .isEqualTo(
                            words.stream().map(w -> w.toUpperCase(Locale.ROOT)).toList());
        }
    }

    @Test
    void proxiesUpload() {
        Remote remote = client.proxy(Remote.class);
        assertThat(remote.sumOf(numbers(5).stream())).isEqualTo(10);
        assertThat(remote.weigh("kg", published(3), numbers(4).stream(), ".")).isEqualTo("3kg6.");
        try (RpcItems<String> loud = remote.shout(Stream.of("a", "b"))) {
            assertThat(loud).containsExactly("A", "B");
        }
        assertThatNullPointerException().isThrownBy(() -> remote.sum(null));
    }

    @Test
    void aReceivedStreamCanBeUploaded() {
        Remote remote = client.proxy(Remote.class);
        RpcItems<String> loud = remote.shout(Stream.of("a", "b"));
        try (RpcItems<String> louder = client.rpc("shout").upload(loud).stream(String.class)) {
            assertThat(louder).containsExactly("A", "B");
        }
    }

    @Test
    void theMethodGetsAnRpcExceptionOfTheSource() throws Exception {
        Stream<Integer> failing = Stream.of(1, 2).peek(i -> {
            if (i == 2) {
                throw new RpcException(4711, "disk full");
            }
        });
        assertThatExceptionOfType(RpcException.class)
                .isThrownBy(() -> client.rpc("sum").upload(failing).call(long.class))
                .withMessage("disk full")
                .satisfies(e -> assertThat(e.code()).isEqualTo(4711));
        assertThat(handler.failures.poll(20, TimeUnit.SECONDS))
                .isInstanceOf(RpcException.class)
                .hasMessage("disk full");
    }

    @Test
    void anyOtherFailureOfTheSourceFailsTheCall() throws Exception {
        IllegalStateException broken = new IllegalStateException("broken");
        // The client cancels the call: a method that has not begun would not run.
        Iterable<Integer> failing = () -> {
            assertThatCode(() -> assertThat(handler.begun.await(20, TimeUnit.SECONDS))
                            .isTrue())
                    .doesNotThrowAnyException();
            throw broken;
        };
        assertFails(client.rpc("sum").upload(failing)).hasRootCause(broken);
        assertFails(client.rpc("sum").upload(subscriber -> {
                    throw broken;
                }))
                .hasRootCause(broken);
        assertThat(handler.failures.poll(20, TimeUnit.SECONDS)).isNotNull();
        assertThat(client.call("ping", String.class)).isEqualTo("pong");
    }

    @Test
    void anItemThatCannotBeEncodedFailsTheCall() {
        Iterable<Object> unencodable = () -> {
            throw new IllegalStateException("no items");
        };
        assertFails(client.rpc("sum").upload(List.of(1, unencodable)));
        Stream<Integer> used = Stream.of(1);
        assertThat(client.rpc("sum").upload(used).call(long.class)).isEqualTo(1);
        assertFails(client.rpc("sum").upload(used));
        assertThat(client.call("ping", String.class)).isEqualTo("pong");
    }

    private static AbstractThrowableAssert<?, ? extends Throwable> assertFails(RpcCall call) {
        return assertThatThrownBy(() -> call.call(long.class))
                .isInstanceOfSatisfying(
                        ClientException.class, e -> assertThat(e.code()).isEqualTo("WEBSHOCKET-0346"));
    }

    @Test
    void theAnswerEndsTheUpload() throws Exception {
        CountDownLatch closed = new CountDownLatch(1);
        Stream<Integer> endless = Stream.iterate(7, i -> i).onClose(closed::countDown);
        assertThat(client.rpc("first").upload(endless).call(int.class)).isEqualTo(7);
        assertThat(closed.await(20, TimeUnit.SECONDS)).isTrue();
    }

    @Test
    void cancellingTheCallEndsTheUpload() throws Exception {
        CountDownLatch cancelled = new CountDownLatch(1);
        Flow.Publisher<Integer> silent = subscriber -> subscriber.onSubscribe(new Flow.Subscription() {
            @Override
            public void request(long n) {}

            @Override
            public void cancel() {
                cancelled.countDown();
            }
        });
        CompletableFuture<Long> call = client.rpc("sum").upload(silent).callAsync(long.class);
        assertThat(handler.begun.await(20, TimeUnit.SECONDS)).isTrue();
        call.cancel(true);
        assertThat(cancelled.await(20, TimeUnit.SECONDS)).isTrue();
        assertThat(handler.failures.poll(20, TimeUnit.SECONDS)).isNotNull();
    }

    @Test
    void aBlockedSourceIsInterrupted() throws Exception {
        CountDownLatch interrupted = new CountDownLatch(1);
        CountDownLatch blocked = new CountDownLatch(1);
        Iterable<Integer> hanging = () -> new Iterator<>() {
            @Override
            public boolean hasNext() {
                blocked.countDown();
                try {
                    new CountDownLatch(1).await();
                } catch (InterruptedException e) {
                    interrupted.countDown();
                }
                return false;
            }

            @Override
            public Integer next() {
                return 1;
            }
        };
        CompletableFuture<Long> call = client.rpc("sum").upload(hanging).callAsync(long.class);
        assertThat(blocked.await(20, TimeUnit.SECONDS)).isTrue();
        call.cancel(true);
        assertThat(interrupted.await(20, TimeUnit.SECONDS)).isTrue();
    }

    @Test
    void aStreamIsClosedAlsoIfItsCallIsNeverSent() throws Exception {
        client.close();
        CountDownLatch closed = new CountDownLatch(1);
        RpcCall call = client.rpc("sum").upload(Stream.of(1).onClose(closed::countDown));
        assertThatExceptionOfType(ConnectionClosedException.class).isThrownBy(() -> call.call(long.class));
        assertThat(closed.await(20, TimeUnit.SECONDS)).isTrue();
    }

    @Test
    void version1HasNoUploads() throws Exception {
        CountDownLatch closed = new CountDownLatch(1);
        try (WebSocketClient old = builder().offer(WebSocketClientBuilder.V1).connect()) {
            RpcCall call = old.rpc("sum").upload(Stream.of(1).onClose(closed::countDown));
            assertThatExceptionOfType(ClientException.class)
                    .isThrownBy(() -> call.call(long.class))
                    .satisfies(e -> assertThat(e.code()).isEqualTo("WEBSHOCKET-0347"));
            assertThat(old.outstandingCalls()).isZero();
            assertThat(old.call("ping", String.class)).isEqualTo("pong");
        }
        assertThat(closed.await(20, TimeUnit.SECONDS)).isTrue();
    }

    @Test
    void aStreamThatNobodyTakesHoldsUpNothingElse() throws Exception {
        try (RpcItems<String> stuck = client.streamRpc("for_ever", String.class)) {
            await().until(() -> handler.made.get() >= 32);
            for (int i = 0; i < 100; i++) {
                assertThat(client.call("ping", String.class)).isEqualTo("pong");
            }
            assertThat(client.rpc("sum").upload(numbers(1_000)).call(long.class))
                    .isEqualTo(499_500);
            assertThat(handler.made.get()).isLessThan(1_000);
            Iterator<String> items = stuck.iterator();
            for (int i = 0; i < 2_000; i++) {
                assertThat(items.next()).hasSize(1_000);
            }
        }
    }

    @Test
    void bufferBytesBoundsWhatTheClientAsksFor() {
        try (WebSocketClient narrow = builder().bufferBytes(20_000).connect();
                RpcItems<String> stuck = narrow.streamRpc("for_ever", String.class)) {
            Iterator<String> items = stuck.iterator();
            for (int i = 0; i < 100; i++) {
                items.next();
            }
            // Each call is answered after what the stream has been asked for.
            narrow.call("ping", String.class);
            assertThat(handler.made.get()).isBetween(100, 100 + 20 + 2);
        }
    }
}
