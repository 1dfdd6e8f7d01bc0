package dev.webshocket.internal.concurrent;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.webshocket.internal.concurrent.ClientTask.Kind;
import dev.webshocket.support.QueuingAndThrowing;
import dev.webshocket.support.SettableClock;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Random;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** The order in which clients get threads. The test decides when tasks run. */
class FairExecutorTest {

    private static final int COMMON = 64;
    private static final int EXTRA = 8;

    private final SettableClock clock = new SettableClock();
    private final Deque<Runnable> running = new ArrayDeque<>();
    private final FairExecutor fair = new FairExecutor(running::add, COMMON, Runnable::run, clock);
    /** The clients whose tasks have run or have been refused, in order. */
    private final List<String> events = new ArrayList<>();

    private void submit(String network, String connection, Kind kind, int times) {
        for (int i = 0; i < times; i++) {
            fair.execute(new ClientTask(
                    connection,
                    network,
                    kind,
                    () -> events.add(connection + " ran"),
                    () -> events.add(connection + " refused")));
        }
    }

    private void lasting(String network, String connection, int times) {
        submit(network, connection, Kind.LASTING, times);
    }

    private void endOne() {
        running.remove().run();
    }

    private String lastStarted() {
        int before = events.size();
        Runnable last = running.removeLast();
        last.run();
        return events.get(before);
    }

    @Test
    void aSingleClientGetsAllThreads() {
        lasting("n", "a", 2 * COMMON);
        // None of the reserved threads, since this client has more than a few.
        assertThat(running).hasSize(COMMON);
    }

    @Test
    void allTasksRunInTheOrderOfTheirClient() {
        lasting("n", "a", 300);
        lasting("m", "b", 10);
        while (!running.isEmpty()) {
            endOne();
        }
        assertThat(events).hasSize(310);
    }

    @Test
    void aLaterClientGetsTheNextThreadsUpToItsShare() {
        lasting("n", "a", 1000);
        lasting("m", "b", 100);
        // One of the reserved threads is for the other client.
        assertThat(running).hasSize(COMMON + 1);
        events.clear();
        for (int i = 0; i < COMMON; i++) {
            endOne();
        }
        events.clear();
        List<Runnable> now = List.copyOf(running);
        running.clear();
        now.forEach(Runnable::run);
        long ofB = events.stream().filter("b ran"::equals).count();
        assertThat(ofB).isGreaterThanOrEqualTo(COMMON / 8);
    }

    @Test
    void aClientWithoutThreadsGetsAReservedOne() {
        lasting("n", "a", 1000);
        lasting("m", "b", 1);

        assertThat(lastStarted()).isEqualTo("b ran");
    }

    @Test
    void anotherConnectionOfTheSameAddressGetsAReservedThread() {
        for (int i = 0; i < 16; i++) {
            lasting("n", "a" + i, 16);
        }
        running.clear();
        lasting("n", "b", 1);

        assertThat(events).isEmpty();
        assertThat(running).as("the others have half of the reserved threads").isEmpty();
        lasting("m", "c", 1);
        assertThat(lastStarted()).isEqualTo("c ran");
    }

    @Test
    void oneAddressDoesNotGetAllReservedThreads() {
        for (int i = 0; i < 1000; i++) {
            lasting("n", "a" + i, 1);
        }
        assertThat(running).hasSize(COMMON + EXTRA / 2);
        for (int i = 0; i < EXTRA / 2; i++) {
            lasting("m" + i, "b" + i, 1);
        }
        assertThat(running).hasSize(COMMON + EXTRA);
    }

    @Test
    void briefTasksRunWhenAllThreadsAreTaken() {
        for (int i = 0; i < 1000; i++) {
            lasting("n" + i, "a" + i, 1);
        }
        assertThat(running).hasSize(COMMON + EXTRA);
        submit("m", "b", Kind.BRIEF, 1);
        assertThat(lastStarted()).isEqualTo("b ran");
    }

