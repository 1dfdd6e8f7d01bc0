package dev.webshocket.internal.rpc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.webshocket.internal.concurrent.DefaultExecutors;
import dev.webshocket.internal.log.SampledLog;
import dev.webshocket.internal.memory.MemoryBudget;
import dev.webshocket.support.IgnoringSender;
import dev.webshocket.support.RecordedLog;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class CallLaneTest {

    @Test
    void continuesAfterAFailedTaskAndEnds() throws Exception {
        CountDownLatch next = new CountDownLatch(1);
        CountDownLatch quiet = new CountDownLatch(1);
        try (RecordedLog log = RecordedLog.of("dev.webshocket");
                DefaultExecutors executors = DefaultExecutors.ofPlatformThreads(2)) {
            CallLane lane = new CallLane(
                    new LaneThreads(
                            new LaneThreads.Client("one", "here"),
                            executors.executors(),
                            Runnable::run,
                            new FailureLog(new SampledLog())),
                    new IgnoringSender(),
                    SteppedPeer.HELD,
                    new LaneBounds(16, 1024, 1 << 20),
                    MemoryBudget.unbounded());
            lane.offer(
                    () -> {
                        throw new AssertionError("broken");
                    },
                    0);
            lane.offer(next::countDown, 0);
            assertThat(next.await(10, TimeUnit.SECONDS)).isTrue();

            lane.end(
                    () -> {
                        throw new AssertionError("broken at the end");
                    },
                    quiet::countDown);
            assertThat(quiet.await(10, TimeUnit.SECONDS)).isTrue();
            await().until(() -> log.records().stream()
                            .filter(entry -> entry.getMessage().startsWith("WEBSHOCKET-0206"))
                            .count()
                    == 2);
        }
    }
}
