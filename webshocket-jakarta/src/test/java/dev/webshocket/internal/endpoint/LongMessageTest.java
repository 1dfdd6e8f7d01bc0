package dev.webshocket.internal.endpoint;

import static org.assertj.core.api.Assertions.assertThat;

import dev.webshocket.internal.link.FrameKind;
import dev.webshocket.internal.link.PlainFrame;
import dev.webshocket.internal.link.SendProgress;
import jakarta.websocket.RemoteEndpoint;
import jakarta.websocket.Session;
import java.io.IOException;
import java.lang.reflect.Proxy;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

/** A long message whose connection ends. */
class LongMessageTest {

    private final AtomicInteger parts = new AtomicInteger();
    private final CountDownLatch sending = new CountDownLatch(1);
    private final List<String> told = new ArrayList<>();

    private final SendProgress progress = new SendProgress() {
        @Override
        public void begins() {
            told.add("begins");
        }

        @Override
        public void ended(Throwable failure) {
            told.add(failure == null ? "sent" : failure.getClass().getSimpleName());
        }
    };

    /** Blocks with each part. As in Tyrus, an interruption ends the wait without a failure, and is cleared. */
    private Session unread() {
        RemoteEndpoint.Basic basic = (RemoteEndpoint.Basic) Proxy.newProxyInstance(
                getClass().getClassLoader(), new Class<?>[] {RemoteEndpoint.Basic.class}, (proxy, method, args) -> {
                    parts.incrementAndGet();
                    sending.countDown();
                    try {
                        new CountDownLatch(1).await();
                    } catch (InterruptedException e) {
                        // As Tyrus does.
                    }
                    return null;
                });
        return (Session) Proxy.newProxyInstance(
                getClass().getClassLoader(), new Class<?>[] {Session.class}, (proxy, method, args) -> basic);
    }

    private LongMessage message() {
        return new LongMessage(unread(), new PlainFrame(FrameKind.BINARY, new byte[5 << 20]), progress);
    }

    @Test
    void itIsReleasedWhileItWaitsForAThread() {
        LongMessage message = message();
        message.stop();
        message.run();
        assertThat(parts).hasValue(0);
        assertThat(told).isEmpty();
        assertThat(Thread.currentThread().isInterrupted()).isFalse();
    }

    @Test
    void itsThreadIsInterruptedDuringTheSendAndFreeAfterwards() throws Exception {
        LongMessage message = message();
        CompletableFuture<Boolean> interrupted = new CompletableFuture<>();
        Thread thread = new Thread(() -> {
            message.run();
            interrupted.complete(Thread.interrupted());
        });
        thread.start();
        assertThat(sending.await(20, TimeUnit.SECONDS)).isTrue();
        message.stop();
        message.stop();

        assertThat(interrupted.get(20, TimeUnit.SECONDS)).isFalse();
        assertThat(parts).hasValue(1);
        assertThat(told).containsExactly("begins", IOException.class.getSimpleName());
    }

    @Test
    void theNextTaskOnItsThreadIsNotInterrupted() {
        LongMessage message = new LongMessage(
                (Session) Proxy.newProxyInstance(
                        getClass().getClassLoader(), new Class<?>[] {Session.class}, (proxy, method, args) -> {
                            throw new IllegalStateException("gone");
                        }),
                new PlainFrame(FrameKind.TEXT, new byte[5 << 20]),
                progress);
        message.run();
        message.stop();
        assertThat(Thread.currentThread().isInterrupted()).isFalse();
        assertThat(told).containsExactly("begins", "IllegalStateException");
    }
}
