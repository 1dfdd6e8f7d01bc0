package dev.webshocket.it.enterprise;

import static org.assertj.core.api.Assertions.assertThat;

import dev.webshocket.client.ConnectionFailedException;
import dev.webshocket.client.WebSocketClient;
import dev.webshocket.client.WebSocketClientBuilder;
import dev.webshocket.demo.DemoClient.Messages;
import dev.webshocket.demo.Encoding;
import dev.webshocket.it.Archives;
import dev.webshocket.it.Server;
import dev.webshocket.it.app.NamedHandler;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.security.GeneralSecurityException;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.TrustManager;
import javax.net.ssl.X509ExtendedTrustManager;
import org.jboss.arquillian.container.test.api.Deployment;
import org.jboss.arquillian.junit5.ArquillianExtension;
import org.jboss.shrinkwrap.api.spec.WebArchive;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledIfSystemProperty;
import org.junit.jupiter.api.extension.ExtendWith;

/** TLS connections to the server, with its self-signed certificate. */
@ExtendWith(ArquillianExtension.class)
class TlsIT {

    /** Accepts any certificate, since the servers generate them. */
    private static final class TrustingAll extends X509ExtendedTrustManager {

        @Override
        public void checkClientTrusted(X509Certificate[] chain, String authType, Socket socket) {}

        @Override
        public void checkServerTrusted(X509Certificate[] chain, String authType, Socket socket) {}

        @Override
        public void checkClientTrusted(X509Certificate[] chain, String authType, SSLEngine engine) {}

        @Override
        public void checkServerTrusted(X509Certificate[] chain, String authType, SSLEngine engine) {}

        @Override
        public void checkClientTrusted(X509Certificate[] chain, String authType) {}

        @Override
        public void checkServerTrusted(X509Certificate[] chain, String authType) {}

        @Override
        public X509Certificate[] getAcceptedIssuers() {
            return new X509Certificate[0];
        }
    }

    private final Server server = new Server("encrypted");

    @Deployment(testable = false)
    static WebArchive encrypted() {
        return Archives.war("encrypted", NamedHandler.class);
    }

    private static SSLContext trustingAll() throws GeneralSecurityException {
        SSLContext tls = SSLContext.getInstance("TLS");
        tls.init(null, new TrustManager[] {new TrustingAll()}, null);
        return tls;
    }

    @Test
    void aPageOfTheServerConnectsByTls() throws Exception {
        URI uri = server.secureUri("wss", "/rooms/safe");
        Messages messages = new Messages();
        WebSocket socket = HttpClient.newBuilder()
                .sslContext(trustingAll())
                .build()
                .newWebSocketBuilder()
                .subprotocols("webshocket.v1.json")
                .header("Origin", "https://" + uri.getAuthority())
                .buildAsync(uri, messages)
                .join();
        try {
            socket.sendText("""
                            {"source": 5, "rpc": {"type": "request", "method": "room"}}\
                            """, true).join();

            Map<?, ?> packet = (Map<?, ?>) Encoding.fromJson((String) messages.next());
            assertThat(((Map<?, ?>) packet.get("rpc")).get("response")).isEqualTo("safe");
        } finally {
            socket.abort();
        }
    }

    @Test
    void theJavaClientConnectsByTls() throws Exception {
        try (WebSocketClient client = WebSocketClient.builder(server.secureUri("wss", "/rooms/safe"))
                .sslContext(trustingAll())
                .connect()) {
            assertThat(client.call("room", String.class)).isEqualTo("safe");
        }
    }

    /** GlassFish waits for the end of a line, which TLS need not have. */
    @Test
    @DisabledIfSystemProperty(named = "server.waits.for.lines", matches = "true")
    void aSecureClientOfThePlainPortIsToldToUseWs() throws Exception {
        URI plain = server.uri("wss", "/rooms/safe");

        ConnectionFailedException failure =
                failureInTime(WebSocketClient.builder(plain).sslContext(trustingAll()));

        // Payara may end the connection before its plain answer is read: then the client knows only that.
        assertThat(failure)
                .message()
                .contains(plain.getAuthority())
                .containsAnyOf(
                        "speaks no TLS; say ws:// in place of wss://",
                        "it ended the connection before it answered; see that the server speaks TLS there");
    }

    @Test
    void aPlainClientOfTheTlsPortIsToldToUseWss() throws Exception {
        URI secure = server.secureUri("ws", "/rooms/safe");

        ConnectionFailedException failure = failureInTime(WebSocketClient.builder(secure));

        assertThat(failure).hasMessageContainingAll(secure.getAuthority(), "TLS", "wss://");
    }

    /** Far more than needed, and far less than the client's timeout. */
    private static ConnectionFailedException failureInTime(WebSocketClientBuilder client) {
        CompletableFuture<WebSocketClient> connected =
                client.connectTimeout(Duration.ofMinutes(5)).connectAsync();
        return (ConnectionFailedException) assertThat(connected)
                .failsWithin(Duration.ofSeconds(10))
                .withThrowableOfType(ExecutionException.class)
                .havingCause()
                .actual();
    }
}
