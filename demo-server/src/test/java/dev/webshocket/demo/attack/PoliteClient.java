package dev.webshocket.demo.attack;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;

/**
 * Calls, waits for the answer, and calls again, and keeps how long each took. Now and then it goes and comes again, since new
 * clients have to be served too. For one thread.
 */
final class PoliteClient implements AutoCloseable {

    private static final long ANSWER_SECONDS = 10;
    private static final int CALLS_OF_A_CONNECTION = 100;

    private final HttpClient http = HttpClient.newHttpClient();
    private final URI uri;
    private final List<Long> nanos = new ArrayList<>();
    private Socket socket;
    private int calls;

    PoliteClient(URI uri) throws Exception {
        this.uri = uri;
        connect();
    }

    private void connect() throws Exception {
        Socket connecting = new Socket();
        connecting.socket = http.newWebSocketBuilder()
                .subprotocols("webshocket.v1.json")
                .buildAsync(uri, connecting)
                .get(ANSWER_SECONDS, TimeUnit.SECONDS);
        socket = connecting;
    }

    /** Calls until a moment, in nanoseconds. */
    void callUntil(long deadline) throws Exception {
        callWhile(() -> System.nanoTime() < deadline);
    }

    void callWhile(BooleanSupplier going) throws Exception {
        while (going.getAsBoolean()) {
            call();
            Thread.sleep(5);
            if (calls % CALLS_OF_A_CONNECTION == 0) {
                close();
                connect();
            }
        }
    }

    private void call() throws InterruptedException {
        String id = "p" + calls++;
        String call = "{\"source\":5,\"rpc\":{\"type\":\"request\",\"method\":\"add\",\"args\":[20,22],\"call_id\":\""
                + id + "\"}}";
        long start = System.nanoTime();
        socket.socket.sendText(call, true).join();
        String answer = socket.received.poll(ANSWER_SECONDS, TimeUnit.SECONDS);
        if (answer == null || !answer.contains("42") || !answer.contains('"' + id + '"')) {
            throw new AssertionError("call " + id + " was answered with " + answer);
        }
        nanos.add(System.nanoTime() - start);
    }

    /** Returns how long so many of a hundred calls took at most, in milliseconds. */
    long percentile(int percent) {
        List<Long> sorted = new ArrayList<>(nanos);
        Collections.sort(sorted);
        return TimeUnit.NANOSECONDS.toMillis(sorted.get(sorted.size() * percent / 100));
    }

    int calls() {
        return nanos.size();
    }

    @Override
    public void close() {
        socket.socket.abort();
    }

    /** One connection; its messages come on threads of the JDK's client. */
    private static final class Socket implements WebSocket.Listener {

        private final BlockingQueue<String> received = new LinkedBlockingQueue<>();
        private final StringBuilder message = new StringBuilder();
        private WebSocket socket;

        @Override
        public CompletionStage<?> onText(WebSocket from, CharSequence data, boolean last) {
            message.append(data);
            if (last) {
                received.add(message.toString());
                message.setLength(0);
            }
            from.request(1);
            return null;
        }

        @Override
        public CompletionStage<?> onClose(WebSocket from, int code, String reason) {
            received.add("closed with " + code + ' ' + reason);
            return null;
        }

        @Override
        public void onError(WebSocket from, Throwable failure) {
            received.add("failed: " + failure);
        }
    }
}
