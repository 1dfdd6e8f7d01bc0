package dev.webshocket.internal.calls;

import static org.assertj.core.api.Assertions.assertThat;

import dev.webshocket.RpcException;
import dev.webshocket.packet.RpcCancel;
import dev.webshocket.packet.RpcCredit;
import dev.webshocket.packet.RpcEnd;
import dev.webshocket.packet.RpcErrorCode;
import dev.webshocket.packet.RpcItem;
import dev.webshocket.packet.RpcMessage;
import dev.webshocket.packet.RpcResponse;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.Flow;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Uploads of this side, whose work runs when the test says so. */
class OutgoingUploadTest {

    private final StreamLink link = new StreamLink();
    private final Queue<Runnable> work = new ArrayDeque<>();
    private final Queue<Runnable> instead = new ArrayDeque<>();
    private final List<Throwable> failures = new ArrayList<>();
    private final OutgoingUpload upload = new OutgoingUpload("a", link.link(), this::add, this::fail);

    private void add(Runnable task, Runnable otherwise) {
        work.add(task);
        instead.add(otherwise);
    }

    private void fail(Throwable failure, Runnable tell) {
        failures.add(failure);
        tell.run();
    }

    private void runAll() {
        while (!work.isEmpty()) {
            work.remove().run();
        }
    }

    private void start(UploadSource source) {
        upload.start(source);
        runAll();
    }

    /** Publishes what is requested, at once. */
    private static final class Source implements Flow.Publisher<Integer>, Flow.Subscription {

        final List<Long> requests = new ArrayList<>();
        Flow.Subscriber<? super Integer> subscriber;
        int cancellations;
        int next;

        @Override
        public void subscribe(Flow.Subscriber<? super Integer> given) {
            subscriber = given;
            given.onSubscribe(this);
        }

        @Override
        public void request(long n) {
            requests.add(n);
        }

        @Override
        public void cancel() {
            cancellations++;
        }

        @SuppressWarnings("unchecked")
        Flow.Subscriber<Object> any() {
            return (Flow.Subscriber<Object>) (Flow.Subscriber<?>) subscriber;
        }

        void publish(int count) {
            for (int i = 0; i < count; i++) {
                subscriber.onNext(next++);
            }
        }
    }

    @Test
    void itemsAndTheEndAreSent() {
        start(UploadSource.of(List.of(1, "two")));
        assertThat(link.sent)
                .containsExactly(new RpcItem("a", 1L), new RpcItem("a", "two"), new RpcEnd("a", null, null));
        assertThat(upload.isOver()).isTrue();
        assertThat(upload.isCancelled()).isFalse();
        assertThat(link.streams.size()).isZero();
        assertThat(failures).isEmpty();
    }

    @Test
    void aPublisherIsAskedForNoMoreThanTheCredit() {
        Source source = new Source();
        start(UploadSource.of(source));
        assertThat(link.streams.size()).isEqualTo(1);
        assertThat(source.requests).containsExactly(32L);
        source.publish(32);
        assertThat(source.requests).hasSize(1);
        link.receive(new RpcCredit(null, "a", 3));
        assertThat(source.requests).as("on a thread for application code").hasSize(1);
        runAll();
        assertThat(source.requests).containsExactly(32L, 3L);
        link.full = true;
        source.publish(3);
        link.receive(new RpcCredit(null, "a", 100));
        runAll();
        assertThat(source.requests).as("no room").hasSize(2);
        link.makeRoom();
        runAll();
        assertThat(source.requests).containsExactly(32L, 3L, 32L);
        source.subscriber.onComplete();
        assertThat(link.sent).hasSize(36).endsWith(new RpcEnd("a", null, null));
    }

    @Test
    void aCancellationStopsThePublisherAndSendsNothing() {
        Source source = new Source();
        start(UploadSource.of(source));
        source.publish(1);
        link.receive(new RpcCancel(null, "a"));
        assertThat(source.cancellations).isZero();
        runAll();
        assertThat(source.cancellations).isEqualTo(1);
        assertThat(link.withdrawn).containsExactly(upload);
        source.publish(1);
        source.subscriber.onError(new IllegalStateException());
        assertThat(link.sent).hasSize(1);
        assertThat(failures).isEmpty();
        upload.cancel();
        assertThat(link.withdrawn).hasSize(1);
    }

    @Test
    void afterItsEndACancellationHasNoEffect() {
        start(UploadSource.of(List.of()));
        upload.cancel();
        assertThat(upload.isCancelled()).isFalse();
        assertThat(upload.finish()).isFalse();
    }

    @Test
    void anRpcExceptionGoesToTheOtherSide() {
        start(UploadSource.of(Stream.of(1).peek(i -> {
            throw new RpcException(4711, "no");
        })));
        assertThat(link.sent).containsExactly(new RpcEnd("a", 4711, "no"));
        assertThat(failures).isEmpty();
    }

