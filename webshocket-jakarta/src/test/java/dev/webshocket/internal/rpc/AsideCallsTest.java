package dev.webshocket.internal.rpc;

import static org.assertj.core.api.Assertions.assertThat;

import dev.webshocket.Concurrent;
import dev.webshocket.NonBlocking;
import dev.webshocket.RpcMethod;
import dev.webshocket.WebSocketHandler;
import dev.webshocket.internal.codec.Binding;
import dev.webshocket.internal.codec.Codec;
import dev.webshocket.internal.codec.MalformedPacketException;
import dev.webshocket.internal.codec.ReceivedMessage;
import dev.webshocket.internal.live.CallMeter;
import dev.webshocket.internal.memory.MemoryBudget;
import dev.webshocket.internal.memory.MemoryShare;
import dev.webshocket.internal.model.HandlerModelReader;
import dev.webshocket.packet.RpcRequest;
import dev.webshocket.spi.extension.RateLimitBuckets;
import dev.webshocket.spi.platform.CallScopes;
import dev.webshocket.spi.platform.RuleInstances;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/** The start of postponed concurrent calls. The test decides when tasks run. */
class AsideCallsTest {

    @WebSocketHandler("/ws")
    static class Handler {

        final List<String> ran = new ArrayList<>();

        @RpcMethod
        @Concurrent
        void beside(String name, List<Object> values) {
            ran.add(name);
        }

        @RpcMethod
        @NonBlocking
        void immediate(String name) {
            ran.add(name);
        }
    }

    /** A thread for each task, unlike the common pool. */
    private static final Executor THREADS = task -> new Thread(task).start();

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

    private SteppedPeer client(LaneBounds bounds, MemoryShare memory) {
        return new SteppedPeer(handler, queue, tasks, bounds, memory);
    }

    /**
     * Adds a call that reaches the head of the queue, and returns the task that runs it, or null if it is postponed.
     */
    private Runnable call(SteppedPeer client, String name, int values) {
        List<Object> arguments = List.of(name, Collections.nCopies(values, Map.of()));
        receive(client, new RpcRequest("beside", arguments, Map.of(), name));
        tasks.remove().run();
        return tasks.poll();
    }

