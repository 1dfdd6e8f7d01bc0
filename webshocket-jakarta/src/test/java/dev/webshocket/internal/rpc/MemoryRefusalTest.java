package dev.webshocket.internal.rpc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.webshocket.ClientConnection;
import dev.webshocket.OnReceive;
import dev.webshocket.RpcMethod;
import dev.webshocket.WebSocketHandler;
import dev.webshocket.WebshocketSettings;
import dev.webshocket.packet.Packet;
import dev.webshocket.packet.RpcErrorCode;
import dev.webshocket.packet.RpcResponse;
import dev.webshocket.support.EngineServer;
import dev.webshocket.support.RecordedLog;
import dev.webshocket.support.WireClient;
import dev.webshocket.support.WireClient.Wire;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.logging.LogRecord;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The refusal of calls and packets for which the application has no memory. */
class MemoryRefusalTest {

    @WebSocketHandler("/ws")
    static class Handler {

        final CountDownLatch held = new CountDownLatch(1);

        @RpcMethod
        void hold() throws InterruptedException {
            held.await();
        }

        @RpcMethod
        int length(String text) {
            return text.length();
        }

        @OnReceive
        void onReceive(ClientConnection connection, Packet packet) {}
    }

    private final Handler handler = new Handler();

    private EngineServer start() throws Exception {
        return EngineServer.start(
                WebshocketSettings.builder().bufferedBytes(2_000_000).build(), handler);
    }

    /** A text message arrives in parts, for which memory runs out before it runs out for the call. */
    @ParameterizedTest
    @EnumSource(mode = EnumSource.Mode.EXCLUDE, names = "JSON_TEXT")
    void aCallIsAnsweredAndOthersAreServed(Wire wire) throws Exception {
        try (RecordedLog log = RecordedLog.of("dev.webshocket");
                EngineServer server = start();
                WireClient client = WireClient.connect(server.uri("/ws"), wire);
                WireClient polite = WireClient.connect(server.uri("/ws"), wire)) {
            client.request("hold", List.of(), Map.of());
            client.request("length", List.of("x".repeat(700_000)), Map.of());
            String refused = client.request("length", List.of("x".repeat(700_000)), Map.of());
            RpcResponse response = client.response(refused);
            assertThat(response.error())
                    .isEqualTo((wire == Wire.MSGPACK ? RpcErrorCode.RPC_RATE_LIMITED : RpcErrorCode.RPC_OVERLOADED)
                            .code());
            assertThat(response.response()).isEqualTo("The server has no memory left for this call.");
            assertThat(polite.call("length", "abc").response()).isEqualTo(3L);
            assertThat(log.records())
                    .extracting(record -> record.getMessage())
                    .anyMatch(line -> line.startsWith("WEBSHOCKET-0225: answered with RPC_OVERLOADED, all connections"
                            + " together hold too much (the setting bufferedBytes): "));
            handler.held.countDown();
            assertThat(client.response().error()).isNull();
            assertThat(client.response()).as("what has waited").isNotNull();
        }
    }

    @ParameterizedTest
    @EnumSource
    void aPacketClosesItsConnection(Wire wire) throws Exception {
        try (RecordedLog log = RecordedLog.of("dev.webshocket");
                EngineServer server = start();
                WireClient client = WireClient.connect(server.uri("/ws"), wire)) {
            client.request("hold", List.of(), Map.of());
            WireClient.sendRefused(() -> {
                // A text is refused by its first parts already.
                client.request("length", List.of("x".repeat(700_000)), Map.of());
                client.send(Packet.custom("x".repeat(700_000)));
            });
            handler.held.countDown();
            await().untilAsserted(() -> assertThat(log.records())
                    .extracting(LogRecord::getMessage)
                    .anyMatch(
                            line -> line.startsWith("WEBSHOCKET-0226: closed with 1013, no memory for a message now")));
            if (wire == Wire.JSON_TEXT) {
                // The client may still be sending the rest, and then its system may discard the close frame.
                client.awaitEnd();
            } else {
                assertThat(client.closeCode()).isEqualTo(1013);
                assertThat(client.closeReason()).isEqualTo("no memory for a message now");
            }
        }
    }
}