    @Test
    void anyOtherFailureGoesToTheCallToo() {
        IllegalStateException broken = new IllegalStateException("secret");
        Source source = new Source();
        start(UploadSource.of(source));
        source.subscriber.onError(broken);
        assertThat(link.sent).containsExactly(new RpcEnd("a", -32603, "the caller failed to make the items"));
        assertThat(failures).containsExactly(broken);
    }

    @Test
    void anItemThatCannotBeEncodedCancelsThePublisher() {
        Source source = new Source();
        start(UploadSource.of(source));
        Iterable<Object> unencodable = () -> {
            throw new IllegalStateException("no items");
        };
        source.any().onNext(unencodable);
        assertThat(source.cancellations).isEqualTo(1);
        assertThat(failures).hasSize(1);
        assertThat(upload.isOver()).isTrue();
    }

    @Test
    void withoutAThreadItFails() {
        AtomicInteger closed = new AtomicInteger();
        upload.start(UploadSource.of(Stream.of(1).onClose(closed::incrementAndGet)));
        instead.remove().run();
        assertThat(link.sent).containsExactly(new RpcEnd("a", -32003, "the caller has no thread to make the items"));
        assertThat(failures).singleElement().isInstanceOf(RejectedExecutionException.class);
        assertThat(closed).hasValue(1);
    }

    @Test
    void aStreamWithoutAThreadOfItsOwnIsClosed() {
        AtomicInteger closed = new AtomicInteger();
        upload.start(UploadSource.of(Stream.of(1).onClose(closed::incrementAndGet)));
        work.remove().run();
        instead.remove();
        instead.remove().run();
        assertThat(closed).hasValue(1);
        assertThat(upload.isOver()).isTrue();
        assertThat(failures).hasSize(1);
    }

    @Test
    void aStreamIsClosedInAnyCase() {
        AtomicInteger closed = new AtomicInteger();
        upload.cancel();
        start(UploadSource.of(Stream.of(1).onClose(closed::incrementAndGet)));
        assertThat(closed).hasValue(1);
        assertThat(link.sent).isEmpty();
        assertThat(link.streams.size()).isZero();

        OutgoingUpload late = new OutgoingUpload("b", link.link(), this::add, this::fail);
        late.start(UploadSource.of(Stream.of(1).onClose(closed::incrementAndGet)));
        late.cancel();
        runAll();
        assertThat(closed).hasValue(2);

        link.streams.end();
        OutgoingUpload ended = new OutgoingUpload("c", link.link(), this::add, this::fail);
        ended.start(UploadSource.of(Stream.of(1).onClose(closed::incrementAndGet)));
        runAll();
        assertThat(ended.isCancelled()).isTrue();
        assertThat(closed).hasValue(3);
        assertThat(link.sent).isEmpty();
    }

    @Test
    void theUploadsOfACallBeginWithItAndEndWithIt() {
        AtomicInteger closed = new AtomicInteger();
        CallUploads uploads = new CallUploads(
                List.of(
                        UploadSource.of(new Source()),
                        UploadSource.of(IntStream.range(0, 100).boxed().onClose(closed::incrementAndGet))),
                this::add);
        assertThat(uploads.isEmpty()).isFalse();
        assertThat(CallUploads.ids("k", 2)).containsExactly("k.0", "k.1");
        uploads.start("k", link.link(), this::fail);
        assertThat(link.streams.size()).isEqualTo(2);
        uploads.end();
        assertThat(link.streams.size()).isZero();
        runAll();
        assertThat(closed).hasValue(1);
        uploads.start("k", link.link(), this::fail);
        assertThat(link.streams.size()).isZero();
    }

    @Test
    void theUploadsOfACallThatIsNeverSentAreDiscardedOnce() {
        AtomicInteger closed = new AtomicInteger();
        CallUploads uploads =
                new CallUploads(List.of(UploadSource.of(Stream.of(1).onClose(closed::incrementAndGet))), this::add);
        uploads.end();
        uploads.end();
        assertThat(work).hasSize(1);
        runAll();
        assertThat(closed).hasValue(1);
    }

    @Test
    void anAnswerToItsFailureDoesNotHideTheFailure() {
        ValueCall call = new ValueCall(
                new CallRequest("sum", Duration.ofSeconds(3), false),
                1,
                new byte[0],
                NamedFailures.INSTANCE,
                abandoned -> link.sent.add(new RpcCancel(abandoned.id(), null)));
        link.otherSide = message ->
                call.answered(RpcResponse.failure(call.id(), RpcErrorCode.RPC_APPLICATION_ERROR, "no items"), 10);
        call.uploads(new CallUploads(
                List.of(UploadSource.of(Stream.generate(() -> {
                    throw new IllegalStateException("broken");
                }))),
                this::add));
        assertThat(call.sending(link.link())).isTrue();
        call.sent(link.link());
        runAll();
        assertThat(link.sent)
                .extracting(RpcMessage::getClass)
                .as("the end comes first: a cancellation ends the uploads")
                .containsExactly(RpcEnd.class, RpcCancel.class);
        assertThat(call.answer()).failsWithin(Duration.ZERO).withThrowableThat().withMessageContaining("upload");
    }
}
