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

/** Calls, waits for the answer, and calls again, and keeps how long each took. For one thread. */
final class PoliteClient implements AutoCloseable, WebSocket.Listener {

    private static final long ANSWER_SECONDS = 10;

    private final BlockingQueue<String> received = new LinkedBlockingQueue<>();
    private final StringBuilder message = new StringBuilder();
    private final List<Long> nanos = new ArrayList<>();
    private final WebSocket socket;
    private int calls;

    PoliteClient(URI uri) {
        socket = HttpClient.newHttpClient()
                .newWebSocketBuilder()
                .subprotocols("webshocket.v1.json")
                .buildAsync(uri, this)
                .join();
    }

    /** Calls until a moment, in nanoseconds. */
    void callUntil(long deadline) throws InterruptedException {
        while (System.nanoTime() < deadline) {
            call();
            Thread.sleep(5);
        }
    }

    private void call() throws InterruptedException {
        String id = "p" + calls++;
        String call = "{\"source\":5,\"rpc\":{\"type\":\"request\",\"method\":\"add\",\"args\":[20,22],\"call_id\":\""
                + id + "\"}}";
        long start = System.nanoTime();
        socket.sendText(call, true).join();
        String answer = received.poll(ANSWER_SECONDS, TimeUnit.SECONDS);
        if (answer == null || !answer.contains("42") || !answer.contains('"' + id + '"')) {
            throw new AssertionError("call " + id + " was answered with " + answer);
        }
        nanos.add(System.nanoTime() - start);
    }

    /** Returns how long all calls but one of a hundred took at most, in milliseconds. */
    long percentile99() {
        List<Long> sorted = new ArrayList<>(nanos);
        Collections.sort(sorted);
        return TimeUnit.NANOSECONDS.toMillis(sorted.get(sorted.size() * 99 / 100));
    }

    int calls() {
        return nanos.size();
    }

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

    @Override
    public void close() {
        socket.abort();
    }
}
