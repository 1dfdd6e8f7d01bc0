package dev.webshocket.demo.attack;

import dev.webshocket.demo.DemoClient.Messages;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;

/**
 * Calls again and again, and records how long each call takes. Sometimes it reconnects, since new clients must be
 * served too. For one thread.
 */
final class PoliteClient implements AutoCloseable {

    private static final long ANSWER_SECONDS = 10;
    private static final int CALLS_OF_A_CONNECTION = 100;

    private final HttpClient http = HttpClient.newHttpClient();
    private final URI uri;
    private final List<Long> nanos = new ArrayList<>();
    private Messages messages;
    private WebSocket socket;
    private int calls;

    PoliteClient(URI uri) throws Exception {
        this.uri = uri;
        connect();
    }

    private void connect() throws Exception {
        messages = new Messages();
        socket = http.newWebSocketBuilder()
                .subprotocols("webshocket.v1.json")
                .buildAsync(uri, messages)
                .get(ANSWER_SECONDS, TimeUnit.SECONDS);
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
        socket.sendText(call, true).join();
        String answer = (String) messages.next();
        if (!answer.contains("42") || !answer.contains('"' + id + '"')) {
            throw new AssertionError("call " + id + " was answered with " + answer);
        }
        nanos.add(System.nanoTime() - start);
    }

    /** Returns a percentile of the calls' times, in milliseconds. */
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
        socket.abort();
    }
}
