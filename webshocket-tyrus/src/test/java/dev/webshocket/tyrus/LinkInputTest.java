package dev.webshocket.tyrus;

import static org.assertj.core.api.Assertions.assertThat;

import dev.webshocket.internal.link.CloseStatus;
import dev.webshocket.internal.memory.MemoryBudget;
import dev.webshocket.internal.memory.MemoryShare;
import java.nio.ByteBuffer;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** Which thread reads a link when, stepped by the test. */
class LinkInputTest implements LinkInput.Faults {

    private final FakeSocket socket = new FakeSocket();
    private final MemoryShare memory = MemoryBudget.unbounded();
    private final Queue<Runnable> tasks = new ArrayDeque<>();
    private final List<Integer> messages = new ArrayList<>();
    private final List<Object> faults = new ArrayList<>();

    /** The number of the message that suspends the link; -1 for none. */
    private int suspending = -1;

    private final LinkInput input =
            new LinkInput(socket, new Sink(), new HeldWrites.Threads(() -> 0), memory, tasks::add, this);

    private final class Sink implements FrameReader.Sink {

        private byte[] payload;

        @Override
        public boolean isReading() {
            return input.isReading();
        }

        @Override
        public void begin(int opcode, boolean last, long length) {
            payload = new byte[(int) length];
        }

        @Override
        public void payload(ByteBuffer in, int length, int key, long offset) {
            Masking.move(in, payload, (int) offset, length, key, offset);
        }

        @Override
        public void end() {
            int number = ByteBuffer.wrap(payload).getInt();
            messages.add(number);
            if (number == suspending) {
                input.suspend();
            }
        }

        @Override
        public void control(int opcode, byte[] payload) {
            messages.add(-opcode);
        }
    }

    @Override
    public void violated(CloseStatus status) {
        faults.add(status.code());
    }

    @Override
    public void broken(Throwable failure) {
        faults.add(String.valueOf(failure));
    }

    private static byte[] message(int number) {
        return message(number, 4);
    }

    private static byte[] message(int number, int length) {
        return TestFrames.frame(0x82, ByteBuffer.allocate(length).putInt(number).array());
    }

    private void begin() {
        input.begin(ByteBuffer.allocate(0));
    }

    private void runTasks() {
        while (!tasks.isEmpty()) {
            tasks.remove().run();
        }
    }

    @Test
    void bytesAfterTheHandshakeAreRead() {
        input.begin(ByteBuffer.wrap(TestFrames.join(message(1), message(2))));
        assertThat(messages).containsExactly(1, 2);
    }

    @Test
    void aSuspendedLinkKeepsReadBytesAndIsNotWatched() {
        begin();
        suspending = 2;
        socket.incoming.add(TestFrames.join(message(1), message(2), message(3), message(4)));
        socket.incoming.add(message(5));
        input.readable();
        assertThat(messages).containsExactly(1, 2);
        assertThat(socket.watched).isFalse();
        assertThat(memory.held()).isEqualTo(2L * message(3).length);
        assertThat(tasks).isEmpty();
        input.resume();
        runTasks();
        assertThat(messages).containsExactly(1, 2, 3, 4, 5);
        assertThat(socket.watched).isTrue();
        assertThat(memory.held()).isZero();
    }

    @Test
    void aLinkThatIsSuspendedAsNothingIsReadIsNotReadWhenSomethingComes() {
        begin();
        input.suspend();
        socket.incoming.add(message(1));
        input.readable();
        runTasks();
        assertThat(messages).isEmpty();
        assertThat(socket.incoming).as("stays in the socket").hasSize(1);
        assertThat(socket.watched).isFalse();
        input.resume();
        runTasks();
        assertThat(messages).containsExactly(1);
    }

    @Test
    void suspendedAgainWhileKeptBytesAreRead() {
        begin();
        suspending = 1;
        socket.incoming.add(TestFrames.join(message(1), message(2), message(3)));
        input.readable();
        suspending = 2;
        input.resume();
        runTasks();
        assertThat(messages).containsExactly(1, 2);
        input.resume();
        runTasks();
        assertThat(messages).containsExactly(1, 2, 3);
        assertThat(memory.held()).isZero();
    }

