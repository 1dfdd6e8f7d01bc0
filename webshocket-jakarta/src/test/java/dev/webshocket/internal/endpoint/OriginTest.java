package dev.webshocket.internal.endpoint;

import static org.assertj.core.api.Assertions.assertThat;

import dev.webshocket.RpcMethod;
import dev.webshocket.WebSocketHandler;
import dev.webshocket.WebshocketSettings;
import dev.webshocket.support.EngineServer;
import dev.webshocket.support.WireClient;
import dev.webshocket.support.WireClient.Wire;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Pages of other sites whose handshake the container has accepted. */
class OriginTest {

    @WebSocketHandler("/ws")
    static class Handler {
        @RpcMethod
        String hello() {
            return "hello";
        }
    }

    private static WireClient connect(EngineServer server, String origin) {
        return WireClient.connect(server.uri("/ws"), Wire.JSON_TEXT, Map.of("Origin", origin));
    }

    @Test
    void areRefused() throws Exception {
        try (EngineServer server = EngineServer.start(new Handler());
                WireClient client = connect(server, "https://evil.example")) {
            assertThat(client.closeCode()).isEqualTo(1008);
            assertThat(client.closeReason()).isEqualTo("pages of this origin may not connect");
        }
    }

    @Test
    void mayConnectIfTheSettingsAllowTheirOrigin() throws Exception {
        WebshocketSettings settings = WebshocketSettings.builder()
                .allowedOrigins("https://app.example")
                .build();
        try (EngineServer server = EngineServer.start(settings, new Handler());
                WireClient client = connect(server, "https://app.example")) {
            assertThat(client.call("hello").response()).isEqualTo("hello");
        }
    }

    @Test
    void pagesOfTheSameHostMayConnect() throws Exception {
        try (EngineServer server = EngineServer.start(new Handler());
                WireClient client =
                        connect(server, "http://" + server.uri("/ws").getAuthority())) {
            assertThat(client.call("hello").response()).isEqualTo("hello");
        }
    }
}
