package dev.webshocket.internal.rpc;

import static org.assertj.core.api.Assertions.assertThat;

import dev.webshocket.RpcMethod;
import dev.webshocket.WebSocketHandler;
import dev.webshocket.internal.calls.CallStreams;
import dev.webshocket.internal.codec.Binding;
import dev.webshocket.internal.codec.RequestEnvelope;
import dev.webshocket.internal.live.CallMeter;
import dev.webshocket.internal.log.SampledLog;
import dev.webshocket.internal.memory.MemoryBudget;
import dev.webshocket.internal.memory.MemoryShare;
import dev.webshocket.internal.model.HandlerModelReader;
import dev.webshocket.internal.model.RpcMethodModel;
import dev.webshocket.packet.Packet;
import dev.webshocket.packet.RpcRequest;
import dev.webshocket.spi.extension.CallInterceptor;
import dev.webshocket.spi.extension.CallOutcome;
import dev.webshocket.spi.extension.RateLimitBuckets;
import dev.webshocket.spi.platform.CallScopes;
import dev.webshocket.spi.platform.RuleInstances;
import dev.webshocket.support.RecordedLog;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The states of a call, and its memory. */
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
    private final Queue<Runnable> tasks = new ArrayDeque<>();
    private final SteppedPeer peer = new SteppedPeer(handler, outgoing, tasks, new LaneBounds(1, 10, 1 << 20), memory);
    private Call call;
    /** What happens before the arguments of the call are read. */
    private Runnable before = () -> {};

    private final List<CallOutcome> outcomes = new ArrayList<>();

    @BeforeEach
    void arrive() throws Exception {
        byte[] message = SteppedPeer.CODEC.encode(Packet.rpc(new RpcRequest("method", List.of("it"), Map.of(), "id")));
        RpcMethodModel method = HandlerModelReader.read(
                        List.of(Handler.class), new Binding(), SteppedPeer.CODEC, RuleInstances.CONSTRUCTED)
                .services()
                .get(0)
                .methods()
                .get("method");
        // Its own, since a line that was just logged is not logged again.
        FailureLog failures = new FailureLog(new SampledLog());
        CallInterceptor interceptor = intercepted -> {
            before.run();
            return intercepted.proceed().thenAccept(outcomes::add);
        };
        CallInterceptors around = new CallInterceptors("/ws", List.of(interceptor), failures);
        call = new Call(
                CallChain.of(
                        method,
                        new Answers(failures, around, CallMeter.NONE),
                        around,
                        new RateLimiter(RateLimitBuckets.inMemory(1000)),
                        CallScopes.NONE),
                (RequestEnvelope) SteppedPeer.CODEC.open(message).rpc().orElseThrow(),
                VALUES,
                message.length,
                peer,
                CallStreams.NONE);
    }

    @Test
    void runs() {
        call.run();
        tasks.remove().run();
        assertThat(handler.ran).containsExactly("it");
        assertThat(outgoing.answered).containsExactly("id");
        assertThat(memory.held()).isZero();
    }

    @Test
    void doesNotRunAfterARefusal() {
        call.run();
        call.refuse(Shortage.THREADS);
        tasks.remove().run();
        assertThat(handler.ran).isEmpty();
        assertThat(outgoing.answered).containsExactly("id");
        assertThat(memory.held()).isZero();
    }

    @Test
    void doesNotRunAfterACancellation() {
        call.run();
        call.cancel();
        tasks.remove().run();
        assertThat(handler.ran).isEmpty();
        assertThat(outgoing.answered).isEmpty();
        assertThat(memory.held()).isZero();
    }

    @Test
    void takesAndReleasesItsMemoryOnce() {
        assertThat(call.resources().reserve()).isTrue();
        assertThat(call.resources().reserve()).isTrue();
        assertThat(memory.held()).isEqualTo(VALUES);
        call.resources().giveBack();
        call.resources().giveBack();
        assertThat(memory.held()).isZero();
    }

    @Test
    void takesNoMemoryAfterTheConnectionHasEnded() {
        peer.lane().end(() -> {}, () -> {});
        assertThat(call.resources().reserve()).isFalse();
        assertThat(memory.held()).isZero();
    }

    /** Its thread has taken it from the lane before. */
    @Test
    void isDroppedIfTheConnectionEndsMeanwhile() {
        before = () -> peer.lane().end(() -> {}, () -> {});
        try (RecordedLog log = RecordedLog.of("dev.webshocket")) {
            call.run();
            tasks.remove().run();
            assertThat(log.records()).as("what would say that memory is short").isEmpty();
        }
        assertThat(handler.ran).isEmpty();
        assertThat(outgoing.answered).isEmpty();
        assertThat(outcomes).hasOnlyElementsOfType(CallOutcome.Cancelled.class).hasSize(1);
        assertThat(memory.held()).isZero();
    }
}
