package dev.webshocket.internal.calls;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.Queue;
import java.util.concurrent.CancellationException;
import java.util.concurrent.Flow;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The two forms in which applications get items: waiting for them, and subscribing. */
class ItemConsumersTest {

    private final StreamLink link = new StreamLink();
    private final AtomicInteger stops = new AtomicInteger();
    private final ItemBuffer<Integer> buffer = new ItemBuffer<>(stops::incrementAndGet);
    private final AwaitedItems<Integer, String> awaited =
            new AwaitedItems<>(buffer, ItemConsumersTest::read, () -> new CancellationException("interrupted"));
    private final Queue<Runnable> work = new ArrayDeque<>();
    private final List<Throwable> broken = new ArrayList<>();
    private final Recorder recorder = new Recorder();
    private final UploadPublisher<Integer, String> publisher =
            new UploadPublisher<>(buffer, ItemConsumersTest::read, (task, instead) -> work.add(task), broken::add);

    @BeforeEach
    void open() {
        buffer.open(new CreditWindow(32, 1 << 20, more -> {}), link.memory);
    }

    private static String read(Integer item) {
        if (item == 13) {
            throw new IllegalStateException("unfit");
        }
        return item == 0 ? null : "item " + item;
    }

    private void offer(int... items) {
        for (int item : items) {
            buffer.offer(item, 10);
        }
    }

    private void runAll() {
        while (!work.isEmpty()) {
            work.remove().run();
        }
    }

    private static class Recorder implements Flow.Subscriber<String> {

        final List<String> items = new ArrayList<>();
        Flow.Subscription subscription;
        Throwable failure;
        int ends;

        @Override
        public void onSubscribe(Flow.Subscription given) {
            subscription = given;
        }

        @Override
        public void onNext(String item) {
            items.add(item);
        }

        @Override
        public void onError(Throwable why) {
            failure = why;
            ends++;
        }

        @Override
        public void onComplete() {
            ends++;
        }
    }

    @Test
    void awaitedItemsAreIterated() {
        offer(1, 2);
        buffer.end(null);
        assertThat(awaited.hasNext()).isTrue();
        assertThat(awaited.hasNext()).isTrue();
        assertThat((Iterable<String>) awaited).containsExactly("item 1", "item 2");
        assertThat((Object) awaited.iterator()).isSameAs(awaited);
        assertThatExceptionOfType(NoSuchElementException.class).isThrownBy(awaited::next);
        assertThat(stops).hasValue(0);
    }

    @Test
    void awaitedItemsAreAStreamThatStopsThem() {
        offer(1, 2, 3);
        try (Stream<String> items = awaited.stream()) {
            assertThat(items.limit(2).toList()).containsExactly("item 1", "item 2");
        }
        assertThat(stops).hasValue(1);
        assertThat(awaited.hasNext()).isFalse();
    }

    @Test
    void aFailureComesAfterTheItems() {
        offer(1);
        buffer.end(new IllegalArgumentException("why"));
        assertThat(awaited.next()).isEqualTo("item 1");
        assertThatExceptionOfType(IllegalArgumentException.class)
                .isThrownBy(awaited::hasNext)
                .satisfies(e -> assertThat(e.getStackTrace()[0].getClassName())
                        .as("shows the consumer")
                        .contains("AwaitedItems"));
    }

    @Test
    void anItemThatDoesNotFitStopsTheStream() {
        offer(13, 1);
        assertThatIllegalStateException().isThrownBy(awaited::next).withMessage("unfit");
        assertThat(stops).hasValue(1);
        assertThat(awaited.hasNext()).isFalse();
    }

    @Test
    void anInterruptedConsumerStopsTheStream() {
        Thread.currentThread().interrupt();
        assertThatExceptionOfType(CancellationException.class)
                .isThrownBy(awaited::hasNext)
                .withMessage("interrupted");
        assertThat(Thread.interrupted()).isTrue();
        assertThat(stops).hasValue(1);
    }

