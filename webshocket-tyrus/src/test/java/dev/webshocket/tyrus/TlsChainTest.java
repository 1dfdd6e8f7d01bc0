package dev.webshocket.tyrus;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.webshocket.support.TestCertificates;
import java.io.IOException;
import java.net.http.HttpClient;
import java.nio.file.Path;
import java.security.cert.X509Certificate;
import java.util.Arrays;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLSocket;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Servers and clients with certificates of an intermediate authority, whose root alone is trusted. */
@Tag("slow")
@Timeout(120)
class TlsChainTest {

    private static final String[] BY_INTERMEDIATE = {"-signer", "intermediate"};

    @TempDir
    static Path directory;

    private static TestCertificates certificates;

    @BeforeAll
    static void makeChains() throws Exception {
        certificates = new TestCertificates(directory);
        certificates.authority("root", "CN=Root, O=Tests");
        certificates.authority("intermediate", "CN=Intermediate, O=Tests", "-signer", "root");
        certificates.peer("server", "CN=localhost", BY_INTERMEDIATE);
        certificates.peer("alice", "CN=Alice \\\"Al\\\" Smith, OU=People, O=Tests", BY_INTERMEDIATE);
        certificates.peer("late", "CN=Late", "-signer", "intermediate", "-startdate", "-3d", "-validity", "1");
        certificates.authority("other", "CN=Root, O=Tests");
        certificates.peer("impostor", "CN=Alice", "-signer", "other");
    }

    private static WebSocketServerBuilder server(ClientAuthentication clients) {
        return WebSocketServer.builder()
                .port(0)
                .handlers(EchoHandler.class)
                .sslContext(certificates.context("server", "root"))
                .clientAuthentication(clients);
    }

    private static TestClient connect(WebSocketServer running, SSLContext context, String... versions) {
        SSLParameters parameters = new SSLParameters();
        if (versions.length > 0) {
            parameters.setProtocols(versions);
        }
        HttpClient http = HttpClient.newBuilder()
                .sslContext(context)
                .sslParameters(parameters)
                .build();
        return TestClient.connect(http, running.uri("/ws"));
    }

    @Test
    void presentsTheChainWithoutTheRoot() throws Exception {
        try (WebSocketServer running = server(ClientAuthentication.NONE).start();
                SSLSocket socket = (SSLSocket) certificates
                        .context(null, "root")
                        .getSocketFactory()
                        .createSocket("127.0.0.1", running.port())) {
            assertThat(Arrays.stream(socket.getSession().getPeerCertificates())
                            .map(each -> ((X509Certificate) each)
                                    .getSubjectX500Principal()
                                    .getName()))
                    .startsWith("CN=localhost", "CN=Intermediate,O=Tests");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"TLSv1.2", "TLSv1.3"})
    void clientAndServerThatTrustTheRootConnect(String version) throws Exception {
        try (WebSocketServer running = server(ClientAuthentication.NEEDED).start();
                TestClient client = connect(running, certificates.context("alice", "root"), version)) {
            assertThat(client.call("greet", "hello"))
                    .contains("hello CN=Alice \\\\\\\"Al\\\\\\\" Smith,OU=People,O=Tests");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"TLSv1.2", "TLSv1.3"})
    void clientsWithoutACertificateConnectWhereItIsOnlyWanted(String version) throws Exception {
        try (WebSocketServer running = server(ClientAuthentication.WANTED).start();
                TestClient client = connect(running, certificates.context(null, "root"), version)) {
            assertThat(client.call("greet", "hello")).contains("hello nobody");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"late", "impostor"})
    void clientsWithAnUntrustedChainAreRefused(String client) {
        try (WebSocketServer running = server(ClientAuthentication.WANTED).start()) {
            assertThatThrownBy(() -> connect(running, certificates.context(client, "root")))
                    .hasCauseInstanceOf(IOException.class);
        }
    }

    @Test
    void aClientThatTrustsAnotherRootOfTheSameNameDoesNotConnect() {
        try (WebSocketServer running = server(ClientAuthentication.NONE).start()) {
            assertThatThrownBy(() -> connect(running, certificates.context(null, "other")))
                    .hasCauseInstanceOf(IOException.class);
        }
    }
}
