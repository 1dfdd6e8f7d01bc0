package dev.webshocket.internal.session;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** What one side of a session has sent, and what the other side has received of it. For one thread. */
final class SentLog {

    private final List<Integer> sent = new ArrayList<>();
    private final Set<Integer> droppable = new HashSet<>();
    private final List<Integer> received = new ArrayList<>();
    private final Set<Integer> taken = new HashSet<>();

    /** Adds a message, and returns its number. */
    int add() {
        sent.add(sent.size());
        return sent.size() - 1;
    }

    int size() {
        return sent.size();
    }

    /** The sender does not care any more whether the message arrives. */
    void mayBeDropped(int number) {
        droppable.add(number);
    }

    /** Records a received message, which must be later than all before. */
    void receive(int number) {
        assertThat(number).as("sent").isLessThan(sent.size());
        assertThat(taken.add(number)).as("message %s comes once", number).isTrue();
        if (!received.isEmpty()) {
            assertThat(number).as("in order").isGreaterThan(received.get(received.size() - 1));
        }
        received.add(number);
        checkComplete(number);
    }

    /** All messages up to the last received one have been received. */
    private void checkComplete(int last) {
        int before = received.size() < 2 ? -1 : received.get(received.size() - 2);
        for (int missing = before + 1; missing < last; missing++) {
            assertThat(droppable).as("message %s is lost", missing).contains(missing);
        }
    }

    /** Checks that all messages have been received. */
    void checkWhole() {
        Set<Integer> missing = new HashSet<>(sent);
        missing.removeAll(taken);
        assertThat(droppable)
                .as("only messages that may be dropped are missing")
                .containsAll(missing);
    }
}
