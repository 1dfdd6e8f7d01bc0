package dev.webshocket.tyrus;

import static org.assertj.core.api.Assertions.assertThat;

import dev.webshocket.internal.link.CloseStatus;
import dev.webshocket.internal.link.FrameKind;
import dev.webshocket.internal.link.SendProgress;
import dev.webshocket.internal.memory.MemoryBudget;
import dev.webshocket.internal.memory.MemoryShare;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** When senders are notified, and how many system calls are made. */
class LinkOutputTest {

    private static final byte[] SHORT = "short".getBytes(StandardCharsets.US_ASCII);

    private final FakeSocket socket = new FakeSocket();
    private final AtomicLong nanos = new AtomicLong();
    private final HeldWrites.Threads heldWrites = new HeldWrites.Threads(nanos::get);
    private final MemoryShare memory = MemoryBudget.unbounded();
    private final List<Throwable> broken = new ArrayList<>();
    private final List<String> told = new ArrayList<>();
    private final Queue<Runnable> workers = new ArrayDeque<>();
    private final GatheredWrites gatheredWrites = new GatheredWrites(workers::add);
    private final LinkOutput output = output(() -> told.add("close frame sent"));

    private LinkOutput output(Runnable drained) {
        return new LinkOutput(socket, new DirectBuffers(2), heldWrites, gatheredWrites, memory, broken::add, drained);
    }

    @BeforeEach
    void answerTheHandshake() {
        output.writable();
    }

    private void send(byte[] message) {
        output.send(new LinkEndpoint.Message(FrameKind.BINARY, message), told("sent"));
    }

    private void publish(byte[] message) {
        output.send(new LinkEndpoint.Message(FrameKind.BINARY, message, true), told("published"));
    }

    private SendProgress told(String what) {
        return failure -> told.add(failure == null ? what : failure.getMessage());
    }

    private static byte[] wire(byte[]... messages) {
        byte[] wire = {};
        for (byte[] message : messages) {
            wire = TestFrames.join(wire, TestFrames.unmasked(0x82, message));
        }
        return wire;
    }

    @Test
    void nothingIsSentBeforeTheHandshakeIsAnswered() {
        LinkOutput early = output(() -> {});
        early.send(new LinkEndpoint.Message(FrameKind.BINARY, SHORT), told("sent"));
        assertThat(socket.writes).isZero();
        assertThat(told).isEmpty();
        early.writable();
        assertThat(socket.wire.toByteArray()).isEqualTo(wire(SHORT));
        assertThat(told).containsExactly("sent");
    }

    @Test
    void theSendingThreadWritesTheMessage() {
        send(SHORT);
        assertThat(socket.writes).isEqualTo(1);
        assertThat(told).containsExactly("sent");
    }

    @Test
    void answersDuringOneReadNeedOneSystemCall() {
        HeldWrites writes = heldWrites.ofReader();
        assertThat(writes.begin()).isTrue();
        assertThat(writes.begin()).as("a read within a read").isFalse();
        for (int i = 0; i < 50; i++) {
            send(SHORT);
        }
        assertThat(told).hasSize(50);
        assertThat(memory.held()).as("the socket is about to take them").isZero();
        writes.end();
        assertThat(socket.writes).isEqualTo(1);
        assertThat(socket.wire.toByteArray()).hasSize(50 * wire(SHORT).length);
    }

    @Test
    void messagesForManyGatherUntilAWorkerWritesThem() {
        publish(SHORT);
        publish(SHORT);
        assertThat(told).containsExactly("published", "published");
        assertThat(socket.writes).isZero();
        assertThat(workers).hasSize(1);
        workers.remove().run();
        assertThat(socket.writes).isEqualTo(1);
        assertThat(socket.wire.toByteArray()).isEqualTo(wire(SHORT, SHORT));
        publish(SHORT);
        assertThat(workers).as("the next ones have a worker of their own").hasSize(1);
    }

    @Test
    void aMessageOfTheLinkAloneGoesAtOnceBehindThoseThatGather() {
        byte[] own = {1, 2, 3};
        publish(SHORT);
        send(own);
        assertThat(socket.wire.toByteArray()).isEqualTo(wire(SHORT, own));
        assertThat(told).containsExactly("published", "sent");
        workers.remove().run();
        assertThat(socket.writes).isEqualTo(1);
    }

    @Test
    void messagesForManyDoNotGatherWhileTheSocketTakesNothing() {
        socket.room = 0;
        publish(SHORT);
        workers.remove().run();
        told.clear();
        publish(SHORT);
        assertThat(told)
                .as("its sender waits, so that the queue of the session fills")
                .isEmpty();
        assertThat(workers).isEmpty();
        socket.room = Integer.MAX_VALUE;
        output.writable();
        assertThat(told).containsExactly("published");
        assertThat(socket.wire.toByteArray()).isEqualTo(wire(SHORT, SHORT));
    }

    @Test
    void noMoreThanSixteenKibibytesGather() {
        byte[] message = new byte[9_000];
        publish(message);
        assertThat(socket.writes).isZero();
        publish(message);
        assertThat(socket.wire.toByteArray()).isEqualTo(wire(message, message));
    }

