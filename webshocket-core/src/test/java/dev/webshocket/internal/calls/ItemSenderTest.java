package dev.webshocket.internal.calls;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.awaitility.Awaitility.await;

import dev.webshocket.packet.RpcCredit;
import dev.webshocket.packet.RpcItem;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class ItemSenderTest {

    private final StreamLink link = new StreamLink();
    private final OutgoingUpload upload =
            new OutgoingUpload("a", link.link(), (work, instead) -> work.run(), (failure, tell) -> {});
    private final ItemSender<Integer> sender = new ItemSender<>(upload);

    @BeforeEach
    void add() {
        link.streams.add(upload);
    }

    private void useCredit() {
        for (int i = 0; i < 32; i++) {
            sender.send(i);
        }
    }

    @Test
    void anItemIsSentAtOnceWithCreditAndRoom() {
        useCredit();
        assertThat(link.sent).hasSize(32).startsWith(new RpcItem("a", 0L));
    }

    @Test
    void aThreadWaitsForCredit() throws Exception {
        useCredit();
        CompletableFuture<Void> sending = CompletableFuture.runAsync(() -> sender.send(32));
        link.receive(new RpcCredit(null, "a", 1));
        sending.get(20, TimeUnit.SECONDS);
        assertThat(link.sent).hasSize(33);
        assertThat(upload.takeCredit(1)).isZero();
    }

    @Test
    void aThreadWaitsForRoom() throws Exception {
        link.full = true;
        CompletableFuture<Void> sending = CompletableFuture.runAsync(() -> sender.send(1));
        await().until(() -> !link.waiting.isEmpty());
        assertThat(sending).isNotDone();
        link.makeRoom();
        sending.get(20, TimeUnit.SECONDS);
        assertThat(link.sent).hasSize(1);
    }

    @Test
    void aCancellationWakesAThreadThatWaits() {
        useCredit();
        CompletableFuture<Void> sending = CompletableFuture.runAsync(() -> sender.send(32));
        upload.cancel();
        assertThatExceptionOfType(CompletionException.class)
                .isThrownBy(() -> sending.orTimeout(20, TimeUnit.SECONDS).join())
                .withCauseInstanceOf(CancellationException.class);
        assertThat(sender.isCancelled()).isTrue();
        assertThat(link.sent).hasSize(32);
    }

    @Test
    void afterTheEndNothingIsSent() {
        assertThat(sender.isCancelled()).isFalse();
        upload.completeItems();
        assertThatIllegalStateException().isThrownBy(() -> sender.send(1));
        assertThat(link.sent).hasSize(1);
    }

    @Test
    void anInterruptedThreadStopsWaiting() {
        useCredit();
        Thread.currentThread().interrupt();
        assertThatExceptionOfType(CancellationException.class).isThrownBy(() -> sender.send(32));
        assertThat(Thread.interrupted()).isTrue();
    }

    @Test
    void aDrainedStreamIsInterruptedByACancellation() throws Exception {
        CompletableFuture<Thread> blocked = new CompletableFuture<>();
        OutgoingUpload other = new OutgoingUpload(
                "b", link.link(), (work, instead) -> new Thread(work).start(), (failure, tell) -> {});
        CompletableFuture<Void> closed = new CompletableFuture<>();
        other.start(UploadSource.of(Stream.iterate(1, i -> i)
                .peek(i -> blocked.complete(Thread.currentThread()))
                .onClose(() -> closed.complete(null))));
        blocked.get(20, TimeUnit.SECONDS);
        other.cancel();
        closed.get(20, TimeUnit.SECONDS);
        blocked.join().join(20_000);
        assertThat(blocked.join().isAlive()).isFalse();
    }
}
