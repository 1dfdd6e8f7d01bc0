package dev.webshocket.internal.session;

import static org.assertj.core.api.Assertions.assertThat;

import dev.webshocket.SlowConsumer;
import dev.webshocket.internal.link.CloseStatus;
import dev.webshocket.internal.link.Frame;
import dev.webshocket.internal.link.FrameKind;
import dev.webshocket.internal.link.Link;
import dev.webshocket.internal.link.SendProgress;
import dev.webshocket.internal.memory.MemoryBudget;
import dev.webshocket.internal.memory.SharedBytes;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** No message stays in the queue if a link completes a message on another thread at the moment when it returns. */
class SendQueueRaceTest {

    private static final int ROUNDS = 20_000;
    private static final int MESSAGES = 3;

    private final AtomicReference<SendProgress> sent = new AtomicReference<>();
    private final Thread done = new Thread(this::tell, "done");
    private volatile boolean over;
    private volatile CountDownLatch all;

    /** Completes each message at once, on another thread. */
    private final class Busy implements Link {

        @Override
        public void start() {}

        @Override
        public void send(Frame frame, SendProgress progress) {
            sent.set(progress);
            all.countDown();
        }

        @Override
        public void close(CloseStatus status) {}

        @Override
        public void abort(CloseStatus status) {}

        @Override
        public void release() {}

        @Override
        public boolean canSuspend() {
            return false;
        }

        @Override
        public void suspend() {}

        @Override
        public void resume() {}

        @Override
        public boolean isMessageOverdue(long now, long timeoutNanos) {
            return false;
        }

        @Override
        public boolean isOpen() {
            return true;
        }
    }

    private void tell() {
        while (!over) {
            SendProgress progress = sent.getAndSet(null);
            if (progress == null) {
                Thread.onSpinWait();
            } else {
                progress.ended(null);
            }
        }
    }

    @BeforeEach
    void start() {
        done.start();
    }

    @AfterEach
    void stop() throws InterruptedException {
        over = true;
        done.join();
    }

    private SendQueue queue() {
        return new SendQueue(
                new Busy(),
                FrameKind.BINARY,
                1 << 20,
                MemoryBudget.unbounded(),
                SlowConsumer.CLOSE,
                why -> {},
                System::nanoTime);
    }

    @Test
    void everyMessageIsSent() throws InterruptedException {
        SendQueue queue = queue();
        all(() -> queue.send(new byte[1]));
    }

    @Test
    void everyEnqueuedMessageIsSent() throws InterruptedException {
        SendQueue queue = queue();
        PushedMessage message = new PushedMessage(new SharedBytes(new byte[1]));
        all(() -> queue.enqueue(message).send());
    }

    private void all(Runnable send) throws InterruptedException {
        for (int round = 0; round < ROUNDS; round++) {
            all = new CountDownLatch(MESSAGES);
            for (int i = 0; i < MESSAGES; i++) {
                send.run();
            }
            assertThat(all.await(30, TimeUnit.SECONDS))
                    .as("round %d: %d messages are left", round, all.getCount())
                    .isTrue();
        }
    }
}
