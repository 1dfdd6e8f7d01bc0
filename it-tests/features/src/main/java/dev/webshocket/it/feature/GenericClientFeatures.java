package dev.webshocket.it.feature;

import static org.assertj.core.api.Assertions.assertThat;

import dev.webshocket.demo.DemoClient;
import dev.webshocket.demo.Encoding;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** The documented JavaScript client: no subprotocol, JSON in a text frame, the answer in a binary one. */
public interface GenericClientFeatures extends ExampleService {

    @Test
    default void aGenericClientIsAnsweredInABinaryFrameOfJson() throws InterruptedException {
        DemoClient.Messages messages = new DemoClient.Messages();
        WebSocket socket = HttpClient.newHttpClient()
                .newWebSocketBuilder()
                .buildAsync(server().uri("ws", "/ws"), messages)
                .join();
        try {
            socket.sendText("""
                            {"rpc": {"type": "request", "method": "add", "args": [10, 20], "kwargs": {}}, "source": 5}""", true).join();
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
