package dev.webshocket.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Flow;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** The client survives errors and excesses of the application. */
@Tag("slow")
class ClientFaultsTest extends ServedClient {

    private static final Duration LONG = Duration.ofSeconds(20);
    private static final Duration FOREVER = ChronoUnit.FOREVER.getDuration();
    private static final RetryPolicy QUICK = RetryPolicy.builder()
            .firstDelay(Duration.ofMillis(20))
            .maxDelay(Duration.ofMillis(100))
            .build();

    private WebSocketClientBuilder builder() {
        return WebSocketClient.builder(server.uri("/ws")).retryLost(QUICK);
    }

    private static void kick(WebSocketClient client) {
        client.sendRpcAsync("kick", 1011, "again");
    }

    @Test
    void anErrorOfTheHeadersFailsTheAttempt() {
        assertThat(builder()
                        .headers(() -> {
                            throw new NoClassDefFoundError("tokens");
                        })
                        .connectAsync())
                .failsWithin(LONG)
                .withThrowableThat()
                .havingCause()
                .withMessageContaining("WEBSHOCKET-0306");
        assertThat(builder().headers(() -> null).connectAsync())
                .failsWithin(LONG)
                .withThrowableThat()
                .havingCause()
                .withMessageContaining("WEBSHOCKET-0306");
    }

    @Test
    void anErrorOfOnReconnectIsRetriedWhateverCodesAreFinal() {
        AtomicInteger runs = new AtomicInteger();
        RetryPolicy policy = RetryPolicy.builder()
                .firstDelay(Duration.ofMillis(20))
                .finalCodes(1000, 1001, 1008)
                .build();
        try (WebSocketClient returning = builder()
                .retryLost(policy)
                .onReconnect(back -> {
                    if (runs.incrementAndGet() == 1) {
                        throw new NoClassDefFoundError("login");
                    }
                })
                .connect()) {
            kick(returning);
            await().until(() -> runs.get() == 2);
            assertThat(returning.callAsync("add", Integer.class, 1, 2)).succeedsWithin(LONG);
        }
    }

    @Test
    void anErrorOfOneCallbackDoesNotStopTheNext() {
        List<Object> seen = new CopyOnWriteArrayList<>();
        List<ClientState> states = new CopyOnWriteArrayList<>();
        try (WebSocketClient listening = builder()
                .onReceive(packet -> {
                    seen.add(packet.data());
                    throw new AssertionError("in a callback");
                })
                .onState(state -> {
                    states.add(state);
                    throw new AssertionError("in a listener");
                })
                .connect()) {
            listening.call("push", Void.class, "one");
            listening.call("push", Void.class, "two");
            await().until(() -> seen.equals(List.of("one", "two")));
        }
        await().until(() -> states.contains(ClientState.CLOSED));
    }

    @Test
    void anErrorOfASubscriberCancelsItsStream() throws Exception {
        client.streamRpcAsync("for_ever", String.class, 10).subscribe(new Flow.Subscriber<>() {
            @Override
            public void onSubscribe(Flow.Subscription subscription) {
                subscription.request(1);
            }

            @Override
            public void onNext(String item) {
                throw new AssertionError("in a subscriber");
            }

            @Override
            public void onError(Throwable failure) {}

            @Override
            public void onComplete() {}
        });
        assertThat(handler.cancelled.await(20, TimeUnit.SECONDS)).isTrue();
    }

    @Test
    void timesMayBeUnlimited() {
        RetryPolicy endless = RetryPolicy.builder()
                .firstDelay(Duration.ofMillis(20))
                .maxDelay(FOREVER)
                .total(FOREVER)
                .build();
        AtomicInteger returns = new AtomicInteger();
        try (WebSocketClient patient = builder()
                .connectTimeout(FOREVER)
                .callTimeout(FOREVER)
                .sendTimeout(FOREVER)
                .pingInterval(FOREVER)
                .retryLost(endless)
                .onReconnect(back -> returns.incrementAndGet())
                .connect()) {
            assertThat(patient.rpc("add").args(1, 2).timeout(FOREVER).call(int.class))
                    .isEqualTo(3);
            CompletableFuture<?> waiting = patient.receiveAsync(FOREVER);
            patient.call("push", Void.class, "news");
            assertThat(waiting).succeedsWithin(LONG);
            kick(patient);
            await().until(() -> returns.get() == 1);
        }
    }

