package dev.webshocket.internal.rpc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.webshocket.ClientConnection;
import dev.webshocket.RpcException;
import dev.webshocket.RpcMethod;
import dev.webshocket.RpcStream;
import dev.webshocket.WebSocketHandler;
import dev.webshocket.packet.Packet;
import dev.webshocket.packet.RpcErrorCode;
import dev.webshocket.packet.RpcResponse;
import dev.webshocket.support.EngineServer;
import dev.webshocket.support.WireClient;
import dev.webshocket.support.WireClient.Wire;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Flow;
import java.util.concurrent.SubmissionPublisher;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The three forms of streams, and their cancellation. */
@Tag("slow")
class StreamsTest {

    /** Records for each form that it has been stopped. */
    @WebSocketHandler("/ws")
    static class Handler {

        final CountDownLatch begun = new CountDownLatch(1);
        final CountDownLatch stopped = new CountDownLatch(1);
        final AtomicInteger made = new AtomicInteger();
        final AtomicReference<RpcStream<Integer>> kept = new AtomicReference<>();

        @RpcMethod
        Stream<Integer> stream(int n) {
            return IntStream.rangeClosed(1, n).boxed();
        }

        @RpcMethod
        Flow.Publisher<Integer> publisher(int n) {
            SubmissionPublisher<Integer> publisher = new SubmissionPublisher<>();
            CompletableFuture.runAsync(() -> {
                await().until(publisher::hasSubscribers);
                IntStream.rangeClosed(1, n).forEach(publisher::submit);
                publisher.close();
            });
            return publisher;
        }

        @RpcMethod
        void emitter(int n, RpcStream<Integer> out) {
            for (int i = 1; i <= n; i++) {
                out.send(i);
            }
        }

        @RpcMethod
        Stream<Integer> failingStream() {
            return Stream.of(1, 2, 3).peek(i -> {
                if (i == 3) {
                    throw new RpcException("no third");
                }
            });
        }

        @RpcMethod
        Flow.Publisher<Integer> failingPublisher() {
            return subscriber -> subscriber.onSubscribe(new Flow.Subscription() {
                @Override
                public void request(long n) {
                    subscriber.onNext(1);
                    subscriber.onNext(2);
                    subscriber.onError(new RpcException("no third"));
                }

                @Override
                public void cancel() {}
            });
        }

        @RpcMethod
        void failingEmitter(RpcStream<Integer> out) {
            out.send(1);
            out.send(2);
            throw new RpcException("no third");
        }

        @RpcMethod
        void brokenEmitter(RpcStream<Integer> out) {
            out.send(1);
            throw new IllegalStateException("secret");
        }

        @RpcMethod
        Stream<Integer> endlessStream() {
            return Stream.iterate(1, i -> i + 1).peek(i -> begun.countDown()).onClose(stopped::countDown);
        }

        @RpcMethod
        Flow.Publisher<Integer> endlessPublisher() {
            return subscriber -> subscriber.onSubscribe(new Flow.Subscription() {
                @Override
                public void request(long n) {
                    for (int i = 0; i < n; i++) {
                        made.incrementAndGet();
                        subscriber.onNext(made.get());
                    }
                    begun.countDown();
                }

                @Override
                public void cancel() {
                    stopped.countDown();
                }
            });
        }

        @RpcMethod
        void endlessEmitter(RpcStream<Integer> out) {
            try {
                for (int i = 1; ; i++) {
                    begun.countDown();
                    out.send(i);
                    made.set(i);
                }
            } catch (CancellationException e) {
                stopped.countDown();
                throw e;
            }
        }

        @RpcMethod
        void sleepingEmitter(RpcStream<Integer> out) throws InterruptedException {
            try {
                out.send(1);
                begun.countDown();
                TimeUnit.HOURS.sleep(1);
            } finally {
                if (out.isCancelled()) {
                    stopped.countDown();
                }
            }
        }

        @RpcMethod
        void keepingEmitter(RpcStream<Integer> out) {
            kept.set(out);
            out.send(1);
        }

        @RpcMethod
        void stubbornEmitter(RpcStream<Integer> out, ClientConnection connection) {
            for (int i = 1; ; i++) {
                begun.countDown();
                try {
                    out.send(i);
                } catch (CancellationException e) {
                    // A send by an interrupted thread must not break the client's connection.
                    Thread.currentThread().interrupt();
                    connection.send("stopped");
                    throw e;
                }
            }
        }

        @RpcMethod
        String ping() {
            return "pong";
        }
    }

    private final Handler handler = new Handler();
    private EngineServer server;

    @BeforeEach
    void start() throws Exception {
        server = EngineServer.start(handler);
    }

    @AfterEach
    void stop() {
        server.close();
    }

    private WireClient connect(Wire wire) {
        return WireClient.connect(server.uri("/ws"), wire);
    }

    @ParameterizedTest
    @EnumSource
    void itemsArriveInOrderAndThenTheEnd(Wire wire) throws Exception {
        try (WireClient client = connect(wire)) {
            for (String method : List.of("stream", "publisher", "emitter")) {
                String id = client.request(method, List.of(100), Map.of());
                for (long i = 1; i <= 100; i++) {
                    assertThat(client.response()).isEqualTo(RpcResponse.item(id, i));
                }
                assertThat(client.response()).isEqualTo(RpcResponse.end(id));
            }
        }
    }

