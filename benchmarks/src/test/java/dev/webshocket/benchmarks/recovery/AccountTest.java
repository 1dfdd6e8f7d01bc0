package dev.webshocket.benchmarks.recovery;

import static org.assertj.core.api.Assertions.assertThat;

import dev.webshocket.packet.Packet;
import java.util.List;
import org.junit.jupiter.api.Test;

class AccountTest {

    private final Account account = new Account(List.of("a", "b"));

    private void receive(String channel, int... numbers) {
        for (int number : numbers) {
            account.add(Packet.channel(channel, number));
        }
    }

    @Test
    void whatComesOnceAndInOrderIsRight() {
        receive("a", 1, 2);
        receive("b", 1);
        receive("a", 3);
        assertThat(account.faults()).isEmpty();
        assertThat(account.has(1)).isTrue();
        assertThat(account.has(2)).isFalse();
        receive("b", 2, 3);
        assertThat(account.has(3)).isTrue();
        assertThat(account.faults()).isEmpty();
    }

    @Test
    void aMessageThatComesTwiceIsAFault() {
        receive("a", 1, 1);
        assertThat(account.faults()).containsExactly("a brought 1 after 1");
    }

    @Test
    void aMessageThatIsMissingIsAFault() {
        receive("a", 1, 3);
        assertThat(account.faults()).containsExactly("a brought 3 after 1");
    }

    @Test
    void anotherOrderIsAFault() {
        receive("a", 2, 1);
        assertThat(account.faults()).containsExactly("a brought 2 after 0", "a brought 1 after 2");
    }

    @Test
    void aChannelThatIsNotExpectedIsAFault() {
        receive("c", 1);
        assertThat(account.faults()).containsExactly("c brought 1 after null");
    }

    @Test
    void aGapIsAFault() {
        account.gap(List.of("a"));
        assertThat(account.faults()).containsExactly("lost messages of [a]");
    }

    @Test
    void otherPacketsDoNotCount() {
        account.add(Packet.broadcast(7));
        assertThat(account.faults()).isEmpty();
        assertThat(account.changedAt()).isZero();
    }
}