    @Test
    void aPacketThatIsNotTakenIsPutBackOnce() {
        CompletableFuture<Object> held = new CompletableFuture<>();
        AtomicReference<Runnable> task = new AtomicReference<>();
        AtomicInteger holding = new AtomicInteger();
        try (WebSocketClient slow = builder()
                .executor(given -> {
                    if (holding.get() == 1 && task.compareAndSet(null, given)) {
                        held.complete(given);
                    } else {
                        new Thread(given).start();
                    }
                })
                .connect()) {
            CompletableFuture<?> first = slow.receiveAsync(LONG);
            holding.set(1);
            slow.call("push", Void.class, "one");
            held.join();
            first.cancel(false);
            task.get().run();
            assertThat(slow.receive(LONG).data()).isEqualTo("one");
            slow.call("push", Void.class, "two");
            assertThat(slow.receive(LONG).data()).isEqualTo("two");
        }
    }

    @Test
    void cancelledMessagesLeaveTheQueueAtOnce() {
        try (WebSocketClient waiting =
                builder().callTimeout(Duration.ofMillis(50)).connect()) {
            server.close();
            await().until(() -> waiting.state() != ClientState.CONNECTED);
            for (int i = 0; i < 5; i++) {
                assertThatExceptionOfType(CallTimeoutException.class)
                        .isThrownBy(() -> waiting.send("data"))
                        .satisfies(e -> assertThat(e.code()).isEqualTo("WEBSHOCKET-0322"));
                assertThatExceptionOfType(CallTimeoutException.class)
                        .isThrownBy(() -> waiting.call("add", int.class, 1, 1))
                        .satisfies(e -> assertThat(e.code()).isEqualTo("WEBSHOCKET-0322"));
                waiting.sendAsync("data").cancel(true);
            }
            await().until(() -> waiting.outstandingCalls() == 0);
        }
    }

    @Test
    void waitingBytesAreBounded() {
        try (WebSocketClient narrow = builder().outboundBytes(1_000).connect()) {
            server.close();
            await().until(() -> narrow.state() != ClientState.CONNECTED);
            narrow.callAsync("echo", Object.class, "x".repeat(60_000));
            assertThatExceptionOfType(ClientException.class)
                    .isThrownBy(() -> narrow.call("echo", Object.class, "x".repeat(60_000)))
                    .satisfies(e -> assertThat(e.code()).isEqualTo("WEBSHOCKET-0336"));
        }
    }

    @Test
    void theConnectionToAServerThatDoesNotReadIsAborted() throws Exception {
        byte[] more = new byte[30_000_000];
        try (SilentServer deaf = new SilentServer();
                WebSocketClient sending = WebSocketClient.builder(deaf.uri())
                        .sendTimeout(Duration.ofMillis(500))
                        .retry(RetryPolicy.none())
                        .connect()) {
            assertThat(sending.callAsync("upload", Void.class, more))
                    .failsWithin(LONG)
                    .withThrowableThat()
                    .havingCause()
                    .withMessageContaining("within 500 ms, the sendTimeout")
                    .withMessageStartingWith("WEBSHOCKET-0310");
        }
    }

    @Test
    void eachCallerGetsItsOwnFailure() {
        client.close();
        assertThatExceptionOfType(ConnectionClosedException.class)
                .isThrownBy(() -> {
                    try (AutoCloseable leave = () -> client.call("leave", Void.class)) {
                        client.call("add", int.class, 1, 1);
                    }
                })
                .satisfies(e -> assertThat(e.getSuppressed()).hasSize(1))
                .satisfies(e -> assertThat(e.getStackTrace())
                        .anyMatch(frame ->
                                frame.getClassName().startsWith(getClass().getName())));
    }

    @Test
    void callbacksMayWaitForFutures() {
        AtomicInteger sum = new AtomicInteger();
        AtomicReference<WebSocketClient> self = new AtomicReference<>();
        try (WebSocketClient joining = builder()
                .onReceive(packet ->
                        sum.set(self.get().callAsync("add", Integer.class, 1, 2).join()))
                .onReconnect(back ->
                        sum.set(10 * back.callAsync("add", Integer.class, 1, 2).join()))
                .connect()) {
            self.set(joining);
            joining.call("push", Void.class, "news");
            await().until(() -> sum.get() == 3);
            kick(joining);
            await().until(() -> sum.get() == 30);
        }
    }

    @Test
    void aSingleNullIsAnArgument() {
        assertThat(client.<Object>call("echo", Object.class, (Object[]) null)).isNull();
    }
}