    @Test
    void aClosingLinkIsReadEvenIfSuspended() {
        begin();
        suspending = 1;
        socket.incoming.add(TestFrames.join(message(1), TestFrames.frame(0x88, new byte[2])));
        input.readable();
        input.drain();
        runTasks();
        assertThat(messages).containsExactly(1, -8);
    }

    @Test
    void aClosedLinkKeepsNoBytes() {
        begin();
        suspending = 1;
        socket.incoming.add(TestFrames.join(message(1), message(2)));
        input.readable();
        assertThat(memory.held()).isPositive();
        input.gone();
        runTasks();
        assertThat(memory.held()).isZero();
        input.resume();
        runTasks();
        assertThat(messages).containsExactly(1);
    }

    @Test
    void afterALongReadBulkThreadsReadInTurns() {
        begin();
        int count = 40;
        for (int i = 0; i < count; i++) {
            socket.incoming.add(message(i, 60_000));
        }
        input.readable();
        assertThat(messages).hasSize(1);
        assertThat(socket.watched).isTrue();
        input.readable();
        assertThat(socket.watched).isFalse();
        tasks.remove().run();
        assertThat(messages).as("a turn ends").hasSizeBetween(2, count - 1);
        runTasks();
        assertThat(messages).hasSize(count);
        assertThat(socket.watched).isTrue();
        for (int i = 0; i < 100; i++) {
            socket.incoming.add(message(i));
            input.readable();
            runTasks();
        }
        socket.incoming.add(message(1000));
        input.readable();
        assertThat(tasks).as("the selector reads again").isEmpty();
        assertThat(messages).last().isEqualTo(1000);
    }

    @Test
    void anEventWhileAnotherThreadReadsHasNoEffect() {
        socket.incoming.add(message(1));
        input.readable();
        assertThat(messages).as("the handshake's thread still reads").isEmpty();
        assertThat(socket.watched).isFalse();
        begin();
        input.readable();
        assertThat(messages).containsExactly(1);
    }

    @Test
    void nothingIsReadAfterAViolation() {
        begin();
        socket.incoming.add(TestFrames.join(message(1), new byte[] {(byte) 0xF2, 0}, message(2)));
        socket.incoming.add(message(3));
        input.readable();
        input.readable();
        assertThat(messages).containsExactly(1);
        assertThat(faults).containsExactly(1002);
    }

    @Test
    void noScheduleLosesOrRepeatsAMessage() {
        for (long seed = 1; seed <= 2000; seed++) {
            new Schedule(seed).run();
        }
    }

    /** One order of events, resumptions and suspensions, generated from a seed. */
    private static final class Schedule {

        private final long seed;
        private final Random random;
        private final LinkInputTest test = new LinkInputTest();

        Schedule(long seed) {
            this.seed = seed;
            random = new Random(seed);
        }

        void run() {
            test.begin();
            int sent = 0;
            for (int step = 0; step < 100; step++) {
                switch (random.nextInt(6)) {
                    case 0 -> {
                        byte[] part = {};
                        for (int more = random.nextInt(4); more >= 0; more--) {
                            part = TestFrames.join(part, message(sent++, random.nextInt(9) == 0 ? 50_000 : 4));
                        }
                        test.socket.incoming.add(part);
                    }
                    case 1 -> test.suspending = sent + random.nextInt(3) - 2;
                    case 2 -> test.input.resume();
                    case 3 -> test.input.suspend();
                    case 4 -> {
                        if (!test.tasks.isEmpty()) {
                            test.tasks.remove().run();
                        }
                    }
                    default -> event();
                }
            }
            test.suspending = -1;
            test.input.resume();
            while (!test.tasks.isEmpty() || (test.socket.watched && !test.socket.incoming.isEmpty())) {
                test.runTasks();
                event();
            }
            List<Integer> expected = new ArrayList<>();
            for (int i = 0; i < sent; i++) {
                expected.add(i);
            }
            assertThat(test.messages).as("seed " + seed).isEqualTo(expected);
            assertThat(test.memory.held()).as("seed " + seed).isZero();
            assertThat(test.faults).as("seed " + seed).isEmpty();
        }

        /** The selector reports input if it watches the link. */
        private void event() {
            if (test.socket.watched && !test.socket.incoming.isEmpty()) {
                test.input.readable();
            }
        }
    }
}
