package dev.webshocket.docs;

import static org.assertj.core.api.Assertions.assertThat;

import dev.webshocket.client.WebSocketClient;
import dev.webshocket.demo.KeyFiles;
import dev.webshocket.tyrus.WebSocketServer;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Tag("slow")
@Timeout(60)
class TlsExamplesTest {

    private static final char[] PASSWORD = "secret123".toCharArray();

    @TempDir
    static Path directory;

    private static Path key;
    private static Path certificate;
    private static Path otherKey;
    private static Path otherCertificate;

    @BeforeAll
    static void makeKeys() throws Exception {
        key = directory.resolve("server.p12");
        certificate = directory.resolve("cert.pem");
        otherKey = directory.resolve("client.p12");
        otherCertificate = directory.resolve("clients.pem");
        KeyFiles.write(key, certificate, PASSWORD);
        KeyFiles.write(otherKey, otherCertificate, PASSWORD);
    }

    @Test
    void clientsThatTrustTheCertificateAreServed() throws Exception {
        try (WebSocketServer server = TlsExamples.server(key, PASSWORD, 0)) {
            assertThat(TlsExamples.client(certificate, server.uri("/ws"))).isEqualTo("Hello, Secure World!");
        }
    }

    @Test
    void theSubjectOfTheClientsCertificateIsThePrincipal() throws Exception {
        try (WebSocketServer server = TlsExamples.serverForKnownClients(key, PASSWORD, otherCertificate, 0);
                WebSocketClient client =
                        TlsExamples.clientWithKey(otherKey, PASSWORD, certificate, server.uri("/ws"))) {
            assertThat(client.call("who_am_i", String.class)).isEqualTo("CN=localhost");
        }
    }
}
