package dev.webshocket.tyrus;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class InputMeterTest {

    private long nanos = 1_000_000_000_000L;
    private final InputMeter meter = new InputMeter(() -> nanos);

    private void pass(long millis) {
        nanos += TimeUnit.MILLISECONDS.toNanos(millis);
    }

    @Test
    void aMessageOfManyBytesIsMuch() {
        meter.add((int) InputMeter.BURST);
        assertThat(meter.isMuch()).isFalse();
        meter.add(1);
        assertThat(meter.isMuch()).isTrue();
    }

    @Test
    void manyShortMessagesAreNotMuch() {
        for (int i = 0; i < 10_000; i++) {
            meter.add(100);
            pass(1);
            assertThat(meter.isMuch()).isFalse();
        }
    }

    @Test
    void aSteadyStreamIsMuchUntilSomeTimeAfterIt() {
        for (int i = 0; i < 1_000; i++) {
            meter.add(60_000);
            pass(1);
        }
        assertThat(meter.isMuch()).isTrue();
        pass(200);
        assertThat(meter.isMuch()).isTrue();
        pass(1_000);
        assertThat(meter.isMuch()).isFalse();
    }

    @Test
    void bytesAreForgottenHoweverOftenItIsAsked() {
        meter.add((int) InputMeter.BURST + 1_000);
        for (int i = 0; i < 100_000; i++) {
            assertThat(meter.isMuch()).isEqualTo(i * 1_000L / (1_000_000_000L / InputMeter.BYTES_PER_SECOND) < 1_000);
            nanos += 1_000;
        }
    }
}
