package dev.webshocket;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.webshocket.support.FakeConnections;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class RecipientsTest {

    private final ClientConnection alice = FakeConnections.of("alice");
    private final ClientConnection bob = FakeConnections.of("bob");
    private final ClientConnection carol = FakeConnections.of("carol");

    @Test
    void allIncludesEveryConnection() {
        assertThat(Recipients.all().includes(alice)).isTrue();
        assertThat(Recipients.all().and(Recipients.except(alice)).includes(alice))
                .isFalse();
        assertThat(Recipients.all().and(Recipients.except(alice)).includes(bob)).isTrue();
    }

    @Test
    void exceptIdentifiesConnectionsByTheirIds() {
        Recipients recipients = Recipients.except(FakeConnections.of("alice"), bob);
        assertThat(recipients.includes(alice)).isFalse();
        assertThat(recipients.includes(bob)).isFalse();
        assertThat(recipients.includes(carol)).isTrue();
        assertThat(Recipients.except().includes(alice)).isTrue();
        assertThat(Recipients.except(alice, alice).includes(alice)).isFalse();
    }

    @Test
    void whereIncludesConnectionsThatMeetTheCondition() {
        Recipients recipients = Recipients.where(connection -> connection.uid().contains("o"));
        assertThat(recipients.includes(alice)).isFalse();
        assertThat(recipients.includes(bob)).isTrue();
    }

    @Test
    void andIncludesTheIntersectionAndAsksTheSecondOnlyForTheFirstsConnections() {
        AtomicInteger asked = new AtomicInteger();
        Recipients recipients = Recipients.except(alice).and(connection -> {
            asked.incrementAndGet();
            return connection.uid().equals("bob");
        });
        assertThat(recipients.includes(alice)).isFalse();
        assertThat(asked).hasValue(0);
        assertThat(recipients.includes(bob)).isTrue();
        assertThat(recipients.includes(carol)).isFalse();
    }

    @Test
    void nullIsRefusedAtOnce() {
        assertThatThrownBy(() -> Recipients.where(null)).isInstanceOf(NullPointerException.class);
        assertThatThrownBy(() -> Recipients.all().and(null)).isInstanceOf(NullPointerException.class);
        assertThatThrownBy(() -> Recipients.except(alice).and(null)).isInstanceOf(NullPointerException.class);
        assertThatThrownBy(() -> Recipients.except((ClientConnection) null)).isInstanceOf(NullPointerException.class);
    }

    @Test
    void theyTellWhomTheyExcludeIfThatIsAll() {
        Recipients notAlice = Recipients.except(alice);
        assertThat(Recipients.all().excluded()).contains(Set.of());
        assertThat(Recipients.except().excluded()).contains(Set.of());
        assertThat(notAlice.excluded()).contains(Set.of(alice.uid()));
        assertThat(notAlice.and(Recipients.except(bob)).excluded()).contains(Set.of(alice.uid(), bob.uid()));
        assertThat(Recipients.all().and(notAlice).excluded()).contains(Set.of(alice.uid()));
        assertThat(notAlice.and(Recipients.all()).excluded()).contains(Set.of(alice.uid()));
        assertThat(notAlice.and(Recipients.where(connection -> true)).excluded())
                .isEmpty();
        assertThat(Recipients.where(connection -> true).excluded()).isEmpty();
    }
}
