package dev.webshocket.internal.rpc;

import static org.assertj.core.api.Assertions.assertThat;

import dev.webshocket.Concurrent;
import dev.webshocket.NonBlocking;
import dev.webshocket.RpcMethod;
import dev.webshocket.WebSocketHandler;
import dev.webshocket.internal.calls.IncomingCall;
import dev.webshocket.internal.codec.Binding;
import dev.webshocket.internal.codec.Codec;
import dev.webshocket.internal.codec.MalformedPacketException;
import dev.webshocket.internal.codec.ReceivedMessage;
import dev.webshocket.internal.live.CallMeter;
import dev.webshocket.internal.memory.MemoryBudget;
import dev.webshocket.internal.model.HandlerModelReader;
import dev.webshocket.packet.RpcRequest;
import dev.webshocket.spi.extension.RateLimitBuckets;
import dev.webshocket.spi.platform.CallScopes;
import dev.webshocket.spi.platform.RuleInstances;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/**
 * Calls that leave their lane to wait for their client. The test decides when tasks run: while a method waits, it runs them itself, as
 * other threads would.
 */
class LeftLaneTest {

    @WebSocketHandler("/ws")
    static class Handler {

        final List<String> ran = new ArrayList<>();
        final Deque<Runnable> whileWaiting = new ArrayDeque<>();
        final Deque<CompletableFuture<String>> stages = new ArrayDeque<>();
        SteppedPeer client;

        @RpcMethod
        void plain(String name) {
            ran.add(name);
        }

        @RpcMethod
        void waits(String name) {
            ran.add(name);
            BesideLane beside = client.lane().beside();
            Call current = (Call) IncomingCall.current();
            beside.letPass(current);
            whileWaiting.remove().run();
            beside.stay(current);
            ran.add(name + " goes on");
        }

        @RpcMethod
        @Concurrent
        void beside(String name) {
            ran.add(name);
        }

        @RpcMethod
        @NonBlocking
        CompletableFuture<String> stage(String name) {
            ran.add(name);
            return stages.remove();
        }
    }

    private static final Codec CODEC = SteppedPeer.CODEC;

    private final Handler handler = new Handler();
    private final SteppedPeer.Outgoing queue = new SteppedPeer.Outgoing();
    private final Deque<Runnable> tasks = new ArrayDeque<>();
    private final RpcDispatcher dispatcher = new RpcDispatcher(
            HandlerModelReader.read(List.of(Handler.class), new Binding(), CODEC, RuleInstances.CONSTRUCTED)
                    .services()
                    .get(0),
            CallScopes.NONE,
            RateLimitBuckets.inMemory(1000),
            List.of(),
            SteppedPeer.FAILURES,
            CallMeter.NONE);

    private SteppedPeer client(int concurrent) {
        handler.client = new SteppedPeer(
                handler, queue, tasks, new LaneBounds(concurrent, 100, 1 << 20), MemoryBudget.unbounded());
        return handler.client;
    }

    private void call(String method, String name) {
        byte[] message = CODEC.encode(new RpcRequest(method, List.of(name), Map.of(), name));
        try {
            dispatcher.receive(handler.client, new ReceivedMessage(message, true), CODEC.open(message));
        } catch (MalformedPacketException e) {
            throw new AssertionError(e);
        }
    }

    private void runAll() {
        while (!tasks.isEmpty()) {
            tasks.remove().run();
        }
    }

    @Test
    void callsThatCameBeforeAndAfterPassInTheirOrder() {
        client(16);
        handler.whileWaiting.add(() -> {
            call("plain", "c");
            runAll();
            handler.ran.add("answer");
        });
        call("waits", "a");
        call("plain", "b");
        runAll();

        assertThat(handler.ran).containsExactly("a", "b", "c", "answer", "a goes on");
        assertThat(queue.answered).containsExactly("b", "c", "a");
    }

    @Test
    void theNextThatWaitsLeavesItToo() {
        client(16);
        handler.whileWaiting.add(this::runAll);
        handler.whileWaiting.add(this::runAll);
        call("waits", "a");
        call("waits", "b");
        call("plain", "c");
        runAll();

        assertThat(handler.ran).containsExactly("a", "b", "c", "b goes on", "a goes on");
    }

    @Test
    void theLaneIsFreeForImmediateCallsMeanwhile() {
        client(16);
        handler.stages.add(CompletableFuture.completedFuture("done"));
        handler.whileWaiting.add(() -> call("stage", "now"));
        call("waits", "a");
        runAll();

        assertThat(queue.answered).containsExactly("now", "a");
        assertThat(tasks).isEmpty();
    }

