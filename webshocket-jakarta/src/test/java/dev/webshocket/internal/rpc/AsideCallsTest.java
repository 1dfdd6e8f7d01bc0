package dev.webshocket.internal.rpc;

import static org.assertj.core.api.Assertions.assertThat;

import dev.webshocket.ClientConnection;
import dev.webshocket.Concurrent;
import dev.webshocket.RpcMethod;
import dev.webshocket.WebSocketHandler;
import dev.webshocket.internal.codec.Binding;
import dev.webshocket.internal.codec.Envelope;
import dev.webshocket.internal.codec.JsonCodec;
import dev.webshocket.internal.codec.MalformedPacketException;
import dev.webshocket.internal.codec.ReceivedMessage;
import dev.webshocket.internal.memory.MemoryBudget;
import dev.webshocket.internal.model.HandlerModelReader;
import dev.webshocket.packet.Packet;
import dev.webshocket.packet.RpcRequest;
import dev.webshocket.spi.CallExecutors;
import dev.webshocket.spi.CallScopes;
import dev.webshocket.spi.InMemoryRateLimitBuckets;
import dev.webshocket.spi.RuleInstances;
import dev.webshocket.spi.SampledLog;
import java.lang.reflect.Proxy;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** When calls start that have waited aside, where tasks run when the test says so. */
class AsideCallsTest {

    @WebSocketHandler("/ws")
    static class Handler {

        final List<String> ran = new ArrayList<>();

        @RpcMethod
        @Concurrent
        void beside(String name, List<Object> values) {
            ran.add(name);
        }
    }

    /** Full when the test says so. */
    private static final class Queue implements Outbound {

        final List<Runnable> waiting = new ArrayList<>();
        boolean full;
        boolean closed;

        @Override
        public void answer(byte[] message, Call call) {}

        @Override
        public void item(byte[] message, Call call) {}

        @Override
        public void refuse(byte[] message) {
            throw new AssertionError("refused");
        }

        @Override
        public boolean hasRoom() {
            return closed || !full;
        }

        @Override
        public boolean isClosed() {
            return closed;
        }

        @Override
        public boolean whenRoom(Runnable action) {
            return !hasRoom() && waiting.add(action);
        }

        @Override
        public void discard(Call call) {}

        void tell() {
            List<Runnable> told = List.copyOf(waiting);
            waiting.clear();
            told.forEach(Runnable::run);
        }
    }

    private final class Client implements Peer {

        private final ClientConnection connection = (ClientConnection) Proxy.newProxyInstance(
                getClass().getClassLoader(),
                new Class<?>[] {ClientConnection.class},
                (proxy, method, arguments) -> "one");
        private final CallLane lane;

        Client(LaneBounds bounds) {
            this.lane = new CallLane(
                    new LaneThreads(
                            new LaneThreads.Client("one", "here"),
                            new CallExecutors(tasks::add, tasks::add, tasks::add, null),
                            Runnable::run,
                            FAILURES),
                    queue,
                    bounds,
                    MemoryBudget.unbounded());
        }

        @Override
        public ClientConnection connection() {
            return connection;
        }

        @Override
        public boolean isLetIn() {
            return true;
        }

        @Override
        public Object handler(int index) {
            return handler;
        }

        @Override
        public boolean isGeneric() {
            return true;
        }

        @Override
        public Envelope open(ReceivedMessage message) throws MalformedPacketException {
            return CODEC.open(message.bytes());
        }

        @Override
        public byte[] encode(Packet packet) {
            return CODEC.encode(packet);
        }

        @Override
        public Outbound outbound() {
            return queue;
        }

        @Override
        public CallLane lane() {
            return lane;
        }
    }

    private static final FailureLog FAILURES = new FailureLog(new SampledLog());
    private static final Binding BINDING = new Binding();
    private static final JsonCodec CODEC = new JsonCodec(BINDING, 64);

    private final Handler handler = new Handler();
    private final Queue queue = new Queue();
    private final Deque<Runnable> tasks = new ArrayDeque<>();
    private final RpcDispatcher dispatcher = new RpcDispatcher(
            HandlerModelReader.read(List.of(Handler.class), BINDING, CODEC, RuleInstances.CONSTRUCTED)
                    .services()
                    .get(0),
            CallScopes.NONE,
            new InMemoryRateLimitBuckets(),
            FAILURES);

    /** Lets a call come and have its turn, and returns what runs it, or null if it waits aside. */
    private Runnable call(Client client, String name, int values) {
        List<Object> arguments = List.of(name, Collections.nCopies(values, Map.of()));
        dispatcher.receive(
                client,
                new ReceivedMessage(
                        CODEC.encode(Packet.rpc(new RpcRequest("beside", arguments, Map.of(), name))), true));
        tasks.remove().run();
        return tasks.poll();
    }

    private void runAll() {
        while (!tasks.isEmpty()) {
            tasks.remove().run();
        }
    }

    @Test
    void theyWaitUntilTheQueueHasRoom() {
        Client client = new Client(new LaneBounds(1, 100, 1 << 20));
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
        assertThat(queue.waiting).as("it was told too early, and asks again").hasSize(1);
        assertThat(tasks).isEmpty();

        queue.full = false;
        queue.tell();
        runAll();
        assertThat(handler.ran).containsExactly("first", "aside0", "aside1", "aside2");
    }

    @Test
    void noneStartsWhenTheConnectionHasClosed() {
        Client client = new Client(new LaneBounds(1, 100, 1 << 20));
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
    void aLaneThatIsRetiredWhileItIsIdleDropsThem() {
        Client client = new Client(new LaneBounds(1, 100, 1 << 20));
        Runnable first = call(client, "first", 0);
        assertThat(call(client, "aside", 0)).isNull();
        client.lane().retire(() -> handler.ran.add("idle"));
        assertThat(handler.ran).isEmpty();

        first.run();
        runAll();
        assertThat(handler.ran).containsExactly("first", "idle");
    }

    @Test
    void aCancelledOneLetsThoseBehindItStart() {
        Client client = new Client(new LaneBounds(2, 100, 2000));
        Runnable first = call(client, "long", 0);
        Runnable other = call(client, "other", 0);
        // Its values take more than 8 times 2,000 bytes, so that it waits until it is alone.
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
}
