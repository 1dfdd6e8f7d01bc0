package dev.webshocket.internal.calls;

import dev.webshocket.internal.codec.ProtocolVersion;
import dev.webshocket.support.SteppedScheduler;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * Runs calls between two ends over a pipe, in thousands of schedules. Each call ends once for its caller and once for
 * its callee, with its items and uploads in order, whatever is cancelled, times out or breaks.
 */
@Tag("slow")
@Timeout(value = 5, unit = TimeUnit.MINUTES)
class CallSchedulesTest {

    private static final int SCHEDULES = Integer.getInteger("calls.schedules", 1_000);
    private static final int STEPS = 150;

    @ParameterizedTest
    @EnumSource(ProtocolVersion.class)
    void eachCallEndsOnceWhileTheConnectionStays(ProtocolVersion version) {
        forEachSeed(seed -> run(version, seed, false));
    }

    @ParameterizedTest
    @EnumSource(ProtocolVersion.class)
    void eachCallEndsOnceWhenTheConnectionBreaks(ProtocolVersion version) {
        forEachSeed(seed -> run(version, seed, true));
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

    private static void run(ProtocolVersion version, long seed, boolean breaks) {
        SteppedScheduler scheduler = new SteppedScheduler(seed);
        RandomGenerator random = scheduler.random();
        TwoEnds ends = new TwoEnds(scheduler, version);
        List<TwoEnds.Made> made = new ArrayList<>();
        int end = random.nextInt(STEPS);
        for (int step = 0; step < STEPS; step++) {
            if (breaks && step == end) {
                ends.cut();
            }
            act(ends, version, made, scheduler);
        }
        made.forEach(TwoEnds.Made::takeAll);
        scheduler.run();
        // A consumer that takes its items late delays the rest.
        while (made.stream().filter(TwoEnds.Made::takeAll).count() > 0) {
            scheduler.run();
        }
        ends.check(made, breaks);
    }

    private static void act(
            TwoEnds ends, ProtocolVersion version, List<TwoEnds.Made> made, SteppedScheduler scheduler) {
        RandomGenerator random = scheduler.random();
        switch (random.nextInt(version == ProtocolVersion.V1 ? 12 : 14)) {
            case 0 -> made.add(ends.callForValue());
            case 1 -> made.add(ends.callForItems(random.nextInt(30)));
            case 2 -> pick(made, random).forEach(TwoEnds.Made::cancel);
            case 3 -> pick(made, random).forEach(TwoEnds.Made::timeOut);
            case 4, 5 -> pick(made, random).forEach(TwoEnds.Made::take);
            case 6 -> ends.timePasses();
            case 12 -> made.add(ends.callWithUpload(random.nextInt(80), random.nextInt(160)));
            case 13 -> made.add(ends.callForEcho(random.nextInt(60)));
            default -> scheduler.step();
        }
    }

    private static List<TwoEnds.Made> pick(List<TwoEnds.Made> made, RandomGenerator random) {
        return made.isEmpty() ? List.of() : List.of(made.get(random.nextInt(made.size())));
    }
}
