package dev.webshocket.internal.calls;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.webshocket.packet.RpcResponse;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The calls that wait for their answers. */
class CallTableTest {

    private final CallTable table = new CallTable();
    private final List<OutgoingCall> abandoned = new ArrayList<>();

    private ValueCall added(long number) {
        ValueCall call = new ValueCall(
                new CallRequest("method" + number, Duration.ZERO, false),
                number,
                new byte[0],
                NamedFailures.INSTANCE,
                abandoned::add);
        table.add(call);
        return call;
    }

    @Test
    void anAnswerReachesItsCallAlone() {
        ValueCall first = added(1);
        ValueCall second = added(2);
        assertThat(table.size()).isEqualTo(2);

        table.answered(RpcResponse.result("2", "two"), 5);
        assertThat(second.answer().join().response()).isEqualTo("two");
        assertThat(first.answer()).isNotDone();
        assertThat(table.size()).isEqualTo(1);
        assertThat(table.awaits("1")).isTrue();
        assertThat(table.awaits("2")).isFalse();
    }

    @Test
    void whoeverGetsAnAnswerNoLongerFindsTheCall() {
        ValueCall call = added(1);
        List<Boolean> found = new ArrayList<>();
        call.answer().whenComplete((answer, failure) -> found.add(table.awaits("1")));
        table.answered(RpcResponse.result("1", null), 5);
        assertThat(found).containsExactly(false);
    }

    @Test
    void anAnswerWithoutACallIsDropped() {
        ValueCall call = added(1);
        table.answered(RpcResponse.result("9", "nobody's"), 5);
        table.answered(RpcResponse.result(1L, "another id"), 5);
        assertThat(call.answer()).isNotDone();
        assertThat(table.size()).isEqualTo(1);
    }

    @Test
    void anItemLeavesTheCallForItsOwnerToRemove() {
        ValueCall call = added(1);
        table.answered(RpcResponse.item("1", "item"), 5);
        assertThat(abandoned).containsExactly(call);
        assertThat(table.awaits("1"))
                .as("so that the owner sees that the other side is to be told")
                .isTrue();
        assertThat(table.remove(call)).isTrue();
    }

    @Test
    void theEndOfAStreamRemovesTheCall() {
        added(1);
        table.answered(RpcResponse.end("1"), 5);
        assertThat(table.awaits("1")).isFalse();
    }

    @Test
    void aCallIsRemovedOnce() {
        ValueCall call = added(1);
        assertThat(table.remove(call)).isTrue();
        assertThat(table.remove(call)).isFalse();
        assertThat(table.size()).isZero();
    }

    @Test
    void aCallOfTheSameIdIsNotRemovedForAnother() {
        ValueCall first = added(1);
        ValueCall second = added(1);
        assertThat(table.remove(first)).isFalse();
        assertThat(table.remove(second)).isTrue();
    }

    @Test
    void allAreTakenInTheirOrder() {
        List<OutgoingCall> calls = new ArrayList<>();
        for (long number : List.of(40L, 3L, 1000L, 1L, 36L)) {
            calls.add(added(number));
        }
        assertThat(table.takeAll()).extracting(OutgoingCall::number).containsExactly(1L, 3L, 36L, 40L, 1000L);
        assertThat(table.takeAll()).isEmpty();
        assertThat(table.size()).isZero();
        assertThat(calls).noneMatch(OutgoingCall::isOver);
    }

    @Test
    void anAnswerThatCannotBeUsedFailsItsCall() {
        ValueCall call = added(1);
        table.fail("9", other -> new IllegalStateException("nobody's"));
        table.fail("1", other -> new IllegalStateException(other.request().method()));
        assertThatThrownBy(() -> call.answer().join()).hasRootCauseMessage("method1");
        assertThat(table.awaits("1")).isFalse();
        assertThat(abandoned).isEmpty();

        table.fail("1", other -> {
            throw new AssertionError("failed twice");
        });
    }
}