    @Test
    void beyondTheBoundItKeepsTheLaneUntilACallBesideItHasEnded() {
        client(1);
        call("beside", "x");
        tasks.remove().run();
        Runnable beside = tasks.remove();
        handler.whileWaiting.add(() -> {
            runAll();
            handler.ran.add("still waits");
            beside.run();
            handler.ran.add("room");
            runAll();
        });
        call("waits", "a");
        call("plain", "b");
        runAll();

        assertThat(handler.ran).containsExactly("a", "still waits", "x", "room", "b", "a goes on");
    }

    @Test
    void itGetsTheRoomBeforeCallsThatWaitAside() {
        client(1);
        call("beside", "x");
        tasks.remove().run();
        Runnable beside = tasks.remove();
        call("beside", "y");
        call("waits", "a");
        call("plain", "b");
        handler.whileWaiting.add(() -> {
            beside.run();
            runAll();
            handler.ran.add("answer");
        });
        runAll();

        assertThat(handler.ran).containsExactly("a", "x", "b", "answer", "a goes on", "y");
    }

    @Test
    void onceAnsweredItKeepsTheLaneThatItHasNotLeft() {
        client(1);
        call("beside", "x");
        tasks.remove().run();
        Runnable beside = tasks.remove();
        handler.whileWaiting.add(() -> handler.ran.add("answer"));
        call("waits", "a");
        call("plain", "b");
        tasks.remove().run();
        assertThat(handler.ran).containsExactly("a", "answer", "a goes on", "b");

        beside.run();
        runAll();
        assertThat(handler.ran).containsExactly("a", "answer", "a goes on", "b", "x");
        assertThat(queue.answered).containsExactly("a", "b", "x");
    }

    @Test
    void itCountsAmongTheConcurrentCalls() {
        client(1);
        handler.whileWaiting.add(() -> {
            runAll();
            handler.ran.add("answer");
        });
        call("waits", "a");
        call("beside", "x");
        call("plain", "b");
        runAll();

        assertThat(handler.ran).containsExactly("a", "b", "answer", "a goes on", "x");
    }

    @Test
    void itCanBeCancelled() {
        client(16);
        List<Boolean> interrupted = new ArrayList<>();
        handler.whileWaiting.add(() -> {
            handler.client.lane().cancel("a");
            interrupted.add(Thread.currentThread().isInterrupted());
        });
        call("waits", "a");
        runAll();

        assertThat(interrupted).containsExactly(true);
        assertThat(queue.answered).isEmpty();
        assertThat(Thread.interrupted()).isFalse();
    }

    @Test
    void theEndOfTheConnectionIsQuietOnlyAfterIt() {
        client(16);
        handler.whileWaiting.add(() -> {
            handler.client.lane().end(() -> handler.ran.add("last"), () -> handler.ran.add("quiet"));
            runAll();
        });
        call("waits", "a");
        runAll();

        assertThat(handler.ran).containsExactly("a", "last", "a goes on", "quiet");
    }

    @Test
    void aRetiredLaneIsIdleOnlyAfterIt() {
        client(16);
        handler.whileWaiting.add(() -> {
            handler.client.lane().retire(() -> handler.ran.add("idle"));
            runAll();
        });
        call("waits", "a");
        runAll();

        assertThat(handler.ran).containsExactly("a", "a goes on", "idle");
    }

    @Test
    void anImmediateStageThatIsNotCompleteRunsBesideTheLane() {
        client(1);
        CompletableFuture<String> first = new CompletableFuture<>();
        handler.stages.add(first);
        handler.stages.add(CompletableFuture.completedFuture("done"));
        call("stage", "a");
        assertThat(queue.answered).isEmpty();
        call("stage", "b");
        assertThat(handler.ran).as("no room beside the lane").containsExactly("a");

        runAll();
        first.complete("done");
        runAll();
        assertThat(handler.ran).containsExactly("a", "b");
        assertThat(queue.answered).containsExactly("a", "b");
    }

    @Test
    void aStageThatCompletesAtOnceTakesNoRoom() {
        client(1);
        for (int i = 0; i < 3; i++) {
            handler.stages.add(CompletableFuture.completedFuture("done"));
            call("stage", "s" + i);
        }
        call("beside", "x");
        runAll();

        assertThat(queue.answered).containsExactly("s0", "s1", "s2", "x");
        assertThat(handler.ran).containsExactly("s0", "s1", "s2", "x");
    }

    @Test
    void aStageThatCompletesAtOnceNeedsNoLockOfTheLane() throws Exception {
        SteppedPeer client = client(1);
        handler.stages.add(CompletableFuture.completedFuture("done"));
        client.lane().lock();
        try {
            CompletableFuture.runAsync(() -> call("stage", "a"), task -> new Thread(task).start())
                    .get(20, TimeUnit.SECONDS);
        } finally {
            client.lane().unlock();
        }
        assertThat(queue.answered).containsExactly("a");
    }
}
