package dev.webshocket.internal.live;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Random;
import org.junit.jupiter.api.Test;

/** The buckets of times. */
class TimeScaleTest {

    @Test
    void theMiddleOfABucketIsNearAllTimesInIt() {
        long seed = new Random().nextLong();
        Random random = new Random(seed);
        for (int i = 0; i < 100_000; i++) {
            // All orders of magnitude alike, from 33 microseconds to 137 seconds.
            long nanos = (long) Math.exp(random.nextDouble(Math.log(33_000), Math.log(137e9)));
            double millis = TimeScale.millis(TimeScale.bucket(nanos));
            assertThat(millis).as("%d ns, seed %d", nanos, seed).isCloseTo(nanos / 1e6, within(0.04 * nanos / 1e6));
        }
    }

    @Test
    void longerTimesHaveLaterBuckets() {
        int last = 0;
        for (long nanos = 0; nanos < 200_000_000_000L; nanos += 1 + nanos / 100) {
            int bucket = TimeScale.bucket(nanos);
            assertThat(bucket).as("%d ns", nanos).isBetween(last, last + 1);
            last = bucket;
        }
    }

    @Test
    void shortTimesAreToldByTheMicrosecond() {
        assertThat(TimeScale.millis(TimeScale.bucket(0))).isCloseTo(0, within(0.001));
        assertThat(TimeScale.millis(TimeScale.bucket(20_000))).isCloseTo(0.020, within(0.001));
    }

    @Test
    void timesOutOfBoundsAreInTheFirstAndTheLastBucket() {
        assertThat(TimeScale.bucket(-1)).isZero();
        assertThat(TimeScale.bucket(Long.MIN_VALUE)).isZero();
        assertThat(TimeScale.bucket(200_000_000_000L)).isEqualTo(TimeScale.BUCKETS - 1);
        assertThat(TimeScale.millis(TimeScale.BUCKETS - 1)).isCloseTo(137_000, within(6_000.0));
    }
}
