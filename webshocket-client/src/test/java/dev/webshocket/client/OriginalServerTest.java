package dev.webshocket.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.webshocket.RpcException;
import dev.webshocket.packet.Packet;
import dev.webshocket.packet.PacketSource;
import dev.webshocket.packet.RpcRequest;
import java.time.Duration;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The client with recorded answers of the original server. */
@Timeout(60)
class OriginalServerTest {

    private OriginalServer server;
    private WebSocketClient client;

    @BeforeEach
    void connect() throws Exception {
        server = new OriginalServer();
        client = WebSocketClient.connect(server.uri());
    }

    @AfterEach
    void close() {
        client.close();
        server.close();
    }

    @Test
    void resultsAreRead() {
        assertThat(client.call("response integer", int.class, 10, 20)).isEqualTo(30);
        assertThat(client.call("response null", String.class)).isNull();
        assertThat(client.call("response false", boolean.class)).isFalse();
        assertThat(client.sendRpc("response map").data())
                .isEqualTo(Map.of("user", "alice", "roles", List.of("editor")));
    }

    @Test
    void callsHaveTheExpectedBytes() {
        client.rpc("response integer").args(3).named("delay", 0.1).call(int.class);
        RpcRequest request = server.requests.get(0);
        assertThat(request.args()).containsExactly(3L);
        assertThat(request.kwargs()).containsExactly(Map.entry("delay", 0.1));
        assertThat((String) request.callId()).isNotEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "response method not found, -32601",
        "response invalid params, -32602",
        "response internal error, -32603",
        "response rate limited, -32000",
        "response application error, -32001",
        "response access denied, -32002"
    })
    void errorsAreRead(String recorded, int code) {
        assertThatExceptionOfType(RpcException.class)
                .isThrownBy(() -> client.call(recorded, Object.class))
                .satisfies(e -> assertThat(e.code()).isEqualTo(code));
    }

    @Test
    void streamsAreRead() {
        assertThat(client.streamRpc("stream chunk,stream chunk,stream end", Integer.class))
                .containsExactly(1, 1);
    }

    @Test
    void aStreamThatFailsMidwayFails() {
        Iterator<Integer> items =
                client.streamRpc("stream chunk,stream error end", Integer.class).iterator();
        assertThat(items.next()).isEqualTo(1);
        assertThatExceptionOfType(RpcException.class)
                .isThrownBy(items::hasNext)
                .withMessage("Stream aborted")
                .satisfies(e -> assertThat(e.code()).isEqualTo(-32603));
    }

    @Test
    void packetsAreReceived() {
        client.call("broadcast text,channel map,timestamp and correlation,custom bytes,response null", Void.class);
        assertThat(client.receive()).isEqualTo(Packet.broadcast("Server is shutting down in 5 minutes"));
        assertThat(client.receive()).isEqualTo(Packet.channel("news.tech", Map.of("headline", "New CPU released")));
        assertThat(client.receive())
                .isEqualTo(new Packet(PacketSource.CUSTOM, "x", null, null, 1700000000.25, "abc-1"));
        assertThat(client.convert(client.receive().data(), byte[].class)).containsExactly(0, 255, 16);
    }

    @Test
    void itGetsNoCancellations() {
        assertThatExceptionOfType(CallTimeoutException.class)
                .isThrownBy(() ->
                        client.rpc("nothing").timeout(Duration.ofMillis(100)).call(Void.class));
        assertThat(client.call("response integer", int.class)).isEqualTo(30);
        assertThat(server.unknown).isEmpty();
    }
}
