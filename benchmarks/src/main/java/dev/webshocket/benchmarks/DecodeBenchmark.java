package dev.webshocket.benchmarks;

import dev.webshocket.internal.codec.Binding;
import dev.webshocket.internal.codec.Codec;
import dev.webshocket.internal.codec.Encoding;
import dev.webshocket.internal.codec.Envelope;
import dev.webshocket.internal.codec.MalformedPacketException;
import dev.webshocket.packet.Packet;
import dev.webshocket.packet.RpcRequest;
import java.util.Collections;
import java.util.List;
import java.util.Map;
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
import org.openjdk.jmh.annotations.Warmup;

/** The cost of decoding a call: its envelope when it arrives, and its arguments when it runs. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Fork(1)
@Warmup(iterations = 5, time = 1)
@Measurement(iterations = 5, time = 1)
public class DecodeBenchmark {

    @Param({"msgpack", "json"})
    public String encoding;

    @Param({"add", "rows"})
    public String call;

    private Codec codec;
    private byte[] message;

    @Setup
    public void encode() {
        Binding binding = new Binding();
        codec = new Codec(encoding.equals("json") ? Encoding.JSON : Encoding.MSGPACK, binding, 64);
        message = codec.encode(Packet.rpc(new RpcRequest(call, arguments(), Map.of(), "c1")));
    }

    private List<Object> arguments() {
        if (call.equals("add")) {
            return List.of(10, 20);
        }
        Map<String, Object> row =
                Map.of("id", 12345, "name", "A name of some words", "tags", List.of("a", "b", "c"), "price", 12.5);
        return List.of(Collections.nCopies(50, row));
    }

    @Benchmark
    public Envelope envelope() throws MalformedPacketException {
        return codec.open(message);
    }

    @Benchmark
    public Packet packet() throws MalformedPacketException {
        return codec.decode(message);
    }
}
