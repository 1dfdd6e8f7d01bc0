package dev.webshocket.internal.rpc;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class ActiveTasksTest {

    private final ActiveTasks tasks = new ActiveTasks();
    private final AtomicInteger ran = new AtomicInteger();

    @Test
    void theActionRunsAtOnceWithoutTasks() {
        tasks.whenNone(ran::incrementAndGet);
        assertThat(ran).hasValue(1);
    }

    @Test
    void theLastTaskRunsTheActionOnce() {
        tasks.begin();
        tasks.begin();
        tasks.whenNone(ran::incrementAndGet);
        tasks.end();
        assertThat(ran).hasValue(0);
        tasks.end();
        assertThat(ran).hasValue(1);
        tasks.begin();
        tasks.end();
        assertThat(ran).hasValue(1);
    }
}
