package dev.webshocket.docs;

import dev.webshocket.client.WebSocketClient;
import dev.webshocket.example.GreetingHandler;
import dev.webshocket.tyrus.ClientAuthentication;
import dev.webshocket.tyrus.WebSocketServer;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.security.cert.CertificateFactory;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;

/** The examples of docs/tls.md; {@link TlsExamplesTest} runs them. */
final class TlsExamples {

    private TlsExamples() {}

    // region keys
    static KeyManagerFactory keys(Path file, char[] password) throws GeneralSecurityException, IOException {
        KeyStore store = KeyStore.getInstance(file.toFile(), password);
        KeyManagerFactory keys = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
        keys.init(store, password);
        return keys;
    }
    // endregion

    // region trust
    static TrustManagerFactory trust(Path pem) throws GeneralSecurityException, IOException {
        KeyStore trusted = KeyStore.getInstance("PKCS12");
        trusted.load(null, null);
        try (InputStream in = Files.newInputStream(pem)) {
            for (Certificate certificate :
                    CertificateFactory.getInstance("X.509").generateCertificates(in)) {
                trusted.setCertificateEntry("trusted-" + trusted.size(), certificate);
            }
        }
        TrustManagerFactory trust = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        trust.init(trusted);
        return trust;
    }
    // endregion

    static WebSocketServer server(Path file, char[] password, int port) throws Exception {
        // region server
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(keys(file, password).getKeyManagers(), null, null);

        WebSocketServer server = WebSocketServer.builder()
                .port(port)
                .handlers(GreetingHandler.class)
                .sslContext(context)
                .start();
        // endregion
        return server;
    }

    static String client(Path pem, URI uri) throws Exception {
        // region client
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(null, trust(pem).getTrustManagers(), null);

        try (WebSocketClient client =
                WebSocketClient.builder(uri).sslContext(context).connect()) {
            return client.call("greet", String.class, "Secure World"); // Hello, Secure World!
        }
        // endregion
    }

    static WebSocketServer serverForKnownClients(Path file, char[] password, Path clients, int port) throws Exception {
        // region authentication
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(keys(file, password).getKeyManagers(), trust(clients).getTrustManagers(), null);

        WebSocketServer server = WebSocketServer.builder()
                .port(port)
                .handlers(CertifiedHandler.class)
                .sslContext(context)
                .clientAuthentication(ClientAuthentication.NEEDED)
                .start();
        // endregion
        return server;
    }

    static WebSocketClient clientWithKey(Path file, char[] password, Path pem, URI uri) throws Exception {
        // region key
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(keys(file, password).getKeyManagers(), trust(pem).getTrustManagers(), null);
        WebSocketClient client =
                WebSocketClient.builder(uri).sslContext(context).connect();
        // endregion
        return client;
    }
}
