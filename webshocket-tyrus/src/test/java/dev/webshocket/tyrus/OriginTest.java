package dev.webshocket.tyrus;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.webshocket.WebshocketSettings;
import dev.webshocket.WebshocketSettingsBuilder;
import java.net.HttpURLConnection;
import java.net.URI;
import java.net.http.WebSocketHandshakeException;
import org.junit.jupiter.api.Test;

/** Handshakes from pages of other origins. */
class OriginTest {

    private static WebSocketServer start(WebshocketSettingsBuilder settings) {
        return WebSocketServer.builder()
                .port(0)
                .handlers(EchoHandler.class)
                .settings(settings.build())
                .start();
    }

    private static void assertForbidden(WebSocketServer server, String... headers) {
        assertThatThrownBy(() -> TestClient.connect(server.uri("/ws"), headers))
                .hasCauseInstanceOf(WebSocketHandshakeException.class)
                .extracting(e -> ((WebSocketHandshakeException) e.getCause())
                        .getResponse()
                        .statusCode())
                .isEqualTo(HttpURLConnection.HTTP_FORBIDDEN);
    }

    private static void assertAllowed(WebSocketServer server, String... headers) throws Exception {
        try (TestClient client = TestClient.connect(server.uri("/ws"), headers)) {
            assertThat(client.call("echo", "x")).contains("x");
        }
    }

    @Test
    void areRefusedBeforeTheUpgrade() {
        try (WebSocketServer server = start(WebshocketSettings.builder())) {
            assertForbidden(server, "Origin", "https://evil.example");
            assertForbidden(server, "Origin", "null");
            assertForbidden(server, "Origin", "http://localhost:1");
        }
    }

    @Test
    void pagesOfTheSameOriginMayConnect() throws Exception {
        try (WebSocketServer server = start(WebshocketSettings.builder())) {
            URI uri = server.uri("/ws");
            assertAllowed(server, "Origin", "http://" + uri.getAuthority());
            assertAllowed(server);
        }
    }

    @Test
    void allowedOriginsMayConnect() throws Exception {
        try (WebSocketServer server = start(WebshocketSettings.builder().allowedOrigins("https://app.example"))) {
            assertAllowed(server, "Origin", "https://app.example");
            assertForbidden(server, "Origin", "https://evil.example");
        }
        try (WebSocketServer server = start(WebshocketSettings.builder().allowedOrigins("*"))) {
            assertAllowed(server, "Origin", "https://evil.example");
        }
    }

    @Test
    void theForwardedHostOfATrustedProxyIsUsed() throws Exception {
        String[] forwarded = {"Origin", "https://app.example", "X-Forwarded-Host", "app.example"};
        try (WebSocketServer server = start(WebshocketSettings.builder().trustedProxies("127.0.0.1", "::1"))) {
            assertAllowed(server, forwarded);
        }
        try (WebSocketServer server = start(WebshocketSettings.builder())) {
            assertForbidden(server, forwarded);
        }
    }
}
