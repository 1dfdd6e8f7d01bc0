package dev.webshocket.internal.rpc;

import dev.webshocket.ClientConnection;
import dev.webshocket.internal.calls.CallLink;
import dev.webshocket.internal.codec.Binding;
import dev.webshocket.internal.codec.Codec;
import dev.webshocket.internal.codec.Encoding;
import dev.webshocket.internal.concurrent.CallExecutors;
import dev.webshocket.internal.log.SampledLog;
import dev.webshocket.internal.memory.MemoryShare;
import dev.webshocket.internal.session.Reading;
import dev.webshocket.internal.session.SendTag;
import dev.webshocket.internal.session.Sender;
import dev.webshocket.packet.RpcResponse;
import java.lang.reflect.Proxy;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.Executor;

/** A JSON client whose tasks run when the test says so. For one thread. */
final class SteppedPeer implements Peer {

    static final FailureLog FAILURES = new FailureLog(new SampledLog());
    static final Codec CODEC = new Codec(Encoding.JSON, new Binding(), 64);

    /** The reading of a container that cannot stop. */
    static final Reading HELD = new Reading() {
        @Override
        public boolean canSuspend() {
            return false;
        }

        @Override
        public void suspend() {
            throw new AssertionError("suspended");
        }

        @Override
        public void resume() {
            throw new AssertionError("resumed");
        }
    };

    /** Its send queue, which is full or closed when the test says so. */
    static final class Outgoing implements Sender {

        final List<Runnable> waiting = new ArrayList<>();
        final List<Object> answered = new ArrayList<>();
        boolean full;
        boolean closed;
        /** Runs whenever room is requested. */
        Runnable asked = () -> {};

        @Override
        public void send(byte[] message) {
            throw new AssertionError("not sent for a call");
        }

        @Override
        public void send(byte[] message, SendTag tag, boolean last) {
            if (last) {
                answered.add(((Call) tag).id());
            }
        }

        @Override
        public void refuse(byte[] message) {
            throw new AssertionError("refused");
        }

        @Override
        public boolean hasRoom() {
            return closed || !full;
        }

        @Override
        public long queuedBytes() {
            return 0;
        }

        @Override
        public boolean isClosed() {
            return closed;
        }

        @Override
        public boolean whenRoom(Runnable action) {
            asked.run();
            return !hasRoom() && waiting.add(action);
        }

        @Override
        public void withdraw(SendTag tag) {}

        /** Runs the tasks that wait for room. */
        void tell() {
            List<Runnable> told = List.copyOf(waiting);
            waiting.clear();
            told.forEach(Runnable::run);
        }
    }

    private final ClientConnection connection = (ClientConnection) Proxy.newProxyInstance(
            getClass().getClassLoader(),
            new Class<?>[] {ClientConnection.class},
            (proxy, method, arguments) -> method.getReturnType() == Optional.class ? Optional.empty() : "one");
    private final Object handler;
    private final Outgoing outgoing;
    private final MemoryShare memory;
    private final CallLane lane;

    /** Makes a client of a handler that puts its tasks into a queue. */
    SteppedPeer(Object handler, Outgoing outgoing, Queue<Runnable> tasks, LaneBounds bounds, MemoryShare memory) {
        this(handler, outgoing, HELD, tasks, bounds, memory);
    }

    /** Makes such a client whose reading may be stopped. */
    SteppedPeer(
            Object handler,
            Outgoing outgoing,
            Reading reading,
            Queue<Runnable> tasks,
            LaneBounds bounds,
            MemoryShare memory) {
        this(handler, outgoing, reading, (Executor) tasks::add, bounds, memory);
    }

    /** Makes such a client whose tasks run on threads of the test. */
    SteppedPeer(
            Object handler,
            Outgoing outgoing,
            Reading reading,
            Executor threads,
            LaneBounds bounds,
            MemoryShare memory) {
        this.handler = handler;
        this.outgoing = outgoing;
        this.memory = memory;
        this.lane = new CallLane(
                new LaneThreads(
                        new LaneThreads.Client("one", "here"),
                        new CallExecutors(threads, threads, threads, null),
                        Runnable::run,
                        FAILURES),
                outgoing,
                reading,
                bounds,
                memory);
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
    public byte[] encode(RpcResponse answer) {
        return CODEC.encode(answer);
    }

    @Override
    public Codec codec() {
        return CODEC;
    }

    @Override
    public ClientCalls calls() {
        throw new AssertionError("called");
    }

    @Override
    public Sender outbound() {
        return outgoing;
    }

    @Override
    public CallLink link() {
        return new CallLink(outgoing, HELD, CODEC, memory, null);
    }

    @Override
    public int uploadBytes() {
        return 0;
    }

    @Override
    public CallLane lane() {
        return lane;
    }

    @Override
    public MemoryShare memory() {
        return memory;
    }

    @Override
    public void turnAwayForMemory() {
        throw new AssertionError("turned away");
    }
}