    @ParameterizedTest
    @EnumSource
    void anEmptyStreamHasOnlyItsEnd(Wire wire) throws Exception {
        try (WireClient client = connect(wire)) {
            for (String method : List.of("stream", "publisher", "emitter")) {
                String id = client.request(method, List.of(0), Map.of());
                assertThat(client.response()).isEqualTo(RpcResponse.end(id));
            }
        }
    }

    @ParameterizedTest
    @EnumSource
    void aStreamThatFailsMidwayEndsWithItsError(Wire wire) throws Exception {
        try (WireClient client = connect(wire)) {
            for (String method : List.of("failingStream", "failingPublisher", "failingEmitter")) {
                String id = client.request(method, List.of(), Map.of());
                assertThat(client.response()).isEqualTo(RpcResponse.item(id, 1L));
                assertThat(client.response()).isEqualTo(RpcResponse.item(id, 2L));
                assertThat(client.response())
                        .isEqualTo(RpcResponse.failedEnd(id, RpcErrorCode.RPC_APPLICATION_ERROR, "no third"));
            }
        }
    }

    @ParameterizedTest
    @EnumSource
    void anUnexpectedFailureOfAStreamIsNotDisclosed(Wire wire) throws Exception {
        try (WireClient client = connect(wire)) {
            client.request("brokenEmitter", List.of(), Map.of());
            client.response();
            RpcResponse end = client.response();
            assertThat(end.error()).isEqualTo(RpcErrorCode.RPC_INTERNAL_ERROR.code());
            assertThat(end.end()).isTrue();
            assertThat(end.response().toString()).doesNotContain("secret");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"endlessStream", "endlessPublisher", "endlessEmitter", "sleepingEmitter"})
    void aCancelledStreamStopsAndSendsNothingMore(String method) throws Exception {
        try (WireClient client = connect(Wire.MSGPACK)) {
            String id = client.request(method, List.of(), Map.of());
            handler.begun.await();
            client.cancel(id);
            assertThat(handler.stopped.await(30, TimeUnit.SECONDS)).isTrue();
            // Items in transit arrive first, then the answer to a call, and no item after that.
            String ping = client.request("ping", List.of(), Map.of());
            RpcResponse response = client.response();
            while (response.callId().equals(id)) {
                assertThat(response.end()).isFalse();
                response = client.response();
            }
            assertThat(response).isEqualTo(RpcResponse.result(ping, "pong"));
            assertThat(client.call("ping").response()).isEqualTo("pong");
        }
    }

    @RepeatedTest(20)
    void aCancellationLeavesTheConnectionOpen() throws Exception {
        try (WireClient client = connect(Wire.MSGPACK)) {
            String id = client.request("stubbornEmitter", List.of(), Map.of());
            handler.begun.await();
            client.cancel(id);
            Packet packet = client.packet();
            while (packet.rpc() != null) {
                packet = client.packet();
            }
            assertThat(packet).isEqualTo(Packet.custom("stopped"));
            assertThat(client.call("ping").response()).isEqualTo("pong");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"endlessStream", "endlessPublisher", "endlessEmitter", "sleepingEmitter"})
    void aStreamStopsWhenItsClientDisconnects(String method) throws Exception {
        WireClient client = connect(Wire.MSGPACK);
        client.request(method, List.of(), Map.of());
        handler.begun.await();
        client.socket().abort();
        assertThat(handler.stopped.await(30, TimeUnit.SECONDS)).isTrue();
        await().until(() -> server.engine().connections() == 0);
    }

    @ParameterizedTest
    @ValueSource(strings = {"endlessPublisher", "endlessEmitter"})
    void aClientThatDoesNotReadSuspendsTheProducer(String method) throws Exception {
        try (WireClient client = WireClient.connectUnread(server.uri("/ws"), Wire.MSGPACK)) {
            client.request(method, List.of(), Map.of());
            // A message has at least 70 bytes; items beyond the limit are in the buffers of TCP and the client.
            int mostQueued = (1 << 20) / 70;
            int mostBuffered = 400_000;
            AtomicInteger before = new AtomicInteger(-1);
            await().pollInterval(200, TimeUnit.MILLISECONDS)
                    .until(() -> before.getAndSet(handler.made.get()) == handler.made.get() && handler.made.get() > 0);
            assertThat(handler.made.get()).isLessThan(mostQueued + mostBuffered);
            client.socket().abort();
        }
    }

    @Test
    void sendingAfterTheMethodHasReturnedIsAnError() throws Exception {
        try (WireClient client = connect(Wire.MSGPACK)) {
            String id = client.request("keepingEmitter", List.of(), Map.of());
            assertThat(client.response()).isEqualTo(RpcResponse.item(id, 1L));
            assertThat(client.response()).isEqualTo(RpcResponse.end(id));
            org.assertj.core.api.Assertions.assertThatThrownBy(
                            () -> handler.kept.get().send(2))
                    .isInstanceOf(IllegalStateException.class);
            assertThat(client.call("ping").response()).isEqualTo("pong");
        }
    }

    @Test
    void streamsBeyondTheLimitWaitWithoutDelayingCalls() throws Exception {
        try (WireClient client = connect(Wire.MSGPACK)) {
            String first = client.request("sleepingEmitter", List.of(), Map.of());
            for (int i = 1; i < 17; i++) {
                client.request("sleepingEmitter", List.of(), Map.of());
            }
            String seventeenth = "c17";
            for (int i = 0; i < 16; i++) {
                assertThat(client.response().callId()).isNotEqualTo(seventeenth);
            }
            assertThat(client.call("ping").response()).isEqualTo("pong");
            client.cancel(first);
            assertThat(client.response()).isEqualTo(RpcResponse.item(seventeenth, 1L));
        }
    }
}
