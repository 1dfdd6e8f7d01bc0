package dev.webshocket.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.webshocket.RpcException;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Flow;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class ClientPublisherTest extends ServedClient {

    /** Records its signals, and requests as many items as the test says. */
    private static class Recorder<T> implements Flow.Subscriber<T> {

        final List<T> items = new CopyOnWriteArrayList<>();
        final CountDownLatch ended = new CountDownLatch(1);
        volatile Flow.Subscription subscription;
        volatile Throwable failure;

        @Override
        public void onSubscribe(Flow.Subscription given) {
            subscription = given;
        }

        @Override
        public void onNext(T item) {
            items.add(item);
        }

        @Override
        public void onError(Throwable why) {
            failure = why;
            ended.countDown();
        }

        @Override
        public void onComplete() {
            ended.countDown();
        }

        void awaitEnd() throws InterruptedException {
            assertThat(ended.await(20, TimeUnit.SECONDS)).isTrue();
        }
    }

    @Test
    void aSubscriberGetsOnlyWhatItRequests() throws Exception {
        Recorder<Integer> recorder = new Recorder<>();
        client.streamRpcAsync("count_to", Integer.class, 10).subscribe(recorder);
        recorder.subscription.request(3);
        await().until(() -> recorder.items.size() == 3);
        assertThat(client.call("add", int.class, 1, 1)).isEqualTo(2);
        assertThat(recorder.items).containsExactly(1, 2, 3);
        recorder.subscription.request(7);
        recorder.awaitEnd();
        assertThat(recorder.items).containsExactly(1, 2, 3, 4, 5, 6, 7, 8, 9, 10);
        assertThat(recorder.failure).isNull();
    }

    @Test
    void eachSubscriptionMakesItsOwnCall() throws Exception {
        Flow.Publisher<Integer> publisher = client.streamRpcAsync("count_to", Integer.class, 3);
        for (int i = 0; i < 2; i++) {
            Recorder<Integer> recorder = new Recorder<>();
            publisher.subscribe(recorder);
            recorder.subscription.request(Long.MAX_VALUE);
            recorder.awaitEnd();
            assertThat(recorder.items).containsExactly(1, 2, 3);
        }
    }

    @Test
    void cancellingCancelsOnTheServer() throws Exception {
        Recorder<String> recorder = new Recorder<>();
        client.streamRpcAsync("for_ever", String.class, 10).subscribe(recorder);
        recorder.subscription.request(1);
        await().until(() -> recorder.items.size() == 1);
        recorder.subscription.cancel();
        assertThat(handler.cancelled.await(20, TimeUnit.SECONDS)).isTrue();
        assertThat(recorder.items).hasSize(1);
    }

    @Test
    void cancellingBeforeTheStartPreventsTheCall() throws Exception {
        Recorder<String> recorder = new Recorder<>() {
            @Override
            public void onSubscribe(Flow.Subscription given) {
                given.cancel();
            }
        };
        client.streamRpcAsync("for_ever", String.class, 10).subscribe(recorder);
        await().until(() -> client.outstandingCalls() == 0);
        // Calls start in order, so an existing stream would have started by now.
        assertThat(client.call("multiply", int.class, 2, 2)).isEqualTo(4);
        assertThat(recorder.items).isEmpty();
    }

    @Test
    void anEmptyStreamCompletesWithoutDemand() throws Exception {
        Recorder<Integer> recorder = new Recorder<>();
        client.streamRpcAsync("count_to", Integer.class, 0).subscribe(recorder);
        recorder.awaitEnd();
        assertThat(recorder.failure).isNull();
    }

    @Test
    void serverErrorsArriveAfterTheItems() throws Exception {
        Recorder<Integer> recorder = new Recorder<>();
        client.streamRpcAsync("fail_after", Integer.class, 2).subscribe(recorder);
        recorder.subscription.request(Long.MAX_VALUE);
        recorder.awaitEnd();
        assertThat(recorder.items).containsExactly(1, 2);
        assertThat(recorder.failure).isInstanceOf(RpcException.class).hasMessage("no more");
    }

    @Test
    void aRequestForNothingIsAnError() throws Exception {
        Recorder<String> recorder = new Recorder<>();
        client.streamRpcAsync("for_ever", String.class, 10).subscribe(recorder);
        recorder.subscription.request(0);
        recorder.awaitEnd();
        assertThat(recorder.failure).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void anItemThatIsNullOrDoesNotFitIsAnError() throws Exception {
        Recorder<Integer> misfit = new Recorder<>();
        client.streamRpcAsync("login", Integer.class, "ann").subscribe(misfit);
        misfit.subscription.request(1);
        misfit.awaitEnd();
        assertThat(misfit.failure)
                .isInstanceOfSatisfying(
                        ClientException.class, e -> assertThat(e.code()).isEqualTo("WEBSHOCKET-0334"));

        Recorder<Object> none = new Recorder<>();
        client.streamRpcAsync("echo", Object.class, (Object) null).subscribe(none);
        none.subscription.request(1);
        none.awaitEnd();
        assertThat(none.failure).isInstanceOf(NullPointerException.class);
    }

    @Test
    void aCallThatFailsToStartIsAnError() throws Exception {
        Recorder<Object> recorder = new Recorder<>();
        client.streamRpcAsync("echo", Object.class, new Object[] {
                    new Iterable<Object>() {
                        @Override
                        public java.util.Iterator<Object> iterator() {
                            throw new IllegalStateException("no items");
                        }
                    }
                })
                .subscribe(recorder);
        recorder.awaitEnd();
        assertThat(recorder.failure)
                .isInstanceOfSatisfying(
                        ClientException.class, e -> assertThat(e.code()).isEqualTo("WEBSHOCKET-0330"));
    }

    @Test
    void aSubscriberThatThrowsLosesOnlyItsStream() throws Exception {
        Recorder<String> recorder = new Recorder<>() {
            @Override
            public void onNext(String item) {
                throw new IllegalStateException("broken subscriber");
            }
        };
        client.streamRpcAsync("for_ever", String.class, 10).subscribe(recorder);
        recorder.subscription.request(1);
        assertThat(handler.cancelled.await(20, TimeUnit.SECONDS)).isTrue();
        assertThat(client.call("add", int.class, 1, 1)).isEqualTo(2);
    }
}
