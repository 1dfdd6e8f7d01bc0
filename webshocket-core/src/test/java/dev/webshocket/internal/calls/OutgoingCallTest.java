package dev.webshocket.internal.calls;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import dev.webshocket.packet.RpcErrorCode;
import dev.webshocket.packet.RpcResponse;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/** One call with a single answer, from its making to its end. */
class OutgoingCallTest {

    private static final Duration TIMEOUT = Duration.ofSeconds(3);

    private final List<OutgoingCall> abandoned = new ArrayList<>();
    private final ValueCall call = call(7, false);

    private ValueCall call(long number, boolean idempotent) {
        return new ValueCall(
                new CallRequest("method", TIMEOUT, idempotent),
                number,
                new byte[] {1, 2},
                NamedFailures.INSTANCE,
                abandoned::add);
    }

    private static RpcResponse result(Object value) {
        return RpcResponse.result("7", value);
    }

    private static String failureOf(ValueCall call) {
        Throwable thrown = catchThrowable(() -> call.answer().get(0, TimeUnit.SECONDS));
        assertThat(thrown).isInstanceOf(ExecutionException.class);
        return thrown.getCause().getMessage();
    }

    @Test
    void hasWhatItWasMadeOf() {
        assertThat(call.number()).isEqualTo(7);
        assertThat(call.id()).isEqualTo("7");
        assertThat(call.request().method()).isEqualTo("method");
        assertThat(call.message()).containsExactly(1, 2);
        assertThat(call.failures()).isSameAs(NamedFailures.INSTANCE);
        assertThat(call.isOver()).isFalse();
        assertThat(call.isWanted(true)).isTrue();
        assertThat(call.isWanted(false)).isTrue();
    }

    @Test
    void idsAreShort() {
        assertThat(OutgoingCall.id(35)).isEqualTo("z");
        assertThat(OutgoingCall.id(36)).isEqualTo("10");
        assertThat(call(36, false).id()).isEqualTo("10");
    }

    @Test
    void theAnswerCompletesItOnce() {
        call.answered(result("first"), 10);
        assertThat(call.answer().join().response()).isEqualTo("first");
        assertThat(call.isOver()).isTrue();
        assertThat(call.isWanted(true)).isFalse();

        call.answered(result("second"), 10);
        call.failed(() -> new IllegalStateException("late"));
        assertThat(call.cancel()).isFalse();
        call.timedOut();
        assertThat(call.answer().join().response()).isEqualTo("first");
        assertThat(abandoned).isEmpty();
    }

    @Test
    void anErrorIsAnAnswer() {
        call.answered(RpcResponse.failure("7", RpcErrorCode.RPC_APPLICATION_ERROR, "no"), 10);
        assertThat(call.answer().join().error()).isEqualTo(-32001);
    }

    @Test
    void theErrorOfAStreamIsAnAnswer() {
        call.answered(new RpcResponse("7", "no", 5, true, true), 10);
        assertThat(call.answer().join().error()).isEqualTo(5);
        assertThat(abandoned).isEmpty();
    }

    @Test
    void anItemIsNoAnswer() {
        call.answered(RpcResponse.item("7", 1), 10);
        assertThat(failureOf(call)).isEqualTo("stream");
        assertThat(abandoned).containsExactly(call);
    }

    @Test
    void theEndOfAStreamIsNoAnswer() {
        call.answered(RpcResponse.end("7"), 10);
        assertThat(failureOf(call)).isEqualTo("stream");
        assertThat(abandoned).containsExactly(call);
    }

    @Test
    void aFailureEndsItWithoutTellingTheOtherSide() {
        call.failed(() -> new IllegalStateException("first"));
        call.failed(() -> {
            throw new AssertionError("made though it is over");
        });
        assertThat(failureOf(call)).isEqualTo("first");
        assertThat(call.isOver()).isTrue();
        assertThat(abandoned).isEmpty();
    }

    @Test
    void aCancellationTellsTheOtherSideOnce() {
        assertThat(call.cancel()).isTrue();
        assertThat(call.cancel()).isFalse();
        assertThat(abandoned).containsExactly(call);
        assertThat(call.answer()).isNotDone();

        call.answered(result("late"), 10);
        assertThat(call.answer()).isNotDone();
    }

    @Test
    void aTimeOutSaysWhetherItWasSent() {
        call.timedOut();
        assertThat(failureOf(call)).isEqualTo("unsent");

        ValueCall sent = call(8, false);
        sent.sending();
        sent.timedOut();
        assertThat(failureOf(sent)).isEqualTo("late");
        assertThat(abandoned).containsExactly(call, sent);
    }

    @Test
    void itsEndStopsTheTimeOut() {
        CompletableFuture<Void> timer = new CompletableFuture<>();
        call.timeout(timer);
        assertThat(timer).isNotCancelled();
        call.answered(result("in time"), 10);
        assertThat(timer).isCancelled();
    }

    @Test
    void aTimeOutThatComesAfterItsEndIsStopped() {
        call.cancel();
        CompletableFuture<Void> timer = new CompletableFuture<>();
        call.timeout(timer);
        assertThat(timer).isCancelled();
    }

    @Test
    void stoppingTheTimeOutDoesNotEndIt() {
        CompletableFuture<Void> timer = new CompletableFuture<>();
        call.timeout(timer);
        call.stopTimeout();
        call.stopTimeout();
        assertThat(timer).isCancelled();
        assertThat(call.isOver()).isFalse();
    }

    @Test
    void onlyAnIdempotentCallIsRepeatable() {
        assertThat(call.isRepeatable()).isFalse();
        ValueCall idempotent = call(8, true);
        assertThat(idempotent.isRepeatable()).isTrue();
        idempotent.sending();
        assertThat(idempotent.isRepeatable()).isTrue();
    }

    @Test
    void oneOfSeveralThreadsEndsIt() throws Exception {
        for (int round = 0; round < 200; round++) {
            abandoned.clear();
            ValueCall raced = call(round, false);
            CountDownLatch begin = new CountDownLatch(1);
            List<CompletableFuture<Boolean>> ends = new ArrayList<>();
            for (int i = 0; i < 2; i++) {
                ends.add(CompletableFuture.supplyAsync(
                        () -> {
                            try {
                                begin.await();
                            } catch (InterruptedException e) {
                                throw new IllegalStateException(e);
                            }
                            return raced.end();
                        },
                        task -> new Thread(task).start()));
            }
            begin.countDown();
            int ended = 0;
            for (CompletableFuture<Boolean> end : ends) {
                ended += end.get(60, TimeUnit.SECONDS) ? 1 : 0;
            }
            assertThat(ended).isEqualTo(1);
        }
    }
}
