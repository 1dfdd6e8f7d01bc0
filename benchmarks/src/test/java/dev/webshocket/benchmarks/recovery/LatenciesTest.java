package dev.webshocket.benchmarks.recovery;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

class LatenciesTest {

    @Test
    void percentilesAreThoseOfTheSortedDurations() {
        long[] nanos =
                LongStream.rangeClosed(1, 1_000).map(i -> (1_001 - i) * 10_000).toArray();
        Latencies latencies = Latencies.of(nanos);
        assertThat(latencies).isEqualTo(new Latencies(1_000, 5_000, 9_900, 10_000));
        assertThat(latencies.cells()).isEqualTo("5.0 | 9.9 | 10.0");
    }

    @Test
    void oneDurationIsAllOfThem() {
        assertThat(Latencies.of(3_000)).isEqualTo(new Latencies(1, 3, 3, 3));
    }
}
