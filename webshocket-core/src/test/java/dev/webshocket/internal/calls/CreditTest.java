package dev.webshocket.internal.calls;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class CreditTest {

    private final AtomicInteger ran = new AtomicInteger();

    @Test
    void itIsTakenOnce() {
        Credit credit = new Credit(3);
        assertThat(credit.take(2)).isEqualTo(2);
        assertThat(credit.take(2)).isEqualTo(1);
        assertThat(credit.take(2)).isZero();
        credit.add(5);
        assertThat(credit.take(4)).isEqualTo(4);
        assertThat(credit.take(4)).isEqualTo(1);
    }

    @Test
    void anyNumberOfCreditsDoesNotOverflow() {
        Credit credit = new Credit(Integer.MAX_VALUE);
        for (int i = 0; i < 10; i++) {
            credit.add(Integer.MAX_VALUE);
        }
        assertThat(credit.take(Integer.MAX_VALUE)).isEqualTo(Integer.MAX_VALUE);
        assertThat(credit.take(1)).isZero();
    }

    @Test
    void anActionRunsOnceWhenThereIsSome() {
        Credit credit = new Credit(1);
        assertThat(credit.whenSome(ran::incrementAndGet)).isFalse();
        credit.take(1);
        assertThat(credit.whenSome(ran::incrementAndGet)).isTrue();
        assertThat(credit.whenSome(ran::incrementAndGet)).isTrue();
        assertThat(ran).hasValue(0);
        credit.add(1);
        assertThat(ran).hasValue(2);
        credit.add(1);
        assertThat(ran).hasValue(2);
    }

    @Test
    void theEndRunsWhatWaits() {
        Credit credit = new Credit(0);
        assertThat(credit.whenSome(ran::incrementAndGet)).isTrue();
        credit.end();
        assertThat(ran).hasValue(1);
        assertThat(credit.whenSome(ran::incrementAndGet)).isFalse();
        assertThat(credit.take(1)).isZero();
    }
}
