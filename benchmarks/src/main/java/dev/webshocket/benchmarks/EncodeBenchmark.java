package dev.webshocket.benchmarks;

import dev.webshocket.internal.codec.Binding;
import dev.webshocket.internal.codec.Codec;
import dev.webshocket.internal.codec.Encoding;
import dev.webshocket.packet.Packet;
import dev.webshocket.packet.RpcResponse;
import java.util.Collections;
import java.util.List;
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

/** The cost of encoding an answer, from its Java value to the message. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Fork(1)
@Warmup(iterations = 5, time = 1)
@Measurement(iterations = 5, time = 1)
public class EncodeBenchmark {

    @Param({"msgpack", "json"})
    public String encoding;

    @Param({"sum", "rows"})
    public String answer;

    private Codec codec;
    private Packet packet;

    public record Row(int id, String name, List<String> tags, double price) {}

    @Setup
    public void prepare() {
        Binding binding = new Binding();
        codec = new Codec(encoding.equals("json") ? Encoding.JSON : Encoding.MSGPACK, binding, 64);
        packet = Packet.rpc(RpcResponse.result("c1", value()));
    }

    private Object value() {
        return answer.equals("sum")
                ? 30
                : Collections.nCopies(50, new Row(12345, "A name of some words", List.of("a", "b", "c"), 12.5));
    }

    @Benchmark
    public byte[] encode() {
        return codec.encode(packet);
    }
}
