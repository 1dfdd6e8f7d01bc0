package dev.webshocket.internal.concurrent;

import static org.assertj.core.api.Assertions.assertThat;

import dev.webshocket.support.RecordedLog;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.logging.LogRecord;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** The timer of the engine, the embedded server and clients, with tasks that fail. */
class SteadyTimerTest {

    private final RecordedLog log = RecordedLog.of("dev.webshocket");
    private final DefaultExecutors executors = new DefaultExecutors(1);
    private final ScheduledExecutorService timer = executors.executors().timer();

    @AfterEach
    void close() {
        executors.close();
        log.close();
    }

    /** Fails in its first runs, and counts the later ones. */
    private static final class Failing implements Runnable {

        private final AtomicInteger runs = new AtomicInteger();
        private final CountDownLatch goesOn = new CountDownLatch(3);

        @Override
        public void run() {
            switch (runs.incrementAndGet()) {
                case 1 -> throw new OutOfMemoryError("injected");
                case 2 -> throw new IllegalStateException("injected");
                case 3 -> throw new StackOverflowError("injected");
                default -> goesOn.countDown();
            }
        }

        void awaitGoingOn() throws InterruptedException {
            assertThat(goesOn.await(30, TimeUnit.SECONDS)).isTrue();
        }
    }

    @Test
    void aPeriodicTaskContinuesAfterAnException() throws Exception {
        Failing delayed = new Failing();
        Failing atRate = new Failing();
        timer.scheduleWithFixedDelay(delayed, 1, 1, TimeUnit.MILLISECONDS);
        timer.scheduleAtFixedRate(atRate, 1, 1, TimeUnit.MILLISECONDS);
        delayed.awaitGoingOn();
        atRate.awaitGoingOn();
    }

    @Test
    void everyKindOfFailureIsLoggedOnce() throws Exception {
        Failing task = new Failing();
        timer.scheduleWithFixedDelay(task, 1, 1, TimeUnit.MILLISECONDS);
        task.awaitGoingOn();
        List<LogRecord> records = log.records();
        assertThat(records)
                .hasSize(3)
                .allSatisfy(entry -> assertThat(entry.getMessage())
                        .startsWith("WEBSHOCKET-0243: ")
                        .contains("webshocket-timer-1", "-XX:+ExitOnOutOfMemoryError"));
        assertThat(records.get(0).getThrown()).isInstanceOf(OutOfMemoryError.class);
    }

    @Test
    void aCancelledTaskEnds() throws Exception {
        Failing task = new Failing();
        Future<?> periodic = timer.scheduleWithFixedDelay(task, 1, 1, TimeUnit.MILLISECONDS);
        task.awaitGoingOn();
        periodic.cancel(false);
        timer.submit(() -> {}).get(30, TimeUnit.SECONDS);
        int runs = task.runs.get();
        CountDownLatch later = new CountDownLatch(1);
        timer.schedule(later::countDown, 20, TimeUnit.MILLISECONDS);
        assertThat(later.await(30, TimeUnit.SECONDS)).isTrue();
        assertThat(task.runs).hasValue(runs);
    }

    @Test
    void aFailedOneTimeTaskIsLoggedAndDelaysNoOther() throws Exception {
        CountDownLatch next = new CountDownLatch(1);
        Runnable failing = new Failing();
        timer.schedule(failing, 1, TimeUnit.MILLISECONDS);
        timer.schedule(next::countDown, 2, TimeUnit.MILLISECONDS);
        assertThat(next.await(30, TimeUnit.SECONDS)).isTrue();
        assertThat(log.records()).hasSize(1);
    }

    @Test
    void aThreadThatDiesIsLogged() throws Exception {
        Thread thread = timer.submit(Thread::currentThread).get(30, TimeUnit.SECONDS);
        thread.getUncaughtExceptionHandler().uncaughtException(thread, new OutOfMemoryError("injected"));
        assertThat(log.records())
                .singleElement()
                .satisfies(entry -> assertThat(entry.getMessage()).startsWith("WEBSHOCKET-0243: "));
    }
}
