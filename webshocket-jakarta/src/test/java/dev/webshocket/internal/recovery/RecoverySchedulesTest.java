package dev.webshocket.internal.recovery;

import static org.assertj.core.api.Assertions.fail;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/**
 * Runs a connection that recovers through generated schedules: messages in several channels and shards, subscriptions by name and
 * by overlapping patterns that come and go while others catch up, cuts, full queues, forgotten messages, lost shards, a log that is late or fails.
 * A client gets each message once and in order, or a gap that names a subscription; never both for one loss, never neither.
 */
@Tag("slow")
@Timeout(value = 5, unit = TimeUnit.MINUTES)
class RecoverySchedulesTest {

    private static final int SCHEDULES = Integer.getInteger("recovery.schedules", 2000);
    private static final long FIRST = Long.getLong("recovery.first", 1);

    @Test
    void eachMessageComesOnceAndInOrderOrIsInAGap() {
        for (long seed = FIRST; seed < FIRST + SCHEDULES; seed++) {
            List<String> steps = new ArrayList<>();
            try {
                run(seed, steps);
            } catch (Throwable e) {
                fail("seed " + seed + ": " + String.join(", ", steps), e);
            }
        }
    }

    private static void run(long seed, List<String> steps) {
        Random random = new Random(seed);
        RecoveryWorld world = new RecoveryWorld(seed);
        int length = 20 + random.nextInt(150);
        world.connect(true);
        for (int i = 0; i < length; i++) {
            step(world, random, steps);
        }
        steps.add("drain");
        world.drain();
    }

    private static void step(RecoveryWorld world, Random random, List<String> steps) {
        int which = random.nextInt(103);
        String channel = any(WorldRules.CHANNELS, random);
        String subscription = any(WorldRules.SUBSCRIPTIONS, random);
        int shard = random.nextInt(WorldRules.SHARDS);
        if (which < 25) {
            steps.add("publish " + channel);
            world.publish(channel);
        } else if (which < 40) {
            steps.add("tell " + shard);
            world.tell(shard);
        } else if (which < 53) {
            steps.add("task");
            world.runTask();
        } else if (which < 57) {
            steps.add("go on");
            world.goOn();
        } else if (which < 60) {
            steps.add("answer");
            world.answer();
        } else if (which < 75) {
            steps.add("receive");
            world.receive();
        } else if (which < 83) {
            List<String> both = List.of(subscription, any(WorldRules.SUBSCRIPTIONS, random));
            List<String> texts = random.nextBoolean()
                    ? List.of(subscription)
                    : both.stream().distinct().toList();
            steps.add("subscribe " + texts);
            world.subscribe(texts);
        } else if (which < 86) {
            steps.add("unsubscribe " + subscription);
            world.unsubscribe(subscription);
        } else if (which < 89) {
            steps.add("beat");
            world.beat();
        } else if (which < 94) {
            boolean comesBack = random.nextInt(6) > 0;
            steps.add("cut " + comesBack);
            if (random.nextInt(5) == 0) {
                steps.add("lose " + shard);
                world.lose(shard);
            }
            world.connect(comesBack);
        } else if (which < 95) {
            steps.add("forget " + channel);
            world.forgetChannel(channel);
        } else if (which < 96) {
            steps.add("window over");
            world.forgetPositions();
        } else if (which < 98) {
            steps.add("latest " + channel);
            world.subscribeLatest(channel, 1 + random.nextInt(3));
        } else if (which < 99) {
            int back = random.nextInt(8);
            boolean sameEpoch = random.nextInt(8) > 0;
            steps.add("from " + channel + " " + (sameEpoch ? back : "another epoch"));
            world.subscribeFrom(channel, back, sameEpoch);
        } else if (which < 100) {
            steps.add("check");
            world.check();
        } else if (which < 102) {
            steps.add("skip " + shard);
            world.skip(shard);
        } else {
            steps.add("lose while followed " + shard);
            world.loseWhileFollowed(shard);
        }
    }

    private static <T> T any(List<T> all, Random random) {
        return all.get(random.nextInt(all.size()));
    }
}