    @Test
    void answersAreNotHeldBackForLong() {
        HeldWrites writes = heldWrites.ofReader();
        writes.begin();
        send(SHORT);
        nanos.set(900_000);
        send(SHORT);
        assertThat(socket.writes).isZero();
        nanos.set(1_100_000);
        send(SHORT);
        assertThat(socket.wire.toByteArray()).isEqualTo(wire(SHORT, SHORT, SHORT));
        send(SHORT);
        writes.end();
        assertThat(socket.writes).isEqualTo(2);
    }

    @Test
    void longMessagesAreNotHeldBack() {
        HeldWrites writes = heldWrites.ofReader();
        writes.begin();
        send(SHORT);
        send(new byte[20_000]);
        assertThat(socket.wire.toByteArray()).isEqualTo(wire(SHORT, new byte[20_000]));
        writes.end();
        assertThat(socket.wire.toByteArray()).isEqualTo(wire(SHORT, new byte[20_000]));
    }

    @Test
    void theSenderIsNotifiedWhenTheSocketHasAllBytes() {
        socket.room = 100;
        send(new byte[300_000]);
        assertThat(told).isEmpty();
        assertThat(socket.awaited).isTrue();
        socket.room = 299_000;
        output.writable();
        assertThat(told).isEmpty();
        socket.room = Integer.MAX_VALUE;
        output.writable();
        assertThat(told).containsExactly("sent");
        assertThat(socket.wire.toByteArray()).isEqualTo(wire(new byte[300_000]));
        assertThat(memory.held()).isZero();
    }

    @Test
    void heldOutputWithoutRoomIsCharged() {
        HeldWrites writes = heldWrites.ofReader();
        writes.begin();
        socket.room = 4;
        send(SHORT);
        send(SHORT);
        writes.end();
        assertThat(memory.held()).isEqualTo(2L * wire(SHORT).length - 4);
        socket.room = Integer.MAX_VALUE;
        output.writable();
        assertThat(memory.held()).isZero();
        assertThat(socket.wire.toByteArray()).isEqualTo(wire(SHORT, SHORT));
    }

    @Test
    void nothingIsHeldBackWhileTheSocketIsFull() {
        socket.room = 0;
        send(SHORT);
        HeldWrites writes = heldWrites.ofReader();
        writes.begin();
        assertThat(told).isEmpty();
        writes.end();
        assertThat(told).isEmpty();
    }

    @Test
    void aLongMessageIsSentInParts() {
        byte[] message = new byte[(4 << 20) + 1];
        send(message);
        byte[] part = new byte[1 << 20];
        assertThat(socket.wire.toByteArray())
                .isEqualTo(TestFrames.join(
                        TestFrames.unmasked(0x02, part),
                        TestFrames.unmasked(0x00, part),
                        TestFrames.unmasked(0x00, part),
                        TestFrames.unmasked(0x00, part),
                        TestFrames.unmasked(0x80, new byte[1])));
        assertThat(told).containsExactly("sent");
    }

    @Test
    void kindsOfFrames() {
        output.send(new LinkEndpoint.Message(FrameKind.TEXT, SHORT), told("sent"));
        output.send(new LinkEndpoint.Message(FrameKind.PING, SHORT), told("sent"));
        output.pong(SHORT);
        assertThat(socket.wire.toByteArray())
                .isEqualTo(TestFrames.join(
                        TestFrames.unmasked(0x81, SHORT),
                        TestFrames.unmasked(0x89, SHORT),
                        TestFrames.unmasked(0x8A, SHORT)));
    }

    @Test
    void pingsOfAClientThatDoesNotReadAreNotAnswered() {
        socket.room = 0;
        for (int i = 0; i < 10_000; i++) {
            output.pong(new byte[125]);
        }
        assertThat(memory.held()).isBetween(64L * 1024, 64L * 1024 + 127);
    }

    @Test
    void theCloseFrameFollowsStartedMessagesAndIsLast() {
        socket.room = 10;
        send(new byte[(4 << 20) + 1]);
        output.close(new CloseStatus(1001, "bye"));
        send(SHORT);
        output.pong(SHORT);
        output.close(new CloseStatus(1000, "again"));
        assertThat(told).containsExactly("sent");
        socket.room = Integer.MAX_VALUE;
        output.writable();
        assertThat(socket.wire.toByteArray())
                .isEqualTo(TestFrames.join(
                        TestFrames.unmasked(0x02, new byte[1 << 20]),
                        TestFrames.unmasked(0x88, new byte[] {3, (byte) 0xE9, 'b', 'y', 'e'})));
        assertThat(told).contains("close frame sent");
    }

    @Test
    void aFailedWriteCutsTheConnection() {
        socket.failure = new IOException("reset");
        send(SHORT);
        assertThat(broken).containsExactly(socket.failure);
        assertThat(told).isEmpty();
        output.gone().ended(new IOException("gone"));
        assertThat(told).containsExactly("gone");
        assertThat(output.gone()).isNull();
        assertThat(memory.held()).isZero();
    }
}
