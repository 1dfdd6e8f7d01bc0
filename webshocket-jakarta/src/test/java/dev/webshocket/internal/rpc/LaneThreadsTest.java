package dev.webshocket.internal.rpc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.webshocket.internal.concurrent.CallExecutors;
import dev.webshocket.internal.log.SampledLog;
import dev.webshocket.support.QueuingAndThrowing;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Executor;
import org.junit.jupiter.api.Test;

/** Tasks run once and in their context, whatever the executors and the context do. */
class LaneThreadsTest {

    private final QueuingAndThrowing failing = new QueuingAndThrowing();
    private final List<String> events = new ArrayList<>();

    private LaneThreads threads(Executor calls, Executor context) {
        return new LaneThreads(
                new LaneThreads.Client("one", "here"),
                new CallExecutors(calls, calls, calls, null),
                context,
                new FailureLog(new SampledLog()));
    }

    @Test
    void theLaneRunsOnceDespiteAnErrorOfTheExecutor() {
        LaneThreads threads = threads(failing, Runnable::run);
        threads.run(() -> events.add("ran"), false);
        failing.runQueued();

        assertThat(events).containsExactly("ran");
    }

    @Test
    void concurrentTasksRunOnceAndAreCountedOnce() {
        LaneThreads threads = threads(failing, Runnable::run);
        threads.runShort(() -> {
            threads.whenNoneBeside(() -> events.add("quiet"));
            events.add("ran");
        });
        failing.runQueued();

        assertThat(events).containsExactly("ran", "quiet");
        threads.whenNoneBeside(() -> events.add("quiet again"));
        assertThat(events).endsWith("quiet again");
    }

    @Test
    void theEndOfTheConnectionRunsInItsContextOnAnyThread() {
        ThreadLocal<String> current = ThreadLocal.withInitial(() -> "none");
        List<Runnable> started = new ArrayList<>();
        LaneThreads threads = threads(started::add, task -> {
            String before = current.get();
            current.set("application");
            try {
                task.run();
            } finally {
                current.set(before);
            }
        });
        threads.runShort(() -> {});
        threads.whenNoneBeside(() -> events.add(current.get()));
        assertThat(events).isEmpty();
        started.forEach(Runnable::run);

        assertThat(events).containsExactly("application");
    }

    @Test
    void tasksRunWithoutAContextThatHasEnded() {
        LaneThreads threads = threads(Runnable::run, task -> {
            throw new IllegalStateException("undeployed");
        });
        assertThatThrownBy(() -> threads.whenNoneBeside(() -> events.add("quiet")))
                .hasMessage("undeployed");

        assertThat(events).containsExactly("quiet");
    }
}
