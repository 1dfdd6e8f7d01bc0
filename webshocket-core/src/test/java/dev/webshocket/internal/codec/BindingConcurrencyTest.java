package dev.webshocket.internal.codec;

import static org.assertj.core.api.Assertions.assertThat;

import dev.webshocket.packet.Packet;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/** All threads share one binding and its codecs, from the first use. */
class BindingConcurrencyTest {

    private static final int THREADS = 8;

    public record Leaf(String name, byte[] bytes, Object any) {}

    public record Tree(int id, List<Tree> children, Leaf leaf) {}

    @Test
    void manyThreadsShareOneBindingFromItsFirstUse() throws Exception {
        Binding binding = new Binding();
        Codec msgpack = new Codec(Encoding.MSGPACK, binding, 64);
        Codec json = new Codec(Encoding.JSON, binding, 64);
        CyclicBarrier start = new CyclicBarrier(THREADS);
        ExecutorService threads = Executors.newFixedThreadPool(THREADS);
        try {
            List<Future<?>> done = new ArrayList<>();
            for (int t = 0; t < THREADS; t++) {
                int id = t;
                done.add(threads.submit(() -> {
                    start.await(30, TimeUnit.SECONDS);
                    ValueReader reader = binding.readerFor(Tree.class);
                    for (int i = 0; i < 100; i++) {
                        Codec codec = i % 2 == 0 ? msgpack : json;
                        Tree tree = new Tree(
                                id, List.of(new Tree(i, null, null)), new Leaf("l" + id, null, Map.of("i", i)));
                        Object arrived =
                                codec.decode(codec.encode(Packet.custom(tree))).data();
                        Tree read = (Tree) reader.read(arrived);
                        assertThat(read.id()).isEqualTo(id);
                        assertThat(read.children().get(0).id()).isEqualTo(i);
                        assertThat(read.leaf().any()).isEqualTo(Map.of("i", (long) i));
                    }
                    return null;
                }));
            }
            for (Future<?> each : done) {
                each.get(60, TimeUnit.SECONDS);
            }
        } finally {
            threads.shutdownNow();
            binding.close();
        }
    }
}
