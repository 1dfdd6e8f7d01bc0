package dev.webshocket.internal.endpoint;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.webshocket.RpcMethod;
import dev.webshocket.WebSocketHandler;
import dev.webshocket.WebshocketSettings;
import dev.webshocket.support.EngineServer;
import dev.webshocket.support.RecordedLog;
import dev.webshocket.support.WireClient;
import dev.webshocket.support.WireClient.Wire;
import java.net.http.WebSocket;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.concurrent.CompletionException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A message must be complete in time, whatever else the client sends meanwhile. */
class MessageTimeoutTest {

    @WebSocketHandler("/ws")
    static class Handler {
        @RpcMethod
        int length(String text) {
            return text.length();
        }
    }

    private static EngineServer start(Duration timeout) throws Exception {
        return EngineServer.start(
                WebshocketSettings.builder().messageTimeout(timeout).build(), new Handler());
    }

    /** Sends a number of parts of a message. */
    private static void parts(WebSocket socket, boolean text, int count) {
        for (int i = 0; i < count; i++) {
            if (text) {
                socket.sendText(" ".repeat(1000), false).join();
            } else {
                socket.sendBinary(ByteBuffer.allocate(1000), false).join();
            }
        }
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void anIncompleteMessageClosesTheConnectionDespitePings(boolean text) throws Exception {
        try (RecordedLog log = RecordedLog.of("dev.webshocket");
                EngineServer server = start(Duration.ofMillis(300));
                WireClient client = WireClient.connect(server.uri("/ws"), Wire.JSON)) {
            parts(client.socket(), text, 20);
            // Pings and further parts continue: the limit is for the whole message.
            await().atMost(Duration.ofSeconds(20))
                    .pollInterval(Duration.ofMillis(20))
                    .until(() -> client.isClosed() || !goesOn(client.socket(), text));
            // The close frame may be lost: the JDK's client reads nothing more after a write that has failed.
            await().atMost(Duration.ofSeconds(20))
                    .untilAsserted(() -> assertThat(log.records())
                            .extracting(record -> record.getMessage())
                            .anyMatch(line -> line.startsWith(
                                    "WEBSHOCKET-0226: closed with 1008, a message was not whole in time (the setting"
                                            + " messageTimeout): connection ")));
        }
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void theClientOfAnIncompleteMessageIsToldWhy(boolean text) throws Exception {
        try (EngineServer server = start(Duration.ofMillis(300));
                WireClient client = WireClient.connect(server.uri("/ws"), Wire.JSON)) {
            parts(client.socket(), text, 1);
            assertThat(client.closeCode()).isEqualTo(1008);
            assertThat(client.closeReason()).isEqualTo("a message was not whole in time");
        }
    }

    /** Tells whether the server still accepts data. */
    private static boolean goesOn(WebSocket socket, boolean text) {
        try {
            socket.sendPing(ByteBuffer.allocate(0)).join();
            parts(socket, text, 1);
            return true;
        } catch (CompletionException closed) {
            return false;
        }
    }

    @Test
    void messagesThatAreCompleteInTimeAreAccepted() throws Exception {
        try (EngineServer server = start(Duration.ofSeconds(60));
                WireClient client = WireClient.connect(server.uri("/ws"), Wire.JSON_TEXT)) {
            String call = "{\"source\":5,\"rpc\":{\"type\":\"request\",\"method\":\"length\",\"args\":[\"abc\"],"
                    + "\"call_id\":\"1\"}}";
            for (int i = 0; i < 50; i++) {
                parts(client.socket(), true, 2);
                client.socket().sendText(call, true).join();
                assertThat(client.response("1").response()).isEqualTo(3L);
            }
        }
    }
}
