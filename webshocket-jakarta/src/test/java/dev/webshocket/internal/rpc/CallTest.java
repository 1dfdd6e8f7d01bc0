package dev.webshocket.internal.rpc;

import static org.assertj.core.api.Assertions.assertThat;

import dev.webshocket.RpcMethod;
import dev.webshocket.WebSocketHandler;
import dev.webshocket.internal.codec.Binding;
import dev.webshocket.internal.codec.RequestEnvelope;
import dev.webshocket.internal.limit.InMemoryRateLimitBuckets;
import dev.webshocket.internal.memory.MemoryBudget;
import dev.webshocket.internal.memory.MemoryShare;
import dev.webshocket.internal.model.HandlerModelReader;
import dev.webshocket.packet.Packet;
import dev.webshocket.packet.RpcRequest;
import dev.webshocket.spi.platform.CallScopes;
import dev.webshocket.spi.platform.RuleInstances;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What a single call does once it is over, and with its memory. */
class CallTest {

    private static final long VALUES = 10_000;

    @WebSocketHandler("/ws")
    static class Handler {

        final List<String> ran = new ArrayList<>();

        @RpcMethod
        void method(String name) {
            ran.add(name);
        }
    }

    private final Handler handler = new Handler();
    private final SteppedPeer.Outgoing outgoing = new SteppedPeer.Outgoing();
    private final MemoryShare memory = new MemoryBudget(1 << 20, Runnable::run).share(() -> {});
    private final SteppedPeer peer =
            new SteppedPeer(handler, outgoing, new ArrayDeque<>(), new LaneBounds(1, 10, 1 << 20), memory);
    private final CallRunner runner = new CallRunner(CallScopes.NONE, SteppedPeer.FAILURES);
    private Call call;

    @BeforeEach
    void arrive() throws Exception {
        byte[] message = SteppedPeer.CODEC.encode(Packet.rpc(new RpcRequest("method", List.of("it"), Map.of(), "id")));
        call = new Call(
                (RequestEnvelope) SteppedPeer.CODEC.open(message).rpc().orElseThrow(),
                VALUES,
                HandlerModelReader.read(
                                List.of(Handler.class), new Binding(), SteppedPeer.CODEC, RuleInstances.CONSTRUCTED)
                        .services()
                        .get(0)
                        .methods()
                        .get("method"),
                runner,
                new RateLimiter(new InMemoryRateLimitBuckets()),
                peer);
    }

    private void admit() {
        assertThat(call.whenDecided(
                        Runnable::run, () -> assertThat(call.isAdmitted()).isTrue()))
                .isTrue();
    }

    @Test
    void itRuns() {
        admit();
        call.run();
        assertThat(handler.ran).containsExactly("it");
        assertThat(outgoing.answered).containsExactly("id");
        assertThat(memory.held()).isZero();
    }

    @Test
    void itIsNotRunOnceItHasBeenRefused() {
        admit();
        call.refuse(Shortage.THREADS);
        call.run();
        assertThat(handler.ran).isEmpty();
        assertThat(outgoing.answered).containsExactly("id");
        assertThat(memory.held()).isZero();
    }

    @Test
    void itIsNotRunOnceItHasBeenCancelled() {
        admit();
        call.cancel();
        call.run();
        assertThat(handler.ran).isEmpty();
        assertThat(outgoing.answered).isEmpty();
        assertThat(memory.held()).isZero();
    }

    @Test
    void itTakesItsMemoryOnceAndGivesItBackOnce() {
        assertThat(call.resources().reserve()).isTrue();
        assertThat(call.resources().reserve()).isTrue();
        assertThat(memory.held()).isEqualTo(VALUES);
        call.resources().giveBack();
        call.resources().giveBack();
        assertThat(memory.held()).isZero();
    }

    @Test
    void itTakesNoneOnceTheConnectionHasEnded() {
        peer.lane().end(() -> {}, () -> {});
        assertThat(call.resources().reserve()).isFalse();
        assertThat(memory.held()).isZero();
    }
}
