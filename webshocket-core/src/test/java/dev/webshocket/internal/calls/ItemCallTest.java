package dev.webshocket.internal.calls;

import static org.assertj.core.api.Assertions.assertThat;

import dev.webshocket.packet.RpcCredit;
import dev.webshocket.packet.RpcErrorCode;
import dev.webshocket.packet.RpcResponse;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class ItemCallTest {

    private static final int BOUND = 64 << 10;

    private final StreamLink link = new StreamLink();
    private final List<Runnable> timer = new ArrayList<>();
    private final List<OutgoingCall> abandoned = new ArrayList<>();

    private ItemCall call() {
        return new ItemCall(
                new CallRequest("m", Duration.ZERO, true),
                1,
                new byte[0],
                NamedFailures.INSTANCE,
                abandoned::add,
                BOUND,
                (step, delay) -> timer.add(step));
    }

    private ItemCall sent(CallLink over) {
        ItemCall call = call();
        assertThat(call.sending(over)).isTrue();
        call.sent(over);
        return call;
    }

    private static Object next(ItemCall call) {
        ItemBuffer.Item<Object> item = call.items().poll();
        return item == null ? null : item.value();
    }

    @Test
    void itemsAndTheEndArrive() {
        ItemCall call = sent(link.link());
        assertThat(ItemCall.credit(BOUND)).isEqualTo(2);
        call.answered(RpcResponse.item("1", "a"), 10);
        assertThat(call.isRepeatable()).isFalse();
        call.answered(RpcResponse.end("1"), 10);
        assertThat(call.isOver()).isTrue();
        assertThat(next(call)).isEqualTo("a");
        assertThat(call.items().isDrained()).isTrue();
        assertThat(call.items().failure()).isNull();
        assertThat(abandoned).isEmpty();
    }

    @Test
    void aValueIsTheOnlyItem() {
        ItemCall call = sent(link.link());
        assertThat(call.isRepeatable()).isTrue();
        call.answered(RpcResponse.result("1", 7), 10);
        assertThat(next(call)).isEqualTo(7);
        assertThat(call.items().isDrained()).isTrue();
    }

    @Test
    void anErrorEndsIt() {
        ItemCall call = sent(link.link());
        call.answered(RpcResponse.failedEnd("1", RpcErrorCode.RPC_APPLICATION_ERROR, "no"), 10);
        assertThat(call.items().failure()).hasMessage("error -32001");
        ItemCall failed = sent(link.link());
        failed.failed(() -> new IllegalStateException("gone"));
        assertThat(failed.items().failure()).hasMessage("gone");
    }

    @Test
    void takenItemsAreGrantedAnew() {
        ItemCall call = sent(link.link());
        call.answered(RpcResponse.item("1", "a"), 10);
        next(call);
        assertThat(link.sent).isNotEmpty();
        assertThat(((RpcCredit) link.sent.get(0)).callId()).isEqualTo("1");
        assertThat(link.suspensions).isZero();
    }

    @Test
    void anItemBeyondTheCreditAbandonsIt() {
        ItemCall call = sent(link.link());
        call.answered(RpcResponse.item("1", "a"), BOUND);
        call.answered(RpcResponse.item("1", "b"), BOUND);
        call.answered(RpcResponse.item("1", "c"), BOUND);
        assertThat(abandoned).containsExactly(call);
        assertThat(next(call)).isEqualTo("a");
        assertThat(call.items().failure()).hasMessage("error -32602");
    }

    @Test
    void anItemWithoutMemoryAbandonsIt() {
        StreamLink poor = new StreamLink(4_096);
        ItemCall call = sent(poor.link());
        call.answered(RpcResponse.item("1", "a"), 100_000);
        assertThat(abandoned).containsExactly(call);
        assertThat(call.items().failure()).hasMessage("error -32003");
    }

    @Test
    void inVersion1AFullBufferStopsReadingAndThenFails() {
        ItemCall call = sent(link.oldLink());
        call.answered(RpcResponse.item("1", "a"), BOUND);
        call.answered(RpcResponse.item("1", "b"), BOUND);
        assertThat(link.suspensions).isEqualTo(1);
        for (int i = 0; i < PausedReading.STEPS; i++) {
            timer.remove(0).run();
        }
        assertThat(abandoned).containsExactly(call);
        assertThat(call.items().failure()).hasMessage("slow");
        assertThat(link.suspensions).isZero();
        assertThat(link.sent).isEmpty();
    }

    @Test
    void stoppingTheItemsCancelsIt() {
        ItemCall call = sent(link.link());
        call.answered(RpcResponse.item("1", "a"), 10);
        call.items().stop();
        assertThat(abandoned).containsExactly(call);
        assertThat(call.isOver()).isTrue();
        assertThat(call.items().isDrained()).isTrue();
        assertThat(link.memory.held()).isZero();
    }

    @Test
    void theFirstItemStopsTheTimeout() {
        ItemCall call = sent(link.link());
        CompletableFuture<Void> clock = new CompletableFuture<>();
        call.timeout(clock);
        call.answered(RpcResponse.item("1", "a"), 10);
        assertThat(clock).isCancelled();
    }

    @Test
    void itsUploadsBeginWhenItHasBeenSentAndEndWithIt() {
        ItemCall call = call();
        call.uploads(new CallUploads(List.of(UploadSource.of(List.of(1))), (work, instead) -> {}));
        assertThat(call.isRepeatable()).isTrue();
        assertThat(call.sending(link.link())).isTrue();
        assertThat(call.isRepeatable()).as("what was uploaded cannot be").isFalse();
        assertThat(link.streams.size()).isZero();
        call.sent(link.link());
        assertThat(link.streams.size()).isEqualTo(1);
        call.answered(RpcResponse.end("1"), 10);
        assertThat(link.streams.size()).isZero();
    }

    @Test
    void aSourceThatFailsAbandonsIt() {
        ItemCall call = call();
        call.uploads(new CallUploads(
                List.of(UploadSource.of(Stream.of(1).peek(i -> {
                    throw new IllegalStateException("broken");
                }))),
                (work, instead) -> work.run()));
        call.sending(link.link());
        call.sent(link.link());
        assertThat(abandoned).containsExactly(call);
        assertThat(call.items().failure()).hasMessage("upload");
    }

    @Test
    void version1HasNoUploads() {
        ItemCall call = call();
        call.uploads(new CallUploads(List.of(UploadSource.of(List.of(1))), (work, instead) -> work.run()));
        assertThat(call.sending(link.oldLink())).isFalse();
        assertThat(abandoned).containsExactly(call);
        assertThat(call.items().failure()).hasMessage("no uploads");
    }
}