    @Test
    void aConnectionHasOneBriefTaskAndAnAddressHalfOfThem() {
        for (int i = 0; i < 1000; i++) {
            lasting("n" + i, "a" + i, 1);
        }
        submit("m", "b", Kind.BRIEF, 5);
        assertThat(running).hasSize(COMMON + EXTRA + 1);
        for (int i = 0; i < 100; i++) {
            submit("m", "c" + i, Kind.BRIEF, 1);
        }
        assertThat(running).hasSize(COMMON + EXTRA + EXTRA / 2);
    }

    @Test
    void briefTasksOfOneAddressLeaveRoomForOthers() {
        for (int i = 0; i < 1000; i++) {
            submit("n", "a" + i, Kind.BRIEF, 1);
        }
        assertThat(running).hasSize(COMMON + EXTRA / 2);
        lasting("m", "b", 100);
        for (int i = 0; i < COMMON; i++) {
            endOne();
        }
        events.clear();
        List<Runnable> now = List.copyOf(running);
        running.clear();
        now.forEach(Runnable::run);
        assertThat(events.stream().filter("b ran"::equals)).hasSizeGreaterThanOrEqualTo(COMMON / 8);
    }

    @Test
    void aBriefTaskRunsBeforeLongOnesOfOtherAddresses() {
        lasting("n", "a", COMMON);
        for (int i = 0; i < EXTRA; i++) {
            lasting("r" + i, "r" + i, 1);
        }
        // Its second task gets no thread that is reserved for brief tasks.
        submit("m", "b", Kind.BRIEF, 2);
        lasting("o", "c", 1);
        endOne();

        assertThat(lastStarted()).isEqualTo("b ran");
    }

    @Test
    void aStreamThatWaitsFor5SecondsIsRefused() {
        lasting("n", "a", 1000);
        submit("n", "a", Kind.STREAM, 2);
        clock.advance(Duration.ofMillis(4999));
        submit("n", "a", Kind.STREAM, 1);
        fair.refuseLate();
        assertThat(events).isEmpty();

        clock.advance(Duration.ofMillis(1));
        fair.refuseLate();
        assertThat(events).containsExactly("a refused", "a refused");

        clock.advance(Duration.ofMillis(4999));
        fair.refuseLate();
        assertThat(events).hasSize(3);
        while (!running.isEmpty()) {
            endOne();
        }
        assertThat(events).hasSize(1003);
    }

    @Test
    void aRunningStreamIsNotRefused() {
        submit("n", "a", Kind.STREAM, 1);
        clock.advance(Duration.ofHours(1));
        fair.refuseLate();
        endOne();
        assertThat(events).containsExactly("a ran");
    }

    @Test
    void otherTasksRunAtOnce() {
        lasting("n", "a", 1000);
        fair.execute(() -> events.add("plain"));

        assertThat(running).hasSize(COMMON + 1);
        running.removeLast().run();
        assertThat(events).containsExactly("plain");
    }

    @Test
    void noThreadIsLostUnderRandomLoad() {
        long seed = System.nanoTime();
        System.out.println("FairExecutorTest seed " + seed);
        Random random = new Random(seed);
        int submitted = 0;
        for (int step = 0; step < 20_000; step++) {
            if (random.nextInt(3) > 0) {
                Kind kind = Kind.values()[random.nextInt(3)];
                submit("n" + random.nextInt(5), "c" + random.nextInt(20), kind, 1);
                submitted++;
            } else if (!running.isEmpty()) {
                endOne();
            }
            if (random.nextInt(100) == 0) {
                clock.advance(Duration.ofSeconds(2));
                fair.refuseLate();
            }
            assertThat(running.size()).isLessThanOrEqualTo(FairExecutor.threadsFor(COMMON));
        }
        while (!running.isEmpty()) {
            endOne();
        }
        assertThat(events).hasSize(submitted);
        lasting("n", "a", COMMON);
        assertThat(running).hasSize(COMMON);
        IntStream.range(0, COMMON).forEach(i -> endOne());
    }

