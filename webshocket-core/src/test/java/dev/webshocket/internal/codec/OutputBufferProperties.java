package dev.webshocket.internal.codec;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

class OutputBufferProperties {

    /** Chunks of a text end within surrogate pairs, and some surrogates are alone. */
    @Provide
    Arbitrary<String> texts() {
        return Arbitraries.strings()
                .withChars("a\u00e9\u20ac\ud83d\ude42")
                .ofMaxLength(30)
                .flatMap(text -> Arbitraries.integers()
                        .between(500, 530)
                        .map(length -> text + "x".repeat(length) + text + "\ud83d\ude42".repeat(300) + text));
    }

    @Property(tries = 300)
    void textIsEncodedAsByTheJdk(@ForAll("texts") String text) {
        OutputBuffer out = new OutputBuffer();
        out.putText(text);
        out.putText(text);

        assertThat(out.toByteArray()).isEqualTo(twice(text.getBytes(UTF_8)));
    }

    private static byte[] twice(byte[] once) {
        byte[] twice = new byte[2 * once.length];
        System.arraycopy(once, 0, twice, 0, once.length);
        System.arraycopy(once, 0, twice, once.length, once.length);
        return twice;
    }

    @Property
    void digitsAreThoseOfTheNumber(@ForAll long value) {
        OutputBuffer out = new OutputBuffer();
        out.putDigits(value);

        assertThat(new String(out.toByteArray(), US_ASCII)).isEqualTo(Long.toString(value));
    }

    @Example
    void aBufferIsNotTakenTwiceAtATime() throws Exception {
        OutputBuffers buffers = new OutputBuffers();
        int threads = 4;
        CyclicBarrier all = new CyclicBarrier(threads);
        ExecutorService executor = Executors.newFixedThreadPool(threads);
        try {
            List<Future<?>> rounds = IntStream.range(0, threads)
                    .<Future<?>>mapToObj(thread -> executor.submit(() -> {
                        all.await();
                        for (int i = 0; i < 20_000; i++) {
                            OutputBuffer out = buffers.take();
                            out.putDigits(thread);
                            out.putDigits(i);
                            assertThat(new String(out.toByteArray(), US_ASCII)).isEqualTo("" + thread + i);
                            buffers.giveBack(out);
                        }
                        return null;
                    }))
                    .toList();
            for (Future<?> round : rounds) {
                round.get();
            }
        } finally {
            executor.shutdownNow();
        }
    }

    @Example
    void aBufferIsReusedUnlessItIsLong() {
        OutputBuffers buffers = new OutputBuffers();
        OutputBuffer brief = buffers.take();
        brief.putText("x");
        buffers.giveBack(brief);
        assertThat(buffers.take()).isSameAs(brief).matches(out -> out.length() == 0);

        OutputBuffer longer = buffers.take();
        longer.put(new byte[200_000]);
        buffers.giveBack(longer);
        assertThat(buffers.take()).isNotSameAs(longer);
    }
}
