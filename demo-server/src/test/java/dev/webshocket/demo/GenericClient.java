package dev.webshocket.demo;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.nio.charset.StandardCharsets;
import java.util.Map;

/** The documented JavaScript client: no subprotocol, JSON in a text frame, the answer in a binary one. */
public final class GenericClient {

    private static final String SENT = """
            {"rpc": {"type": "request", "method": "add", "args": [10, 20], "kwargs": {}}, "source": 5}""";

    private GenericClient() {}

    /** Sends the documented call to a service, and checks the answer. */
    public static void assertAnswered(URI uri) throws InterruptedException {
        DemoClient.Messages messages = new DemoClient.Messages();
        WebSocket socket = HttpClient.newHttpClient()
                .newWebSocketBuilder()
                .buildAsync(uri, messages)
                .join();
        try {
            socket.sendText(SENT, true).join();
            Object message = messages.next();

            assertThat(socket.getSubprotocol()).isEmpty();
            assertThat(message).isInstanceOf(byte[].class);
            Map<?, ?> packet = (Map<?, ?>) Encoding.fromJson(new String((byte[]) message, StandardCharsets.UTF_8));
            assertThat(((Map<?, ?>) packet.get("rpc")).get("response")).isEqualTo(30L);
        } finally {
            socket.abort();
        }
    }
}