    @Test
    void aTaskThatThrowsReleasesItsThread() {
        for (int i = 0; i < 3 * COMMON; i++) {
            fair.execute(new ClientTask(
                    "a",
                    "n",
                    Kind.LASTING,
                    () -> {
                        throw new AssertionError("asked for");
                    },
                    () -> {}));
        }
        int thrown = 0;
        while (!running.isEmpty()) {
            try {
                endOne();
            } catch (AssertionError e) {
                thrown++;
            }
        }
        assertThat(thrown).isEqualTo(3 * COMMON);
    }

    @Test
    void anErrorOfTheExecutorRunsNoTaskTwiceAndLosesNoThread() {
        QueuingAndThrowing failing = new QueuingAndThrowing();
        Deque<Runnable> started = new ArrayDeque<>();
        boolean[] scarce = {true};
        FairExecutor flaky = new FairExecutor(
                task -> {
                    if (scarce[0]) {
                        failing.execute(task);
                    }
                    started.add(task);
                },
                COMMON,
                failing,
                clock);
        Supplier<ClientTask> task =
                () -> new ClientTask("a", "n", Kind.STREAM, () -> events.add("ran"), () -> events.add("refused"));
        assertThatThrownBy(() -> flaky.execute(task.get())).isInstanceOf(OutOfMemoryError.class);
        failing.runQueued();
        assertThat(events)
                .as("the caller runs the task that it gets an error for")
                .isEmpty();

        scarce[0] = false;
        for (int i = 0; i < 2 * COMMON; i++) {
            flaky.execute(task.get());
        }
        assertThat(started).as("the number of threads is unchanged").hasSize(COMMON);
        clock.advance(Duration.ofSeconds(5));
        flaky.refuseLate();
        failing.runQueued();
        assertThat(events).hasSize(COMMON).containsOnly("refused");
    }

    @Test
    void waitingTasksRunOnceOnTheLastThread() {
        QueuingAndThrowing failing = new QueuingAndThrowing();
        Deque<Runnable> started = new ArrayDeque<>();
        FairExecutor flaky = new FairExecutor(
                task -> {
                    if (started.size() == COMMON) {
                        failing.execute(task);
                    }
                    started.add(task);
                },
                COMMON,
                Runnable::run,
                clock);
        for (int i = 0; i <= COMMON; i++) {
            flaky.execute(new ClientTask("a", "n", Kind.LASTING, () -> events.add("ran"), () -> {}));
        }
        started.getFirst().run();
        failing.runQueued();

        assertThat(events).hasSize(2);
    }

    @Test
    void atMostHalfOfTheTasksWaitForClientsAndAQuarterForANetwork() {
        FairExecutor eight = new FairExecutor(running::add, 8, Runnable::run, clock);
        assertThat(eight.beginWait("one")).isTrue();
        assertThat(eight.beginWait("one")).isTrue();
        assertThat(eight.beginWait("one")).isFalse();
        assertThat(eight.beginWait("two")).isTrue();
        assertThat(eight.beginWait("two")).isTrue();
        assertThat(eight.beginWait("three")).isFalse();

        eight.endWait("one");
        assertThat(eight.beginWait("two")).isFalse();
        assertThat(eight.beginWait("three")).isTrue();
        assertThat(eight.beginWait("one")).isFalse();
    }

    @Test
    void oneTaskMayWaitHoweverFewThereAre() {
        FairExecutor one = new FairExecutor(running::add, 1, Runnable::run, clock);
        assertThat(one.beginWait("one")).isTrue();
        assertThat(one.beginWait("two")).isFalse();
        one.endWait("one");
        assertThat(one.beginWait("two")).isTrue();
    }
}
