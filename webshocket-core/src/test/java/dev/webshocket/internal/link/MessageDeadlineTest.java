package dev.webshocket.internal.link;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** The time limit of messages in parts. */
class MessageDeadlineTest {

    @Test
    void aPauseOfTheServerDoesNotCount() {
        MessageDeadline deadline = new MessageDeadline();
        long start = System.nanoTime();
        long second = 1_000_000_000L;
        deadline.part(false);
        assertThat(deadline.isOver(start, 30 * second)).isFalse();
        assertThat(deadline.isOver(start + 600 * second, 30 * second)).isFalse();
        assertThat(deadline.isOver(start + 601 * second, 30 * second)).isFalse();
        for (int i = 2; i < 30; i++) {
            assertThat(deadline.isOver(start + (600 + i) * second, 32 * second)).isFalse();
        }
        assertThat(deadline.isOver(start + 630 * second, 32 * second)).isTrue();
    }

    @Test
    void eachMessageHasItsOwnDeadline() {
        MessageDeadline deadline = new MessageDeadline();
        long second = 1_000_000_000L;
        for (int i = 0; i < 100; i++) {
            deadline.part(false);
            assertThat(deadline.isOver(2L * i * second, second)).isFalse();
            deadline.part(true);
            deadline.part(false);
            assertThat(deadline.isOver((2L * i + 1) * second, second)).isFalse();
            deadline.part(true);
        }
    }
}
