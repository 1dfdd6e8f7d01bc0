package dev.webshocket.internal.session;

import static org.assertj.core.api.Assertions.assertThat;

import dev.webshocket.internal.link.HeldLink;
import dev.webshocket.support.SteppedThreads;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Threads suspend and resume one link, in every order of their steps. */
class ReadingSwitchTest {

    /** A lane resumes its link twice, while another thread delivers the message that fills the lane in between. */
    @Test
    void aLinkThatMayReadDoesSoInTheEnd() {
        assertThat(everyOrder(List.of(-1, -1), List.of(1))).isGreaterThan(10);
    }

    @Test
    void aLinkThatMustWaitDoesSoInTheEnd() {
        assertThat(everyOrder(List.of(-1, 1), List.of(1, -1))).isGreaterThan(10);
    }

    @Test
    void aLinkThatDeliversWhileItIsResumedStopsAtOnce() {
        Schedule schedule = new Schedule(new Choices());
        schedule.link.whileResuming = () -> {
            schedule.link.whileResuming = () -> {};
            schedule.change(1);
            assertThat(schedule.reads()).isFalse();
        };
        schedule.threads.execute(() -> schedule.change(-1));
        schedule.run();
        assertThat(schedule.link.reading).contains("resume");
        assertThat(schedule.reads()).isFalse();
    }

    /** Runs two threads in every order of their steps; returns the number of orders. */
    private static int everyOrder(List<Integer> one, List<Integer> other) {
        Choices choices = new Choices();
        int orders = 0;
        do {
            Schedule schedule = new Schedule(choices);
            schedule.threads.execute(() -> one.forEach(schedule::change));
            schedule.threads.execute(() -> other.forEach(schedule::change));
            schedule.run();
            assertThat(schedule.reads())
                    .as("reads after %s, by %s", schedule.link.reading, choices.taken)
                    .isEqualTo(schedule.suspensions == 0);
            orders++;
        } while (choices.next());
        return orders;
    }

    /** Which of two threads goes on, at each step where both can: all sequences, one after the other. */
    private static final class Choices {

        private final List<Integer> taken = new ArrayList<>();
        private int step;

        int choose(int from) {
            if (from == 1) {
                return 0;
            }
            if (step == taken.size()) {
                taken.add(0);
            }
            return taken.get(step++);
        }

        /** Goes to the next sequence; returns false after the last one. */
        boolean next() {
            step = 0;
            while (!taken.isEmpty() && taken.get(taken.size() - 1) == 1) {
                taken.remove(taken.size() - 1);
            }
            if (taken.isEmpty()) {
                return false;
            }
            taken.set(taken.size() - 1, 1);
            return true;
        }
    }

    /** A suspended link, and threads that pause between their look at the state and what they tell the link. */
    private static final class Schedule {

        final SteppedThreads threads = new SteppedThreads();
        final HeldLink link = new HeldLink();
        private final Choices choices;
        private final ReadingSwitch reading = new ReadingSwitch(link, this::isSuspended);
        /** One thread runs at a time, so that it needs no lock. */
        private int suspensions = 1;

        Schedule(Choices choices) {
            this.choices = choices;
            link.suspend();
        }

        private boolean isSuspended() {
            boolean now = suspensions > 0;
            threads.pause();
            return now;
        }

        void change(int by) {
            suspensions += by;
            reading.turn();
        }

        void run() {
            while (threads.ready() > 0) {
                threads.step(choices.choose(threads.ready()));
            }
        }

        boolean reads() {
            return link.reading.get(link.reading.size() - 1).equals("resume");
        }
    }
}
