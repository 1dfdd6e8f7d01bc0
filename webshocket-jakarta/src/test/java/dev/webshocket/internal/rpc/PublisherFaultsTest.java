package dev.webshocket.internal.rpc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.webshocket.OnDisconnect;
import dev.webshocket.RpcMethod;
import dev.webshocket.WebSocketHandler;
import dev.webshocket.packet.RpcErrorCode;
import dev.webshocket.packet.RpcResponse;
import dev.webshocket.support.EngineServer;
import dev.webshocket.support.RecordedLog;
import dev.webshocket.support.WireClient;
import dev.webshocket.support.WireClient.Wire;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Flow;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import java.util.function.LongConsumer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Streams and connections of publishers that violate the rules of {@link Flow}. */
class PublisherFaultsTest {

    /** More items than fit into the send queue, the client's buffers and those of TCP. */
    private static final int LONG = 400_000;

    @WebSocketHandler("/ws")
    static class Handler {

        final CountDownLatch begun = new CountDownLatch(1);
        final CountDownLatch gone = new CountDownLatch(1);

        @RpcMethod
        Flow.Publisher<byte[]> failsWhenAskedForMore() {
            return publisher(
                    subscriber -> n -> {
                        if (begun.getCount() == 0) {
                            throw new IllegalStateException("no more");
                        }
                        for (int i = 0; i < n; i++) {
                            subscriber.onNext(new byte[LONG]);
                        }
                        begun.countDown();
                    },
                    () -> {
                        throw new IllegalStateException("not now");
                    });
        }

        @RpcMethod
        Flow.Publisher<Object> failsWhenCancelled() {
            return publisher(
                    subscriber -> n -> {
                        subscriber.onNext(1);
                        begun.countDown();
                    },
                    () -> {
                        throw new AssertionError("not now");
                    });
        }

        @RpcMethod
        Flow.Publisher<Object> unfitAndFailsWhenCancelled() {
            return publisher(
                    subscriber -> n -> subscriber.onNext(new Object() {
                        @SuppressWarnings("unused")
                        public String getName() {
                            throw new IllegalStateException("unknown");
                        }
                    }),
                    () -> {
                        throw new IllegalStateException("not now");
                    });
        }

        @RpcMethod
        String ping() {
            return "pong";
        }

        @OnDisconnect
        void disconnected() {
            gone.countDown();
        }

        private static <T> Flow.Publisher<T> publisher(
                Function<Flow.Subscriber<? super T>, LongConsumer> request, Runnable cancel) {
            return subscriber -> {
                LongConsumer requested = request.apply(subscriber);
                subscriber.onSubscribe(new Flow.Subscription() {
                    @Override
                    public void request(long n) {
                        requested.accept(n);
                    }

                    @Override
                    public void cancel() {
                        cancel.run();
                    }
                });
            };
        }
    }

    private final Handler handler = new Handler();
    private EngineServer server;
    private RecordedLog log;

    @BeforeEach
    void start() throws Exception {
        log = RecordedLog.of("dev.webshocket");
        server = EngineServer.start(handler);
    }

    @AfterEach
    void stop() {
        server.close();
        log.close();
    }

    private void nothingIsLeft() throws InterruptedException {
        assertThat(handler.gone.await(10, TimeUnit.SECONDS)).isTrue();
        await().until(() -> server.engine().connections() == 0);
    }

    @Test
    void aFailedRequestAfterAWaitForRoomEndsTheStream() throws Exception {
        try (WireClient client = WireClient.connectUnread(server.uri("/ws"), Wire.MSGPACK)) {
            String id = client.request("failsWhenAskedForMore", List.of(), Map.of());
            assertThat(handler.begun.await(10, TimeUnit.SECONDS)).isTrue();
            client.read(Long.MAX_VALUE);
            for (int i = 0; i < 32; i++) {
                assertThat(client.response(id).error()).isNull();
            }
            RpcResponse end = client.response(id);
            assertThat(end.end()).isTrue();
            assertThat(end.error()).isEqualTo(RpcErrorCode.RPC_INTERNAL_ERROR.code());
            assertThat(log.records())
                    .anyMatch(entry -> entry.getMessage().startsWith("WEBSHOCKET-0200")
                            && entry.getThrown().getMessage().equals("no more")
                            && entry.getThrown().getSuppressed()[0].getMessage().equals("not now"));
        }
        nothingIsLeft();
    }

    @Test
    void aFailedCancelDoesNotKeepTheConnection() throws Exception {
        WireClient client = WireClient.connect(server.uri("/ws"), Wire.MSGPACK);
        client.request("failsWhenCancelled", List.of(), Map.of());
        client.response();
        client.close();
        nothingIsLeft();
        await().until(() ->
                log.records().stream().anyMatch(entry -> entry.getMessage().startsWith("WEBSHOCKET-0205")));
    }

    @Test
    void aFailedCancelByTheCallerDoesNotEndTheConnection() throws Exception {
        try (WireClient client = WireClient.connect(server.uri("/ws"), Wire.MSGPACK)) {
            String id = client.request("failsWhenCancelled", List.of(), Map.of());
            client.response(id);
            client.cancel(id);
            assertThat(client.call("ping").response()).isEqualTo("pong");
            await().until(() ->
                    log.records().stream().anyMatch(entry -> entry.getMessage().startsWith("WEBSHOCKET-0205")));
        }
    }

    @Test
    void anInvalidItemAndAFailedCancelEndTheStream() throws Exception {
        try (WireClient client = WireClient.connect(server.uri("/ws"), Wire.MSGPACK)) {
            RpcResponse end = client.call("unfitAndFailsWhenCancelled");
            assertThat(end.end()).isTrue();
            assertThat(end.error()).isEqualTo(RpcErrorCode.RPC_INTERNAL_ERROR.code());
        }
        nothingIsLeft();
    }
}
