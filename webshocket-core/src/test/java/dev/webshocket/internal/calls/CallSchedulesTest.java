package dev.webshocket.internal.calls;

import dev.webshocket.support.SteppedScheduler;
import java.util.ArrayList;
import java.util.List;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.Test;

/**
 * Runs calls between two ends over a pipe, in thousands of schedules. Each call ends once for its caller and once for
 * its callee, with its items in order, whatever is cancelled, times out or breaks.
 */
class CallSchedulesTest {

    private static final int SCHEDULES = 2_000;
    private static final int STEPS = 150;

    @Test
    void eachCallEndsOnceWhileTheConnectionStays() {
        forEachSeed(seed -> run(seed, false));
    }

    @Test
    void eachCallEndsOnceWhenTheConnectionBreaks() {
        forEachSeed(seed -> run(seed, true));
    }

    private interface Schedule {
        void run(long seed);
    }

    private static void forEachSeed(Schedule schedule) {
        for (long seed = 1; seed <= SCHEDULES; seed++) {
            try {
                schedule.run(seed);
            } catch (Throwable e) {
                throw new AssertionError("seed " + seed, e);
            }
        }
    }

    private static void run(long seed, boolean breaks) {
        SteppedScheduler scheduler = new SteppedScheduler(seed);
        RandomGenerator random = scheduler.random();
        TwoEnds ends = new TwoEnds(scheduler);
        List<TwoEnds.Made> made = new ArrayList<>();
        int end = random.nextInt(STEPS);
        for (int step = 0; step < STEPS; step++) {
            if (breaks && step == end) {
                ends.cut();
            }
            act(ends, made, scheduler);
        }
        made.forEach(TwoEnds.Made::takeAll);
        scheduler.run();
        // A consumer that takes its items late delays the rest.
        while (made.stream().anyMatch(TwoEnds.Made::takeAll)) {
            scheduler.run();
        }
        ends.check(made, breaks);
    }

    private static void act(TwoEnds ends, List<TwoEnds.Made> made, SteppedScheduler scheduler) {
        RandomGenerator random = scheduler.random();
        switch (random.nextInt(12)) {
            case 0 -> made.add(ends.callForValue());
            case 1 -> made.add(ends.callForItems(random.nextInt(30)));
            case 2 -> pick(made, random).forEach(TwoEnds.Made::cancel);
            case 3 -> pick(made, random).forEach(TwoEnds.Made::timeOut);
            case 4, 5 -> pick(made, random).forEach(TwoEnds.Made::take);
            case 6 -> ends.timePasses();
            default -> scheduler.step();
        }
    }

    private static List<TwoEnds.Made> pick(List<TwoEnds.Made> made, RandomGenerator random) {
        return made.isEmpty() ? List.of() : List.of(made.get(random.nextInt(made.size())));
    }
}
