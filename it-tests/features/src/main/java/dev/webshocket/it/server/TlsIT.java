package dev.webshocket.it.server;

import static org.assertj.core.api.Assertions.assertThat;

import dev.webshocket.demo.DemoClient.Messages;
import dev.webshocket.demo.Encoding;
import dev.webshocket.it.Archives;
import dev.webshocket.it.Server;
import dev.webshocket.it.app.NamedHandler;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.security.cert.X509Certificate;
import java.util.Map;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.TrustManager;
import javax.net.ssl.X509ExtendedTrustManager;
import org.jboss.arquillian.container.test.api.Deployment;
import org.jboss.arquillian.junit5.ArquillianExtension;
import org.jboss.shrinkwrap.api.spec.WebArchive;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Connections by TLS, which the server speaks, with the certificate that it has made itself. */
@ExtendWith(ArquillianExtension.class)
class TlsIT {

    /** The certificates are made up: there is nothing to be trusted in them. */
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

    @Deployment(testable = false)
    static WebArchive encrypted() {
        return Archives.war("encrypted", NamedHandler.class);
    }

    @Test
    void aPageOfTheServerConnectsByTls() throws Exception {
        SSLContext tls = SSLContext.getInstance("TLS");
        tls.init(null, new TrustManager[] {new TrustingAll()}, null);
        URI uri = new Server("encrypted").secureUri("wss", "/rooms/safe");
        Messages messages = new Messages();
        WebSocket socket = HttpClient.newBuilder()
                .sslContext(tls)
                .build()
                .newWebSocketBuilder()
                .subprotocols("webshocket.v1.json")
                .header("Origin", "https://" + uri.getAuthority())
                .buildAsync(uri, messages)
                .join();
        try {
            socket.sendText("""
                            {"source": 5, "rpc": {"type": "request", "method": "room"}}""", true).join();

            Map<?, ?> packet = (Map<?, ?>) Encoding.fromJson((String) messages.next());
            assertThat(((Map<?, ?>) packet.get("rpc")).get("response")).isEqualTo("safe");
        } finally {
            socket.abort();
        }
    }
}
