package dev.webshocket.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.webshocket.ClientConnection;
import dev.webshocket.Concurrent;
import dev.webshocket.OnConnect;
import dev.webshocket.OnDisconnect;
import dev.webshocket.OnResume;
import dev.webshocket.RpcMethod;
import dev.webshocket.WebSocketHandler;
import dev.webshocket.packet.Packet;
import dev.webshocket.spi.extension.SessionStore;
import dev.webshocket.support.EngineServer;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** A client whose server is restarted on the same port, with a store of sessions that outlives it. */
@Timeout(120)
class RestartedServerTest {

    private final SessionStore store = SessionStore.inMemory(100);
    private final StateHandler handler = new StateHandler();
    private final AtomicInteger reconnections = new AtomicInteger();
    private final BlockingQueue<Packet> packets = new LinkedBlockingQueue<>();

    @WebSocketHandler("/state")
    public static class StateHandler {

        final List<String> told = new CopyOnWriteArrayList<>();
        /** Two calls wait on the first server. */
        final CountDownLatch running = new CountDownLatch(2);

        volatile boolean restarted;

        @OnConnect
        void connected() {
            told.add("connect");
        }

        @OnResume
        void resumed() {
            told.add("resume");
        }

        @OnDisconnect
        void disconnected() {
            told.add("disconnect");
        }

        @RpcMethod
        int bump(ClientConnection connection) {
            int next = connection.has("count") ? connection.get("count", Integer.class) + 1 : 1;
            connection.set("count", next);
            return next;
        }

        @RpcMethod
        void follow(ClientConnection connection, String channel) {
            connection.subscribe(channel);
        }

        @RpcMethod
        @Concurrent
        String work() throws InterruptedException {
            if (!restarted) {
                running.countDown();
                new CountDownLatch(1).await();
            }
            return "done";
        }
    }

    private EngineServer start(int port) throws Exception {
        return EngineServer.startAgain(port, environment -> environment.sessions(store), handler);
    }

    @Test
    void theClientGoesOnWithItsStateAndKnowsOfLostCalls() throws Exception {
        EngineServer server = start(0);
        WebSocketClient client = WebSocketClient.builder(server.uri("/state"))
                .retry(RetryPolicy.builder()
                        .firstDelay(Duration.ofMillis(50))
                        .maxDelay(Duration.ofMillis(200))
                        .build())
                .onReceive(packets::add)
                .onReconnect(back -> reconnections.incrementAndGet())
                .connect();
        try {
            assertThat(client.call("bump", Integer.class)).isEqualTo(1);
            client.call("follow", Void.class, "news.*");
            CompletableFuture<String> unsafe = client.rpc("work").callAsync(String.class);
            CompletableFuture<String> safe = client.rpc("work").idempotent().callAsync(String.class);
            assertThat(handler.running.await(30, TimeUnit.SECONDS)).isTrue();

            int port = server.port();
            server.close();
            handler.restarted = true;
            server = start(port);

            assertThatExceptionOfType(ExecutionException.class)
                    .isThrownBy(() -> unsafe.get(60, TimeUnit.SECONDS))
                    .satisfies(e ->
                            assertThat(((ClientException) e.getCause()).code()).isEqualTo("WEBSHOCKET-0310"));
            assertThat(safe.get(60, TimeUnit.SECONDS)).isEqualTo("done");
            assertThat(client.call("bump", Integer.class)).isEqualTo(2);
            assertThat(server.engine().channels().publish("news.tech", "x")).isEqualTo(1);
            assertThat(packets.poll(30, TimeUnit.SECONDS)).isEqualTo(Packet.channel("news.tech", "x"));
            assertThat(reconnections).hasValue(0);
            assertThat(handler.told).containsExactly("connect", "resume");
        } finally {
            client.close();
            server.close();
        }
        assertThat(handler.told).containsExactly("connect", "resume", "disconnect");
    }
}
