package dev.webshocket.internal.endpoint;

import static org.assertj.core.api.Assertions.assertThat;

import dev.webshocket.ClientConnection;
import dev.webshocket.RpcMethod;
import dev.webshocket.WebSocketHandler;
import dev.webshocket.WebshocketSettings;
import dev.webshocket.support.EngineServer;
import dev.webshocket.support.WireClient;
import dev.webshocket.support.WireClient.Wire;
import java.util.Map;
import org.junit.jupiter.api.Test;

class RemoteAddressTest {

    @WebSocketHandler("/ws")
    static class Handler {
        @RpcMethod
        String address(ClientConnection connection) {
            return connection.remoteAddress().orElse("unknown");
        }
    }

    private static String address(WebshocketSettings settings, Map<String, String> headers) throws Exception {
        try (EngineServer server = EngineServer.start(settings, new Handler());
                WireClient client = WireClient.connect(server.uri("/ws"), Wire.JSON, headers)) {
            return (String) client.call("address").response();
        }
    }

    @Test
    void isThePeerAddressOfTheSocket() throws Exception {
        Map<String, String> headers = Map.of("X-Forwarded-For", "192.0.2.7", "Forwarded", "for=192.0.2.7");
        assertThat(address(WebshocketSettings.defaults(), headers)).isEqualTo("127.0.0.1");
    }

    @Test
    void isWhatATrustedProxyReports() throws Exception {
        WebshocketSettings settings =
                WebshocketSettings.builder().trustedProxies("127.0.0.0/8").build();
        assertThat(address(settings, Map.of("X-Forwarded-For", "192.0.2.7"))).isEqualTo("192.0.2.7");
        assertThat(address(settings, Map.of("Forwarded", "for=192.0.2.8;proto=https")))
                .isEqualTo("192.0.2.8");
        assertThat(address(settings, Map.of())).isEqualTo("127.0.0.1");
    }
}
