package dev.webshocket.cdi.servlet;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

/** A client that calls in JSON, and records the answers and the close code. */
final class Client implements WebSocket.Listener {

    private static final long SECONDS = 20;

    private final BlockingQueue<String> messages = new LinkedBlockingQueue<>();
    private final CompletableFuture<Integer> closed = new CompletableFuture<>();
    private WebSocket socket;

    private Client() {}

    static Client connect(URI uri) {
        Client client = new Client();
        client.socket = HttpClient.newHttpClient()
                .newWebSocketBuilder()
                .subprotocols("webshocket.v1.json")
                .buildAsync(uri, client)
                .join();
        return client;
    }

    /** Calls a method without arguments and returns the answer's packet. */
    String call(String method) throws InterruptedException {
        socket.sendText("{\"source\":5,\"rpc\":{\"type\":\"request\",\"method\":\"" + method + "\"}}", true);
        return messages.poll(SECONDS, TimeUnit.SECONDS);
    }

    void close() {
        socket.sendClose(WebSocket.NORMAL_CLOSURE, "").join();
    }

    int closeCode() throws Exception {
        return closed.get(SECONDS, TimeUnit.SECONDS);
    }

    @Override
    public CompletionStage<?> onText(WebSocket socket, CharSequence data, boolean last) {
        messages.add(data.toString());
        socket.request(1);
        return null;
    }

    @Override
    public CompletionStage<?> onClose(WebSocket socket, int code, String reason) {
        closed.complete(code);
        return null;
    }
}
