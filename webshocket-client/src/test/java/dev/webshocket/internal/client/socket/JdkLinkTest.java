package dev.webshocket.internal.client.socket;

import static org.assertj.core.api.Assertions.assertThat;

import dev.webshocket.internal.link.CloseStatus;
import dev.webshocket.internal.link.LinkListener;
import dev.webshocket.internal.memory.MemoryBudget;
import java.net.http.WebSocket;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** How a link ends, over a socket whose every step the test makes. */
class JdkLinkTest {

    private static final CloseStatus REFUSED = new CloseStatus(CloseStatus.POLICY_VIOLATION, "refused");

    private final List<Object> events = new ArrayList<>();
    private final Timer timer = new Timer();
    private final SteppedSocket socket = new SteppedSocket();
    private final JdkLink link =
            new JdkLink(socket, new SocketEvents(), 1000, MemoryBudget.unbounded(), timer, new Listener());

    @AfterEach
    void stop() {
        timer.shutdownNow();
    }

    /** An answer may come before the JDK has ended the message that it answers. */
    @Test
    void anAbortedLinkSendsItsCloseFrameAlsoBehindAMessage() {
        link.abort(REFUSED);
        assertThat(events).containsExactly("close 1008", "request", REFUSED);
        socket.closing.complete(socket);
        assertThat(events).doesNotContain("abort");
    }

    @Test
    void anAbortedLinkIsCutIfItsCloseFrameCannotBeSent() {
        link.abort(REFUSED);
        timer.due.forEach(Runnable::run);
        assertThat(events).endsWith("abort");
    }

    @Test
    void aLinkThatAbortsLateIsCutAtOnce() {
        timer.shutdownNow();
        link.abort(REFUSED);
        assertThat(events).containsExactly("close 1008", "request", "abort", REFUSED);
    }

    @Test
    void aLinkIsCutWithoutACloseFrameIfItsSessionMayGoOn() {
        CloseStatus cut = new CloseStatus(CloseStatus.ABNORMAL, "cut");
        link.abort(cut);
        assertThat(events).containsExactly("abort", cut);
    }

    /** Keeps its tasks for the test to run. */
    private static final class Timer extends ScheduledThreadPoolExecutor {

        private final List<Runnable> due = new ArrayList<>();

        Timer() {
            super(1);
        }

        @Override
        public ScheduledFuture<?> schedule(Runnable task, long delay, TimeUnit unit) {
            due.add(task);
            return super.schedule(() -> {}, 1, TimeUnit.HOURS);
        }
    }

    private final class Listener implements LinkListener {

        @Override
        public void heard() {}

        @Override
        public void received(byte[] message) {}

        @Override
        public void received(String message) {}

        @Override
        public void tooBig() {}

        @Override
        public void noRoom() {}

        @Override
        public void ended(CloseStatus status) {
            events.add(status);
        }
    }

    /** Records what is asked of it, and has not sent its close frame before the test says so. */
    private final class SteppedSocket implements WebSocket {

        private final CompletableFuture<WebSocket> closing = new CompletableFuture<>();

        @Override
        public CompletableFuture<WebSocket> sendText(CharSequence data, boolean last) {
            return closing;
        }

        @Override
        public CompletableFuture<WebSocket> sendBinary(ByteBuffer data, boolean last) {
            return closing;
        }

        @Override
        public CompletableFuture<WebSocket> sendPing(ByteBuffer message) {
            return closing;
        }

        @Override
        public CompletableFuture<WebSocket> sendPong(ByteBuffer message) {
            return closing;
        }

        @Override
        public CompletableFuture<WebSocket> sendClose(int code, String reason) {
            events.add("close " + code);
            return closing;
        }

        @Override
        public void request(long n) {
            events.add("request");
        }

        @Override
        public String getSubprotocol() {
            return "";
        }

        @Override
        public boolean isOutputClosed() {
            return false;
        }

        @Override
        public boolean isInputClosed() {
            return false;
        }

        @Override
        public void abort() {
            events.add("abort");
        }
    }
}