    private void receive(SteppedPeer client, RpcRequest request) {
        byte[] message = CODEC.encode(request);
        try {
            dispatcher.receive(client, new ReceivedMessage(message, true), CODEC.open(message));
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
    void anImmediateCallNeedsNoLockOfItsLane() throws Exception {
        SteppedPeer client = client(new LaneBounds(1, 100, 1 << 20), MemoryBudget.unbounded());
        Runnable first = call(client, "first", 0);
        assertThat(call(client, "aside", 0)).isNull();
        CountDownLatch locked = new CountDownLatch(1);
        CountDownLatch immediate = new CountDownLatch(1);
        // Queried under the lane's lock after the previous call has ended.
        queue.asked = () -> {
            locked.countDown();
            await(immediate);
        };
        CompletableFuture<Void> other = CompletableFuture.runAsync(first, THREADS);
        await(locked);
        CompletableFuture<Void> call = CompletableFuture.runAsync(
                () -> receive(client, new RpcRequest("immediate", List.of("now"), Map.of(), "now")), THREADS);
        call.get(20, TimeUnit.SECONDS);
        assertThat(handler.ran).containsExactly("first", "now");
        assertThat(queue.answered).containsExactly("first", "now");
        immediate.countDown();
        other.get(20, TimeUnit.SECONDS);
        runAll();
        assertThat(handler.ran).containsExactly("first", "now", "aside");
    }

    private static void await(CountDownLatch latch) {
        try {
            assertThat(latch.await(60, TimeUnit.SECONDS)).isTrue();
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }

    @Test
    void waitUntilTheSendQueueHasRoom() {
        SteppedPeer client = client(new LaneBounds(1, 100, 1 << 20), MemoryBudget.unbounded());
        Runnable first = call(client, "first", 0);
        for (int i = 0; i < 3; i++) {
            assertThat(call(client, "aside" + i, 0)).isNull();
        }
        queue.full = true;
        first.run();
        runAll();
        assertThat(handler.ran).containsExactly("first");
        assertThat(queue.waiting).hasSize(1);

        queue.tell();
        assertThat(queue.waiting)
                .as("the notification was early, so it asks again")
                .hasSize(1);
        assertThat(tasks).isEmpty();

        queue.full = false;
        queue.tell();
        runAll();
        assertThat(handler.ran).containsExactly("first", "aside0", "aside1", "aside2");
    }

    @Test
    void noneStartsAfterTheConnectionHasClosed() {
        SteppedPeer client = client(new LaneBounds(1, 100, 1 << 20), MemoryBudget.unbounded());
        Runnable first = call(client, "first", 0);
        assertThat(call(client, "aside", 0)).isNull();
        queue.full = true;
        first.run();
        queue.closed = true;
        queue.tell();
        runAll();
        assertThat(handler.ran).containsExactly("first");
    }

    @Test
    void anIdleLaneThatEndsDropsThem() {
        SteppedPeer client = client(new LaneBounds(1, 100, 1 << 20), MemoryBudget.unbounded());
        Runnable first = call(client, "first", 0);
        assertThat(call(client, "aside", 0)).isNull();
        client.lane().retire(() -> handler.ran.add("idle"));
        assertThat(handler.ran).isEmpty();

        first.run();
        runAll();
        assertThat(handler.ran).containsExactly("first", "idle");
    }

    @Test
    void theCancellationOfOneStartsThoseBehindIt() {
        SteppedPeer client = client(new LaneBounds(2, 100, 2000), MemoryBudget.unbounded());
        Runnable first = call(client, "long", 0);
        Runnable other = call(client, "other", 0);
        // Its values take more than 8 times 2,000 bytes, so that it waits until no other call runs.
        assertThat(call(client, "big", 300)).isNull();
        assertThat(call(client, "small", 0)).isNull();
        other.run();
        runAll();
        assertThat(handler.ran).containsExactly("other");

        client.lane().cancel("big");
        runAll();
        assertThat(handler.ran).containsExactly("other", "small");
        first.run();
        runAll();
        assertThat(handler.ran).containsExactly("other", "small", "long");
    }

    private static MemoryShare shareOf(long bytes) {
        return new MemoryBudget(bytes, Runnable::run).share(() -> {});
    }

    @Test
    void theirValuesAreChargedWhileTheyWaitForAThread() {
        SteppedPeer client = client(new LaneBounds(1, 100, 1 << 20), shareOf(1 << 20));
        Runnable first = call(client, "first", 0);
        assertThat(call(client, "aside", 1000)).isNull();
        first.run();

        assertThat(tasks).hasSize(1);
        assertThat(client.memory().held()).isGreaterThan(64 * 1000);
        runAll();
        assertThat(handler.ran).containsExactly("first", "aside");
        assertThat(client.memory().held()).isZero();
    }

    @Test
    void aCallWithoutMemoryForItsValuesIsAnsweredAndTheNextStarts() {
        SteppedPeer client = client(new LaneBounds(1, 100, 1 << 20), shareOf(64 << 10));
        Runnable first = call(client, "first", 0);
        // Their messages fit, but their values together exceed the free memory.
        assertThat(call(client, "big", 1000)).isNull();
        assertThat(call(client, "small", 0)).isNull();
        first.run();
        runAll();

        assertThat(handler.ran).containsExactly("first", "small");
        assertThat(queue.answered).containsExactly("first", "big", "small");
        assertThat(client.memory().held()).isZero();
    }

    @Test
    void noCallStartsAfterTheClientHasDisconnected() {
        SteppedPeer client = client(new LaneBounds(1, 100, 1 << 20), MemoryBudget.unbounded());
        queue.full = true;
        assertThat(call(client, "late", 0)).isNull();
        assertThat(queue.waiting).hasSize(1);
        queue.closed = true;
        queue.tell();
        runAll();
        assertThat(handler.ran).isEmpty();

        client.lane().end(() -> handler.ran.add("last"), () -> handler.ran.add("quiet"));
        runAll();
        assertThat(handler.ran).containsExactly("last", "quiet");
    }
}
