package dev.webshocket.internal.rpc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.webshocket.NonBlocking;
import dev.webshocket.OnConnect;
import dev.webshocket.RpcMethod;
import dev.webshocket.RpcStream;
import dev.webshocket.WebSocketHandler;
import dev.webshocket.WebshocketSettings;
import dev.webshocket.internal.methods.Wording;
import dev.webshocket.packet.Packet;
import dev.webshocket.packet.RpcErrorCode;
import dev.webshocket.packet.RpcResponse;
import dev.webshocket.support.EngineServer;
import dev.webshocket.support.WireClient;
import dev.webshocket.support.WireClient.Wire;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Some clients occupy all threads of a bounded pool; the others are still served. */
@Tag("slow")
class FairnessTest {

    private static final int THREADS = 32;

    @WebSocketHandler("/ws")
    static class Handler {

        final Semaphore held = new Semaphore(0);
        final AtomicInteger running = new AtomicInteger();

        @OnConnect
        void connected() {}

        @RpcMethod
        void hold() throws InterruptedException {
            running.incrementAndGet();
            held.acquire();
        }

        @RpcMethod
        void slow(RpcStream<Integer> out) throws InterruptedException {
            running.incrementAndGet();
            out.send(1);
            held.acquire();
        }

        @RpcMethod
        void count(int n, RpcStream<Integer> out) {
            for (int i = 0; i < n; i++) {
                out.send(i);
            }
        }

        @RpcMethod
        int add(int a, int b) {
            return a + b;
        }

        @RpcMethod
        @NonBlocking
        String quick() {
            return "quick";
        }
    }

    private final Handler handler = new Handler();
    private final List<WireClient> clients = new ArrayList<>();
    private EngineServer server;

    @BeforeEach
    void start() throws Exception {
        server = EngineServer.startBounded(
                WebshocketSettings.builder()
                        .workerThreads(THREADS)
                        .shutdownGrace(Duration.ZERO)
                        .build(),
                handler);
    }

    @AfterEach
    void stop() {
        handler.held.release(10_000);
        clients.forEach(WireClient::close);
        server.close();
    }

    private WireClient connect(Wire wire) {
        WireClient client = WireClient.connect(server.uri("/ws"), wire);
        clients.add(client);
        return client;
    }

    /** Makes calls on several connections until all threads are taken. */
    private void take(String method, int connections, int calls) {
        for (int i = 0; i < connections; i++) {
            WireClient client = connect(Wire.MSGPACK);
            for (int j = 0; j < calls; j++) {
                client.request(method, List.of(), Map.of());
            }
        }
        await().untilAsserted(() -> assertThat(handler.running.get()).isGreaterThanOrEqualTo(THREADS));
    }

    @ParameterizedTest
    @EnumSource(Wire.class)
    void aStreamOfAnotherClientStarts(Wire wire) throws Exception {
        take("slow", 2, 16);
        WireClient polite = connect(wire);
        String id = polite.request("count", List.of(2), Map.of());
        assertThat(polite.response(id).response()).isEqualTo(0L);
        assertThat(polite.response(id).response()).isEqualTo(1L);
        assertThat(polite.response(id).end()).isTrue();
        assertThat(polite.call("add", 1, 2).response()).isEqualTo(3L);
    }

    @ParameterizedTest
    @EnumSource(Wire.class)
    void anotherClientIsAcceptedAndItsNonBlockingCallsAreAnswered(Wire wire) throws Exception {
        take("hold", THREADS + 8, 1);
        WireClient polite = connect(wire);
        assertThat(polite.call("quick").response()).isEqualTo("quick");
        assertThat(polite.call("quick").response()).isEqualTo("quick");
    }

    @ParameterizedTest
    @EnumSource(Wire.class)
    void aStreamWithoutAThreadIsRefused(Wire wire) throws Exception {
        for (int i = 0; i < 4; i++) {
            WireClient client = connect(wire);
            for (int j = 0; j < 16; j++) {
                client.request("slow", List.of(), Map.of());
            }
        }
        int code = wire == Wire.MSGPACK ? RpcErrorCode.RPC_RATE_LIMITED.code() : RpcErrorCode.RPC_OVERLOADED.code();
        List<RpcResponse> ends = new ArrayList<>();
        await().atMost(Duration.ofSeconds(60)).until(() -> {
            for (WireClient client : clients) {
                List<Packet> came = new ArrayList<>();
                client.packets().drainTo(came);
                came.stream()
                        .map(packet -> (RpcResponse) packet.rpc())
                        .filter(response -> response.end())
                        .forEach(ends::add);
            }
            // Streams that have a thread continue; all others are refused.
            return ends.size() + handler.running.get() == 64;
        });
        assertThat(ends).isNotEmpty().allSatisfy(end -> {
            assertThat(end.error()).isEqualTo(code);
            assertThat(end.response()).isEqualTo(Wording.noThread());
            assertThat(end.stream()).isTrue();
        });
        assertThat(connect(wire).call("quick").response()).isEqualTo("quick");
    }
}
