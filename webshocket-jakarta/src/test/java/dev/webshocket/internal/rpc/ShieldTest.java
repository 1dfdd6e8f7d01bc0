package dev.webshocket.internal.rpc;

import static org.assertj.core.api.Assertions.assertThat;

import dev.webshocket.RpcMethod;
import dev.webshocket.RpcStream;
import dev.webshocket.WebSocketHandler;
import dev.webshocket.internal.concurrent.InterruptionShield;
import dev.webshocket.support.EngineServer;
import dev.webshocket.support.WireClient;
import dev.webshocket.support.WireClient.Wire;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/** A cancellation interrupts the thread of a call, but not while the thread runs code of the container. */
class ShieldTest {

    /** Is cancelled in the outer of two nested sections of container code, after the inner one has ended. */
    @WebSocketHandler("/ws")
    static class Handler {

        final CountDownLatch shielded = new CountDownLatch(1);
        final CountDownLatch cancelled = new CountDownLatch(1);
        final CompletableFuture<Boolean> interruptedInside = new CompletableFuture<>();
        final CompletableFuture<Boolean> interruptedAfter = new CompletableFuture<>();

        @RpcMethod
        void nested(RpcStream<Integer> out) {
            try (InterruptionShield outer = InterruptionShield.raise()) {
                InterruptionShield.raise().close();
                shielded.countDown();
                awaitUninterrupted(cancelled);
            }
            interruptedAfter.complete(Thread.currentThread().isInterrupted());
        }

        private void awaitUninterrupted(CountDownLatch latch) {
            try {
                latch.await();
                interruptedInside.complete(Thread.currentThread().isInterrupted());
            } catch (InterruptedException e) {
                interruptedInside.complete(true);
            }
        }

        @RpcMethod
        String ping() {
            return "pong";
        }
    }

    @Test
    void aCancellationWaitsForTheEndOfTheOutermostSection() throws Exception {
        Handler handler = new Handler();
        try (EngineServer server = EngineServer.start(handler);
                WireClient client = WireClient.connect(server.uri("/ws"), Wire.MSGPACK)) {
            String id = client.request("nested", List.of(), Map.of());
            handler.shielded.await();
            client.cancel(id);
            // Its answer shows that the earlier cancellation has been handled.
            assertThat(client.call("ping").response()).isEqualTo("pong");
            handler.cancelled.countDown();
            assertThat(handler.interruptedInside.get(20, TimeUnit.SECONDS)).isFalse();
            assertThat(handler.interruptedAfter.get(20, TimeUnit.SECONDS)).isTrue();
        }
    }
}
