package dev.webshocket.benchmarks;

import dev.webshocket.ClientConnection;
import dev.webshocket.Has;
import dev.webshocket.NonBlocking;
import dev.webshocket.OnConnect;
import dev.webshocket.RateLimit;
import dev.webshocket.RpcMethod;
import dev.webshocket.WebSocketHandler;
import dev.webshocket.internal.codec.Binding;
import dev.webshocket.internal.codec.Codec;
import dev.webshocket.internal.codec.Encoding;
import dev.webshocket.internal.concurrent.CallExecutors;
import dev.webshocket.packet.Packet;
import dev.webshocket.packet.RpcRequest;
import dev.webshocket.spi.platform.ServiceEnvironment;
import dev.webshocket.spi.platform.WebshocketEngine;
import jakarta.websocket.DeploymentException;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;

/**
 * The cost of one call, from the container's message until the container has the answer; with {@code -prof gc} also its
 * allocated bytes. All runs on one thread, so only the call is counted.
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Fork(1)
@Warmup(iterations = 5, time = 1)
@Measurement(iterations = 5, time = 1)
public class CallBenchmark {

    /**
     * The method: on the container's thread with two small numbers, with a text of 64 characters, and with a stage as its result;
     * then in the lane, and in the lane with a rule and a limit.
     */
    @Param({"add", "echo", "echo_stage", "echo_lane", "guarded"})
    public String method;

    @Param({"webshocket.v1", "webshocket.v1.json"})
    public String subprotocol;

    private ScheduledExecutorService timer;
    private WebshocketEngine engine;
    private SilentSession session;
    private ByteBuffer message;

    /** The service. */
    @WebSocketHandler("/ws")
    public static class Handler {

        @OnConnect
        public void connected(ClientConnection connection) {
            connection.set("username", "alice");
        }

        @RpcMethod
        @NonBlocking
        public int add(int a, int b) {
            return a + b;
        }

        @RpcMethod
        @NonBlocking
        public Object echo(Object data) {
            return data;
        }

        @RpcMethod("echo_stage")
        @NonBlocking
        public CompletionStage<Object> echoAsStage(Object data) {
            return CompletableFuture.completedStage(data);
        }

        @RpcMethod("echo_lane")
        public Object echoInLane(Object data) {
            return data;
        }

        @RpcMethod
        @Has("username")
        @RateLimit(limit = Integer.MAX_VALUE, period = "1h")
        public Object guarded(Object data) {
            return data;
        }
    }

    @Setup
    public void connect() throws DeploymentException, InstantiationException {
        timer = Executors.newSingleThreadScheduledExecutor();
        Executor here = Runnable::run;
        Handler handler = new Handler();
        engine = WebshocketEngine.create(ServiceEnvironment.builder(
                        List.of(Handler.class),
                        (type, connection) -> () -> handler,
                        new CallExecutors(here, here, here, timer))
                .build());
        SilentSession.Container container = new SilentSession.Container();
        engine.register(container.asServerContainer());
        session = container.connect(subprotocol);
        List<Object> arguments = method.equals("add") ? List.of(1, 2) : List.of("x".repeat(64));
        byte[] bytes = encode(Packet.rpc(new RpcRequest(method, arguments, Map.of(), "c1")));
        message = ByteBuffer.wrap(bytes);
        call();
        if (session.sent() != 1) {
            throw new IllegalStateException("the call was not answered");
        }
    }

    private byte[] encode(Packet packet) {
        Encoding encoding = subprotocol.endsWith("json") ? Encoding.JSON : Encoding.MSGPACK;
        return new Codec(encoding, new Binding(), 64).encode(packet);
    }

    @Benchmark
    public long call() {
        session.receive(message.rewind());
        return session.sent();
    }

    @TearDown
    public void close() {
        session.close();
        engine.close();
        timer.shutdownNow();
    }
}
