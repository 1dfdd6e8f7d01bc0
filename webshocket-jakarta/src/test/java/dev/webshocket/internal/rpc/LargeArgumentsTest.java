package dev.webshocket.internal.rpc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.webshocket.NonBlocking;
import dev.webshocket.RpcMethod;
import dev.webshocket.WebSocketHandler;
import dev.webshocket.WebshocketSettings;
import dev.webshocket.internal.concurrent.ContainerThread;
import dev.webshocket.packet.RpcErrorCode;
import dev.webshocket.packet.RpcResponse;
import dev.webshocket.support.EngineServer;
import dev.webshocket.support.WireClient;
import dev.webshocket.support.WireClient.Wire;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Semaphore;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Calls with large arguments take turns, and other calls do not wait for them. */
@Tag("slow")
@Timeout(60)
class LargeArgumentsTest {

    /** Each map counts as 64 bytes of values. */
    private static final List<Object> LARGE = Collections.nCopies(5_000, Map.of());

    private static final int PLACES = Math.max(1, Runtime.getRuntime().availableProcessors() / 2);

    @WebSocketHandler("/ws")
    static class Handler {

        final CountDownLatch gate = new CountDownLatch(1);
        final Semaphore entered = new Semaphore(0);

        /** Blocks although it must not, as a call that occupies a processor. */
        @RpcMethod
        @NonBlocking
        void occupy(Object data) throws InterruptedException {
            entered.release();
            gate.await();
        }

        @RpcMethod
        @NonBlocking
        boolean onContainerThread(Object data) {
            return ContainerThread.isCurrent();
        }

        @RpcMethod
        void wait(Object data) throws InterruptedException {
            entered.release();
            gate.await();
        }

        @RpcMethod
        int count(List<Object> data) {
            return data.size();
        }
    }

    private final Handler handler = new Handler();
    private final List<WireClient> clients = new ArrayList<>();
    private EngineServer server;

    @BeforeEach
    void start() throws Exception {
        server = EngineServer.start(
                WebshocketSettings.builder().shutdownGrace(Duration.ZERO).build(), handler);
    }

    @AfterEach
    void stop() {
        handler.gate.countDown();
        clients.forEach(WireClient::close);
        server.close();
    }

    private WireClient connect(Wire wire) throws Exception {
        WireClient client = WireClient.connect(server.uri("/ws"), wire);
        clients.add(client);
        return client;
    }

    private void takeAllPermits(Wire wire) throws Exception {
        for (int i = 0; i < PLACES; i++) {
            connect(wire).request("occupy", List.of(LARGE), Map.of());
        }
        handler.entered.acquire(PLACES);
    }

    @ParameterizedTest
    @EnumSource
    void aLargeCallOfANonBlockingMethodDoesNotRunOnTheContainersThread(Wire wire) throws Exception {
        WireClient client = connect(wire);
        assertThat(client.call("count", List.of()).response()).isEqualTo(0L);
        await().until(() -> client.call("onContainerThread", 1).response().equals(true));
        assertThat(client.call("onContainerThread", LARGE).response()).isEqualTo(false);
        await().until(() -> client.call("onContainerThread", 1).response().equals(true));
    }

    @ParameterizedTest
    @EnumSource
    void largeCallsWaitForAPermitAndOthersDoNot(Wire wire) throws Exception {
        takeAllPermits(wire);
        WireClient waiting = connect(wire);
        String id = waiting.request("count", List.of(LARGE), Map.of());
        assertThat(connect(wire).call("count", List.of(1)).response()).isEqualTo(1L);
        // The calls of its connection stay in order.
        waiting.request("count", List.of(List.of(1)), Map.of());

        handler.gate.countDown();
        assertThat(waiting.response(id).response()).isEqualTo(5_000L);
        assertThat(waiting.response().response()).isEqualTo(1L);
    }

    @ParameterizedTest
    @EnumSource
    void aWaitingMethodReleasesItsPermit(Wire wire) throws Exception {
        for (int i = 0; i < PLACES + 2; i++) {
            connect(wire).request("wait", List.of(LARGE), Map.of());
        }
        handler.entered.acquire(PLACES + 2);
        assertThat(connect(wire).call("count", LARGE).response()).isEqualTo(5_000L);
    }

    @ParameterizedTest
    @EnumSource
    void aWaitingCallThatIsCancelledLetsTheNextOnesStart(Wire wire) throws Exception {
        takeAllPermits(wire);
        WireClient client = connect(wire);
        String id = client.request("count", List.of(LARGE), Map.of());
        client.cancel(id);
        assertThat(client.call("count", List.of(1)).response()).isEqualTo(1L);
        handler.gate.countDown();
        assertThat(client.call("count", LARGE).response()).isEqualTo(5_000L);
    }

    @ParameterizedTest
    @EnumSource
    void aConnectionThatEndsMeanwhileReleasesItsPermits(Wire wire) throws Exception {
        takeAllPermits(wire);
        long held = server.engine().bufferedBytes();
        WireClient client = connect(wire);
        client.request("count", List.of(LARGE), Map.of());
        await().until(() -> server.engine().bufferedBytes() > held);
        client.close();
        await().until(() -> server.engine().bufferedBytes() == held);

        handler.gate.countDown();
        assertThat(connect(wire).call("count", LARGE).response()).isEqualTo(5_000L);
        clients.forEach(WireClient::close);
        await().until(() -> server.engine().bufferedBytes() == 0);
    }

    @ParameterizedTest
    @EnumSource
    void aCallWithTooManyValuesIsRefusedWithoutAPermitOrMemory(Wire wire) throws Exception {
        takeAllPermits(wire);
        RpcResponse refused = connect(wire).call("count", Collections.nCopies(150_000, Map.of()));
        assertThat(refused.error()).isEqualTo(RpcErrorCode.RPC_INVALID_PARAMS.code());
        assertThat(refused.response()).asString().contains("100000 values");
    }
}
