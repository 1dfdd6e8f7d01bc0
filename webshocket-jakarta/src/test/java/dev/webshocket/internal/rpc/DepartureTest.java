package dev.webshocket.internal.rpc;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class DepartureTest {

    private final Departure departure = new Departure();
    private final AtomicInteger ran = new AtomicInteger();

    @Test
    void whereNobodyIsTheActionRunsAtOnce() {
        departure.whenEmpty(ran::incrementAndGet);
        assertThat(ran).hasValue(1);
    }

    @Test
    void whoeverLeavesLastRunsItOnce() {
        departure.enter();
        departure.enter();
        departure.whenEmpty(ran::incrementAndGet);
        departure.leave();
        assertThat(ran).hasValue(0);
        departure.leave();
        assertThat(ran).hasValue(1);
        departure.enter();
        departure.leave();
        assertThat(ran).hasValue(1);
    }
}
