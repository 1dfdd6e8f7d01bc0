package dev.webshocket.internal.endpoint;

import static org.assertj.core.api.Assertions.assertThat;

import dev.webshocket.internal.link.SendProgress;
import dev.webshocket.internal.memory.MemoryBudget;
import dev.webshocket.internal.memory.MemoryShare;
import jakarta.websocket.RemoteEndpoint;
import jakarta.websocket.SendResult;
import java.io.IOException;
import java.lang.reflect.Proxy;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** When sending a message ends where the container joins messages. */
class SendWindowTest {

    private final MemoryShare memory = MemoryBudget.unbounded();
    private final List<Throwable> failures = new ArrayList<>();
    private final List<String> batches = new ArrayList<>();
    private final RemoteEndpoint.Async remote = (RemoteEndpoint.Async) Proxy.newProxyInstance(
            RemoteEndpoint.Async.class.getClassLoader(),
            new Class<?>[] {RemoteEndpoint.Async.class},
            (proxy, method, arguments) -> batch(method.getName(), arguments));
    private final SendWindow window = new SendWindow(remote, memory, failures::add);
    private boolean closed;
    private final List<String> ended = new ArrayList<>();

    private Object batch(String method, Object[] arguments) throws IOException {
        batches.add(method + (arguments == null ? "" : " " + arguments[0]));
        if (method.equals("flushBatch") && closed) {
            throw new IOException("closed");
        }
        return null;
    }

    private SendWindow.Entry send(int bytes, SendProgress progress) {
        SendWindow.Entry entry = window.new Entry(bytes, progress);
        entry.taken();
        return entry;
    }

    private SendProgress named(String name) {
        return failure -> ended.add(failure == null ? name : name + ": " + failure.getMessage());
    }

    private static void succeed(SendWindow.Entry entry) {
        entry.onResult(new SendResult());
    }

    /** Has the container report a message as sent, and sends others meanwhile. */
    private List<SendWindow.Entry> sendInReport(int... sizes) {
        List<SendWindow.Entry> entries = new ArrayList<>();
        succeed(send(10, failure -> {
            for (int size : sizes) {
                entries.add(send(size, named("message " + entries.size())));
            }
        }));
        return entries;
    }

    @Test
    void aMessageEndsWithItsResult() {
        SendWindow.Entry entry = send(10, named("message"));
        assertThat(ended).isEmpty();
        assertThat(memory.held()).isZero();
        entry.onResult(new SendResult(new IOException("gone")));
        assertThat(ended).containsExactly("message: gone");
        assertThat(failures).isEmpty();
    }

    @Test
    void messagesSentDuringAReportEndAtOnceAndAreChargedUntilTheirResult() {
        List<SendWindow.Entry> entries = sendInReport(100, 200);
        assertThat(ended).containsExactly("message 0", "message 1");
        assertThat(memory.held()).isEqualTo(300);
        succeed(entries.get(0));
        assertThat(memory.held()).isEqualTo(200);
        succeed(entries.get(1));
        assertThat(memory.held()).isZero();
        assertThat(ended).hasSize(2);
    }

    @Test
    void messagesSentDuringAReportAreOneBatch() {
        succeed(send(10, failure -> {
            send(100, named("first"));
            send(200, named("second"));
            batches.add(String.join(", ", ended));
        }));
        assertThat(batches)
                .containsExactly("setBatchingAllowed true", "first, second", "setBatchingAllowed false", "flushBatch");
    }

    @Test
    void aBatchThatCannotBeWrittenIsAFailure() {
        closed = true;
        sendInReport(100);
        assertThat(failures).singleElement().isInstanceOf(IOException.class);
    }

    @Test
    void afterTheReportAMessageEndsWithItsResultAgain() {
        sendInReport(100);
        SendWindow.Entry entry = send(10, named("later"));
        assertThat(ended).containsExactly("message 0");
        succeed(entry);
        assertThat(ended).containsExactly("message 0", "later");
    }

    @Test
    void aMessageThatDoesNotFitEndsWithItsResult() {
        List<SendWindow.Entry> entries = sendInReport(SendWindow.BYTES, 1);
        assertThat(ended).containsExactly("message 0");
        assertThat(memory.held()).isEqualTo(SendWindow.BYTES);
        succeed(entries.get(0));
        succeed(entries.get(1));
        assertThat(ended).containsExactly("message 0", "message 1");
        assertThat(memory.held()).isZero();
    }

    @Test
    void aResultBeforeTheContainerReturnsCountsOnce() {
        succeed(send(10, failure -> {
            SendWindow.Entry entry = window.new Entry(20, named("inner"));
            succeed(entry);
            entry.taken();
            send(30, named("next"));
        }));
        assertThat(ended).containsExactly("inner", "next");
        assertThat(memory.held()).isEqualTo(30);
    }

    @Test
    void theFailureOfAMessageInTheWindowIsReported() {
        IOException gone = new IOException("gone");
        sendInReport(100).get(0).onResult(new SendResult(gone));
        assertThat(ended).containsExactly("message 0");
        assertThat(failures).containsExactly(gone);
        assertThat(memory.held()).isZero();
    }

    @Test
    void theEndGivesTheMemoryBackOnce() {
        List<SendWindow.Entry> entries = sendInReport(100);
        window.end();
        assertThat(memory.held()).isZero();
        succeed(entries.get(0));
        assertThat(memory.held()).isZero();
        sendInReport(100);
        assertThat(memory.held()).isZero();
        assertThat(ended).containsExactly("message 0");
    }
}