    @Test
    void aSubscriberGetsWhatItRequests() {
        publisher.subscribe(recorder);
        offer(1, 2, 3);
        runAll();
        assertThat(recorder.items).isEmpty();
        recorder.subscription.request(2);
        assertThat(recorder.items).as("on its own thread").isEmpty();
        runAll();
        assertThat(recorder.items).containsExactly("item 1", "item 2");
        recorder.subscription.request(Long.MAX_VALUE);
        recorder.subscription.request(Long.MAX_VALUE);
        runAll();
        offer(4);
        runAll();
        assertThat(recorder.items).containsExactly("item 1", "item 2", "item 3", "item 4");
        buffer.end(null);
        runAll();
        assertThat(recorder.ends).isEqualTo(1);
        assertThat(recorder.failure).isNull();
        buffer.abort(new IllegalStateException());
        runAll();
        assertThat(recorder.ends).isEqualTo(1);
    }

    @Test
    void oneTaskAtATimeDelivers() {
        publisher.subscribe(recorder);
        offer(1, 2, 3);
        recorder.subscription.request(1);
        assertThat(work).hasSize(1);
        runAll();
        assertThat(recorder.items).hasSize(1);
        offer(4);
        assertThat(work).hasSize(1);
    }

    @Test
    void aFailureReachesTheSubscriber() {
        publisher.subscribe(recorder);
        IllegalStateException why = new IllegalStateException();
        offer(1);
        buffer.end(why);
        runAll();
        assertThat(recorder.ends).as("not before the item").isZero();
        recorder.subscription.request(1);
        runAll();
        assertThat(recorder.items).hasSize(1);
        assertThat(recorder.failure).isSameAs(why);
    }

    @Test
    void anItemThatIsNullOrDoesNotFitIsAnError() {
        publisher.subscribe(recorder);
        recorder.subscription.request(5);
        offer(1, 13, 2);
        runAll();
        assertThat(recorder.items).hasSize(1);
        assertThat(recorder.failure).hasMessage("unfit");
        assertThat(recorder.ends).isEqualTo(1);
        assertThat(stops).hasValue(1);
    }

    @Test
    void nullIsAnError() {
        publisher.subscribe(recorder);
        recorder.subscription.request(5);
        offer(0);
        runAll();
        assertThat(recorder.failure).isInstanceOf(NullPointerException.class);
    }

    @Test
    void aRequestForNothingIsAnError() {
        publisher.subscribe(recorder);
        recorder.subscription.request(0);
        runAll();
        assertThat(recorder.failure).isInstanceOf(IllegalArgumentException.class);
        assertThat(stops).hasValue(1);
    }

    @Test
    void aCancelledSubscriptionGetsNothing() {
        publisher.subscribe(recorder);
        recorder.subscription.request(5);
        offer(1);
        recorder.subscription.cancel();
        runAll();
        assertThat(recorder.items).isEmpty();
        assertThat(recorder.ends).isZero();
        assertThat(stops).hasValue(1);
    }

    @Test
    void aSubscriberThatThrowsIsReportedAndStopped() {
        IllegalStateException thrown = new IllegalStateException();
        Recorder throwing = new Recorder() {
            @Override
            public void onNext(String item) {
                throw thrown;
            }
        };
        publisher.subscribe(throwing);
        throwing.subscription.request(5);
        offer(1, 2);
        runAll();
        assertThat(broken).containsExactly(thrown);
        assertThat(stops).hasValue(1);
        assertThat(throwing.ends).isZero();
    }

    @Test
    void thereIsOneSubscriber() {
        publisher.subscribe(recorder);
        Recorder second = new Recorder();
        publisher.subscribe(second);
        assertThat(second.failure).isInstanceOf(IllegalStateException.class);
        second.subscription.request(1);
        second.subscription.cancel();
        assertThat(stops).hasValue(0);
    }
}
