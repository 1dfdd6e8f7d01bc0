package dev.webshocket.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.webshocket.support.TestCertificates;
import dev.webshocket.tyrus.ClientAuthentication;
import dev.webshocket.tyrus.WebSocketServer;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import javax.net.ssl.SSLContext;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The client and the embedded server over TLS, with all kinds of certificates. */
@Tag("slow")
@Timeout(120)
class TlsTest {

    private static final String[] BY_INTERMEDIATE = {"-signer", "intermediate"};

    /** Far longer than any of these failures may take, so that a failure by timeout is noticed. */
    private static final Duration PATIENT = Duration.ofSeconds(100);

    /** The most that these failures take on a busy machine. */
    private static final Duration SOON = Duration.ofSeconds(20);

    @TempDir
    static Path directory;

    private static TestCertificates certificates;

    @BeforeAll
    static void makeCertificates() throws Exception {
        certificates = new TestCertificates(directory);
        certificates.authority("root", "CN=Root");
        certificates.authority("intermediate", "CN=Intermediate", "-signer", "root");
        certificates.authority("other-root", "CN=Other Root");
        certificates.peer("server", "CN=localhost", BY_INTERMEDIATE);
        certificates.peer("alice", "CN=Alice, O=Tests", BY_INTERMEDIATE);
        certificates.peer("impostor", "CN=Alice, O=Tests", "-signer", "other-root");
        certificates.peer("self-signed", "CN=localhost");
        certificates.peer("expired", "CN=localhost", "-signer", "root", "-startdate", "-3d", "-validity", "1");
        certificates.peer("early", "CN=localhost", "-signer", "root", "-startdate", "+3d", "-validity", "1");
        certificates.host("elsewhere", "CN=localhost", "dns:elsewhere.example", "-signer", "root");
    }

    private static WebSocketServer serve(String alias, ClientAuthentication clients) throws Exception {
        return WebSocketServer.builder()
                .port(0)
                .handlers(GreetingHandler.class)
                .sslContext(certificates.context(alias, "root"))
                .clientAuthentication(clients)
                .start();
    }

    private static WebSocketClientBuilder client(URI uri, SSLContext context) {
        return WebSocketClient.builder(uri).sslContext(context);
    }

    private static ConnectionFailedException failureOf(WebSocketClientBuilder client) {
        return catchThrowableOfType(
                ConnectionFailedException.class, () -> client.connect().close());
    }

    /** Returns why a client cannot connect, and asserts that it failed before its timeout. */
    private static ConnectionFailedException failureInTime(WebSocketClientBuilder client) {
        client.connectTimeout(PATIENT);
        long begin = System.nanoTime();
        ConnectionFailedException failure = failureOf(client);
        assertThat(Duration.ofNanos(System.nanoTime() - begin)).isLessThan(SOON);
        return failure;
    }

    @ParameterizedTest
    @ValueSource(strings = {"TLSv1.2", "TLSv1.3"})
    void speaksTheVersionsOfToday(String version) throws Exception {
        VersionNoting trust = new VersionNoting(certificates.trustManager("root"));
        try (WebSocketServer server = serve("server", ClientAuthentication.NONE);
                WebSocketClient client = client(server.uri("/ws"), certificates.context(version, null, trust))
                        .connect()) {
            assertThat(client.call("greet", String.class)).isEqualTo("Hello, whoever you are");
            assertThat(trust.version()).isEqualTo(version);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"TLSv1.2", "TLSv1.3"})
    void presentsItsCertificateOnRequest(String version) throws Exception {
        SSLContext alice = certificates.context(version, "alice", certificates.trustManager("root"));
        try (WebSocketServer server = serve("server", ClientAuthentication.NEEDED);
                WebSocketClient client = client(server.uri("/ws"), alice).connect()) {
            assertThat(client.call("greet", String.class)).isEqualTo("Hello, CN=Alice,O=Tests");
        }
    }

