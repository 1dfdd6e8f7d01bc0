package dev.webshocket.internal.memory;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.Random;
import org.junit.jupiter.api.Test;

class LinkedQueueTest {

    private static final class Number extends LinkedQueue.Element<Number> {

        final int value;

        Number(int value) {
            this.value = value;
        }
    }

    private final LinkedQueue<Number> queue = new LinkedQueue<>();

    private List<Integer> values() {
        List<Integer> values = new ArrayList<>();
        queue.forEach(number -> values.add(number.value));
        return values;
    }

    @Test
    void anEmptyQueueHasNothing() {
        assertThat(queue.isEmpty()).isTrue();
        assertThat(queue.peek()).isNull();
        assertThat(queue.poll()).isNull();
        Iterator<Number> nothing = queue.iterator();
        assertThat(nothing.hasNext()).isFalse();
        assertThatExceptionOfType(NoSuchElementException.class).isThrownBy(nothing::next);
    }

    @Test
    void anElementThatWasRemovedMayBeAddedAgain() {
        Number one = new Number(1);
        queue.add(one);
        queue.add(new Number(2));
        assertThat(queue.poll()).isSameAs(one);
        queue.add(one);
        assertThat(values()).containsExactly(2, 1);
    }

    /** Any changes in any order give what the JDK's queue has. */
    @Test
    void itIsAQueue() {
        for (long seed = 1; seed <= 300; seed++) {
            Random random = new Random(seed);
            Deque<Integer> expected = new ArrayDeque<>();
            queue.removeIf(number -> true, number -> {});
            for (int i = 0; i < 100; i++) {
                switch (random.nextInt(5)) {
                    case 0, 1, 2 -> {
                        queue.add(new Number(i));
                        expected.add(i);
                    }
                    case 3 -> {
                        Number polled = queue.poll();
                        assertThat(polled == null ? null : polled.value).isEqualTo(expected.poll());
                    }
                    default -> {
                        int divisor = 1 + random.nextInt(4);
                        List<Integer> removed = new ArrayList<>();
                        queue.removeIf(number -> number.value % divisor == 0, number -> removed.add(number.value));
                        assertThat(removed)
                                .isEqualTo(expected.stream()
                                        .filter(value -> value % divisor == 0)
                                        .toList());
                        expected.removeIf(value -> value % divisor == 0);
                    }
                }
                assertThat(values()).as("seed %s, step %s", seed, i).containsExactlyElementsOf(expected);
                assertThat(queue.isEmpty()).isEqualTo(expected.isEmpty());
            }
        }
    }
}
