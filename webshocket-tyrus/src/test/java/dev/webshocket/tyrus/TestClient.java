package dev.webshocket.tyrus;

import java.io.ByteArrayOutputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

/** The JDK's client; records the messages, as text, and the close code. */
final class TestClient implements WebSocket.Listener, AutoCloseable {

    private static final long SECONDS = 10;

    private final ByteArrayOutputStream part = new ByteArrayOutputStream();
    private final BlockingQueue<String> messages = new LinkedBlockingQueue<>();
    private final CompletableFuture<Integer> closeCode = new CompletableFuture<>();
    private WebSocket socket;

    private TestClient() {}

    static TestClient connect(URI uri, String... headers) {
        return connect(HttpClient.newHttpClient(), uri, headers);
    }

    static TestClient connect(HttpClient http, URI uri, String... headers) {
        TestClient client = new TestClient();
        WebSocket.Builder builder = http.newWebSocketBuilder();
        for (int i = 0; i < headers.length; i += 2) {
            builder.header(headers[i], headers[i + 1]);
        }
        client.socket = builder.buildAsync(uri, client).join();
        return client;
    }

    /** Calls a method of the handler with one string, and returns the raw answer. */
    String call(String method, String argument) throws Exception {
        send("{\"source\":5,\"rpc\":{\"type\":\"request\",\"method\":\"" + method + "\",\"args\":[\"" + argument
                + "\"],\"kwargs\":{},\"call_id\":\"1\"}}");
        return message();
    }

    void send(String text) {
        socket.sendText(text, true).join();
    }

    WebSocket socket() {
        return socket;
    }

    String message() throws Exception {
        String message = messages.poll(SECONDS, TimeUnit.SECONDS);
        if (message == null) {
            throw new AssertionError("no message within " + SECONDS + " s");
        }
        return message;
    }

    /** Waits for the close frame; fails if the connection is cut without one. */
    int closeCode() throws Exception {
        return closeCode.get(SECONDS, TimeUnit.SECONDS);
    }

    @Override
    public CompletionStage<?> onText(WebSocket webSocket, CharSequence data, boolean last) {
        return add(data.toString().getBytes(StandardCharsets.UTF_8), last);
    }

    @Override
    public CompletionStage<?> onBinary(WebSocket webSocket, ByteBuffer data, boolean last) {
        byte[] bytes = new byte[data.remaining()];
        data.get(bytes);
        return add(bytes, last);
    }

    private CompletionStage<?> add(byte[] bytes, boolean last) {
        part.writeBytes(bytes);
        if (last) {
            messages.add(part.toString(StandardCharsets.UTF_8));
            part.reset();
        }
        socket.request(1);
        return null;
    }

    @Override
    public CompletionStage<?> onClose(WebSocket webSocket, int statusCode, String reason) {
        closeCode.complete(statusCode);
        return null;
    }

    @Override
    public void onError(WebSocket webSocket, Throwable error) {
        closeCode.completeExceptionally(error);
    }

    @Override
    public void onOpen(WebSocket webSocket) {
        socket = webSocket;
        webSocket.request(1);
    }

    @Override
    public void close() {
        socket.abort();
    }
}