    @Test
    void comparesIpAddressesToo() throws Exception {
        try (WebSocketServer server = serve("server", ClientAuthentication.NONE);
                WebSocketClient client = client(
                                URI.create("wss://127.0.0.1:" + server.port() + "/ws"),
                                certificates.context(null, "root"))
                        .connect()) {
            assertThat(client.call("greet", String.class)).startsWith("Hello");
        }
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    expired     | root       | has expired (
                    early       | root       | is not valid yet (
                    self-signed | root       | is signed by nobody whom this client trusts, as a self-signed one is
                    server      | other-root | is signed by nobody whom this client trusts
                    elsewhere   | root       | is for another host than localhost (""")
    void reportsTheFaultOfTheServersCertificate(String alias, String trusted, String fault) throws Exception {
        try (WebSocketServer server = serve(alias, ClientAuthentication.NONE)) {
            ConnectionFailedException failure =
                    failureOf(client(server.uri("/ws"), certificates.context(null, trusted)));

            assertThat(failure.code()).isEqualTo("WEBSHOCKET-0302");
            assertThat(failure).hasMessageStartingWith("WEBSHOCKET-0302: the certificate of localhost " + fault);
            assertThat(failure.isTransient()).isFalse();
        }
    }

    @Test
    void comparesIpAddressesOnlyWithTheCertificate() throws Exception {
        try (WebSocketServer server = serve("elsewhere", ClientAuthentication.NONE)) {
            URI uri = URI.create("wss://127.0.0.1:" + server.port() + "/ws");
            ConnectionFailedException failure = failureOf(client(uri, certificates.context(null, "root")));

            assertThat(failure.code()).isEqualTo("WEBSHOCKET-0302");
            assertThat(failure).hasMessageContaining("is for another host than 127.0.0.1 (");
        }
    }

    @Test
    void trustsTheJvmsAuthoritiesByDefault() throws Exception {
        try (WebSocketServer server = serve("server", ClientAuthentication.NONE)) {
            ConnectionFailedException failure = failureOf(WebSocketClient.builder(server.uri("/ws")));

            assertThat(failure.code()).isEqualTo("WEBSHOCKET-0302");
            assertThat(failure).hasMessageContaining("is signed by nobody whom this client trusts");
        }
    }

    @Test
    void usesTheDefaultContextThatTheApplicationHasSet() throws Exception {
        SSLContext before = SSLContext.getDefault();
        SSLContext.setDefault(certificates.context("alice", "root"));
        try (WebSocketServer server = serve("server", ClientAuthentication.NEEDED);
                WebSocketServer elsewhere = serve("elsewhere", ClientAuthentication.NONE);
                WebSocketClient client = WebSocketClient.connect(server.uri("/ws"))) {
            assertThat(client.call("greet", String.class)).isEqualTo("Hello, CN=Alice,O=Tests");
            assertThat(failureOf(WebSocketClient.builder(elsewhere.uri("/ws"))))
                    .hasMessageContaining("is for another host than localhost");
        } finally {
            SSLContext.setDefault(before);
        }
    }

    @Test
    void aCertificateTrustedByItselfIsTrusted() throws Exception {
        try (WebSocketServer server = serve("self-signed", ClientAuthentication.NONE);
                WebSocketClient client = client(server.uri("/ws"), certificates.context(null, "self-signed"))
                        .connect()) {
            assertThat(client.call("greet", String.class)).startsWith("Hello");
        }
    }

    @ParameterizedTest
    @CsvSource({"TLSv1.2,", "TLSv1.3,", "TLSv1.2, impostor", "TLSv1.3, impostor"})
    void reportsThatTheServerRefusesTheClientsCertificate(String version, String own) throws Exception {
        SSLContext context = certificates.context(version, own, certificates.trustManager("root"));
        try (WebSocketServer server = serve("server", ClientAuthentication.NEEDED)) {
            ConnectionFailedException failure = failureOf(client(server.uri("/ws"), context));

            assertThat(failure.code()).isEqualTo("WEBSHOCKET-0305");
            assertThat(failure).hasMessageContainingAll("localhost:" + server.port(), "certificate");
            assertThat(failure.isTransient()).isTrue();
        }
    }

    @Test
    void aSecureClientOfAPlainServerIsToldToUseWs() throws Exception {
        try (WebSocketServer server = WebSocketServer.builder()
                .port(0)
                .handlers(GreetingHandler.class)
                .start()) {
            URI uri = URI.create("wss://localhost:" + server.port() + "/ws");
            ConnectionFailedException failure = failureInTime(client(uri, certificates.context(null, "root")));

            assertThat(failure.code()).isEqualTo("WEBSHOCKET-0308");
            assertThat(failure).hasMessageContainingAll("localhost:" + server.port(), "speaks no TLS", "ws://");
            assertThat(failure.isTransient()).isFalse();
        }
    }

    @Test
    void aPlainClientOfASecureServerIsToldToUseWss() throws Exception {
        try (WebSocketServer server = serve("server", ClientAuthentication.NONE)) {
            URI uri = URI.create("ws://localhost:" + server.port() + "/ws");
            ConnectionFailedException failure = failureInTime(WebSocketClient.builder(uri));

            assertThat(failure.code()).isEqualTo("WEBSHOCKET-0303");
            assertThat(failure).hasMessageContainingAll("localhost:" + server.port(), "status 400", "TLS", "wss://");
        }
    }
}
