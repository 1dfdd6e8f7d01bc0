package dev.webshocket.internal.presence;

import static org.assertj.core.api.Assertions.assertThat;

import dev.webshocket.Member;
import dev.webshocket.PresenceChange;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** The batches of changes, in rounds that the tests step. */
class PresenceRoundsTest {

    /** A timer that only records what it has to run. */
    private static final class SteppedTimer extends ScheduledThreadPoolExecutor {

        final Queue<Runnable> waiting = new ArrayDeque<>();
        boolean refusing;

        SteppedTimer() {
            super(1);
        }

        @Override
        public ScheduledFuture<?> schedule(Runnable task, long delay, TimeUnit unit) {
            if (refusing) {
                throw new RejectedExecutionException();
            }
            assertThat(unit.toMillis(delay)).isEqualTo(250);
            waiting.add(task);
            return null;
        }
    }

    private final SteppedTimer timer = new SteppedTimer();
    private final Queue<Runnable> tasks = new ArrayDeque<>();
    private final List<PresenceChange> batches = new ArrayList<>();
    private final List<String> failures = new ArrayList<>();
    private Executor executor = tasks::add;
    private String broken;
    private final PresenceRounds rounds = new PresenceRounds(
            timer, task -> executor.execute(task), this::take, (channel, failure) -> failures.add(channel + failure));

    @AfterEach
    void stop() {
        timer.shutdownNow();
    }

    private void take(PresenceChange change) {
        if (change.channel().equals(broken)) {
            throw new IllegalStateException();
        }
        batches.add(change);
    }

    private void step() {
        timer.waiting.remove().run();
        if (!tasks.isEmpty()) {
            tasks.remove().run();
        }
    }

    private static Member member(int id) {
        return new Member(String.format("m%05d", id), null);
    }

    private void join(String channel, Member member) {
        rounds.changed(channel, null, member);
    }

    private void leave(String channel, Member member) {
        rounds.changed(channel, member, null);
    }

    private static PresenceChange change(String channel, List<Member> joined, List<Member> left) {
        return new PresenceChange(channel, joined, left);
    }

    @Test
    void changesOfARoundAreOneBatchForEachChannel() {
        join("a", member(1));
        join("b", member(1));
        leave("a", member(2));
        join("a", member(3));
        assertThat(timer.waiting).hasSize(1);

        step();

        assertThat(batches)
                .containsExactly(
                        change("a", List.of(member(1), member(3)), List.of(member(2))),
                        change("b", List.of(member(1)), List.of()));
        assertThat(timer.waiting).isEmpty();
    }

    @Test
    void whoComesAndGoesWithinARoundIsNotInIt() {
        join("a", member(1));
        leave("a", member(1));
        leave("a", member(2));
        join("a", member(2));
        join("b", member(1));
        leave("b", member(1));
        step();
        assertThat(batches).isEmpty();

        // The second change of a round may make it empty, and a third one not.
        join("a", member(1));
        leave("a", member(1));
        join("a", member(1));
        step();
        assertThat(batches).containsExactly(change("a", List.of(member(1)), List.of()));
    }

    @Test
    void otherInfoIsAJoinAndTheSameInfoIsNothing() {
        Member before = new Member("ada", "before");
        Member after = new Member("ada", "after");
        leave("a", before);
        join("a", after);
        rounds.changed("b", before, after);
        rounds.changed("c", before, after);
        leave("c", after);
        rounds.changed("d", before, after);
        rounds.changed("d", after, before);
        step();
        assertThat(batches)
                .containsExactly(
                        change("a", List.of(after), List.of()),
                        change("b", List.of(after), List.of()),
                        change("c", List.of(), List.of(before)));
    }

    @Test
    void aBatchIsBoundedAndTheOthersWaitForTheNext() {
        for (int i = 0; i < 1_100; i++) {
            join("a", member(i));
        }
        step();
        assertThat(batches).hasSize(1);
        assertThat(batches.get(0).joined()).hasSize(500).startsWith(member(0));
        // What waits is merged with what comes.
        leave("a", member(1_099));
        leave("a", member(0));
        step();
        step();
        assertThat(timer.waiting).isEmpty();
        assertThat(batches).hasSize(3);
        assertThat(batches.get(1).joined()).hasSize(500).startsWith(member(500));
        assertThat(batches.get(2).joined()).hasSize(99).endsWith(member(1_098));
        assertThat(batches.get(2).left()).containsExactly(member(0));
    }

    @Test
    void aRoundWaitsForTheOneBefore() {
        join("a", member(1));
        timer.waiting.remove().run();
        Runnable round = tasks.remove();
        join("a", member(2));
        assertThat(timer.waiting).isEmpty();
        round.run();
        assertThat(batches).containsExactly(change("a", List.of(member(1), member(2)), List.of()));
        join("a", member(3));
        assertThat(timer.waiting).hasSize(1);
    }

    @Test
    void aFailureConcernsOneChannel() {
        broken = "a";
        join("a", member(1));
        join("b", member(1));
        step();
        assertThat(failures).singleElement().asString().startsWith("a").contains("IllegalStateException");
        assertThat(batches).containsExactly(change("b", List.of(member(1)), List.of()));
    }

    @Test
    void aRoundWithoutAThreadComesLater() {
        executor = task -> {
            throw new RejectedExecutionException();
        };
        join("a", member(1));
        step();
        assertThat(timer.waiting).hasSize(1);
        // A pool may throw although it has taken the task: it must not run twice.
        executor = task -> {
            tasks.add(task);
            throw new OutOfMemoryError("no thread");
        };
        timer.waiting.remove().run();
        tasks.remove().run();
        assertThat(batches).isEmpty();
        executor = tasks::add;
        step();
        assertThat(batches).hasSize(1);
    }

    @Test
    void aTimerThatRefusesIsAskedAgainWithTheNextChange() {
        timer.refusing = true;
        join("a", member(1));
        timer.refusing = false;
        join("a", member(2));
        step();
        assertThat(batches).containsExactly(change("a", List.of(member(1), member(2)), List.of()));
    }

    @Test
    void nothingComesAfterTheEnd() {
        join("a", member(1));
        rounds.close();
        step();
        join("a", member(2));
        assertThat(batches).isEmpty();
        assertThat(timer.waiting).isEmpty();
    }
}
