package dev.webshocket.tyrus;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.webshocket.support.TestCertificates;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocket;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@Tag("slow")
class TlsTest {

    private static final byte[] SERVER_HELLO = {22};

    @TempDir
    static Path directory;

    private static TestCertificates certificates;

    @BeforeAll
    static void makeKeys() throws Exception {
        certificates = new TestCertificates(directory);
        certificates.peer("server", "CN=localhost");
        certificates.peer("alice", "CN=alice, O=Tests");
        certificates.peer("stranger", "CN=stranger");
    }

    private static WebSocketServerBuilder secure() {
        return WebSocketServer.builder()
                .port(0)
                .handlers(EchoHandler.class)
                .content(directory)
                .sslContext(certificates.context("server", "alice"));
    }

    private static HttpClient http(SSLContext context) {
        return HttpClient.newBuilder().sslContext(context).build();
    }

    @Test
    void servesSecureWebSockets() throws Exception {
        try (WebSocketServer running = secure().start();
                TestClient client =
                        TestClient.connect(http(certificates.context(null, "server")), running.uri("/ws"))) {
            assertThat(running.uri("/ws").getScheme()).isEqualTo("wss");
            assertThat(client.call("greet", "hello")).contains("hello nobody");
        }
    }

    @Test
    void servesSecurePages() throws Exception {
        String page = "x".repeat(1_000_000);
        Files.writeString(directory.resolve("page.txt"), page);
        try (WebSocketServer running = secure().start()) {
            URI uri = URI.create("https://localhost:" + running.port() + "/page.txt");
            var response = http(certificates.context(null, "server"))
                    .send(HttpRequest.newBuilder(uri).build(), BodyHandlers.ofString());
            assertThat(response.body()).isEqualTo(page);
        }
    }

    @Test
    void longMessagesPassInBothDirections() throws Exception {
        String text = "y".repeat(300_000);
        try (WebSocketServer running = secure().start();
                TestClient client =
                        TestClient.connect(http(certificates.context(null, "server")), running.uri("/ws"))) {
            assertThat(client.call("echo", text)).contains(text);
        }
    }

    @Test
    void closeSendsGoingAway() throws Exception {
        WebSocketServer running = secure().start();
        try (TestClient client = TestClient.connect(http(certificates.context(null, "server")), running.uri("/ws"))) {
            client.call("echo", "x");
            running.close();
            assertThat(client.closeCode()).isEqualTo(1001);
        }
    }

    @Test
    void plainClientsAreToldAtOnceToUseTls() throws Exception {
        try (RecordedLines log = RecordedLines.ofEverything();
                WebSocketServer running = secure().start();
                RawClient client = new RawClient(running.port())) {
            client.send(RawClient.handshake("/ws"));
            assertThat(client.readAll()).startsWith("HTTP/1.1 400 ").endsWith("say wss:// or https://\n");
            assertThat(log.lines())
                    .filteredOn(line -> line.startsWith("WEBSHOCKET-0237"))
                    .singleElement()
                    .asString()
                    .contains("does not speak TLS", "wss://", "127.0.0.1");
        }
    }

    @Test
    void tlsFailuresAreLoggedInOneLine() throws Exception {
        try (WebSocketServer running = secure().start();
                RecordedLines log = RecordedLines.ofEverything()) {
            long begin = System.nanoTime();
            for (int i = 0; i < 20; i++) {
                try (RawClient client = new RawClient(running.port())) {
                    client.send(clientHello(0x0301));
                    client.readAll();
                }
            }
            assertThat(log.linesWithTraces()).isEmpty();
            log.assertOneEachSecond("WEBSHOCKET-0241", begin);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"TLSv1.2", "TLSv1.3"})
    void speaksTheVersionsOfToday(String version) throws Exception {
        try (WebSocketServer running = secure().start()) {
            assertThat(handshake(running, version)).isEqualTo(version);
        }
    }

    // The JDK's client would refuse them before it connects.
    @ParameterizedTest
    @CsvSource({"0x0301, false", "0x0302, false", "0x0303, true"})
    void refusesOlderVersions(int version, boolean answers) throws Exception {
        try (WebSocketServer running = secure().start();
                RawClient client = new RawClient(running.port())) {
            client.send(clientHello(version));
            assertThat(Arrays.equals(client.readBytes(1), SERVER_HELLO)).isEqualTo(answers);
        }
    }

    @Test
    void refusesOlderVersionsWhateverTheJdkAllows() {
        assertThat(Tls.configurator(certificates.context("server", "alice"), ClientAuthentication.NONE)
                        .createSSLEngine()
                        .getEnabledProtocols())
                .containsExactlyInAnyOrder("TLSv1.2", "TLSv1.3");
    }

    @Test
    void theSubjectOfAClientsCertificateIsThePrincipal() throws Exception {
        try (WebSocketServer running = secure().clientAuthentication(ClientAuthentication.NEEDED)
                        .start();
                TestClient client =
                        TestClient.connect(http(certificates.context("alice", "server")), running.uri("/ws"))) {
            assertThat(client.call("greet", "hello")).contains("hello CN=alice,O=Tests");
        }
    }

    @Test
    void aWantedCertificateMayBeMissing() throws Exception {
        try (WebSocketServer running = secure().clientAuthentication(ClientAuthentication.WANTED)
                        .start();
                TestClient known =
                        TestClient.connect(http(certificates.context("alice", "server")), running.uri("/ws"));
                TestClient unknown =
                        TestClient.connect(http(certificates.context(null, "server")), running.uri("/ws"))) {
            assertThat(known.call("greet", "hello")).contains("CN=alice");
            assertThat(unknown.call("greet", "hello")).contains("hello nobody");
        }
    }

    @Test
    void aRequiredCertificateMustBePresented() {
        try (WebSocketServer running =
                secure().clientAuthentication(ClientAuthentication.NEEDED).start()) {
            assertThatThrownBy(() -> TestClient.connect(http(certificates.context(null, "server")), running.uri("/ws")))
                    .hasCauseInstanceOf(IOException.class);
        }
    }

    @Test
    void anUntrustedCertificateIsRefused() {
        try (WebSocketServer running =
                secure().clientAuthentication(ClientAuthentication.NEEDED).start()) {
            assertThatThrownBy(() ->
                            TestClient.connect(http(certificates.context("stranger", "server")), running.uri("/ws")))
                    .hasCauseInstanceOf(IOException.class);
        }
    }

    @Test
    void clientsPresentNoCertificateWithoutARequest() throws Exception {
        try (WebSocketServer running = secure().start();
                TestClient client =
                        TestClient.connect(http(certificates.context("alice", "server")), running.uri("/ws"))) {
            assertThat(client.call("greet", "hello")).contains("hello nobody");
        }
    }

    @Test
    void anUninitialisedContextIsReported() throws Exception {
        SSLContext raw = SSLContext.getInstance("TLS");
        assertThatThrownBy(() -> secure().sslContext(raw).start())
                .isInstanceOf(ServerStartException.class)
                .hasMessageStartingWith("WEBSHOCKET-0106: ");
    }

    private static String handshake(WebSocketServer running, String version) throws IOException {
        try (SSLSocket socket = (SSLSocket)
                certificates.context(null, "server").getSocketFactory().createSocket("127.0.0.1", running.port())) {
            socket.setSoTimeout(10_000);
            socket.setEnabledProtocols(new String[] {version});
            socket.startHandshake();
            return socket.getSession().getProtocol();
        }
    }

    /** Returns the first message of a client without newer versions (RFC 4346, section 7.4.1.2). */
    private static byte[] clientHello(int version) {
        ByteBuffer hello = ByteBuffer.allocate(70);
        hello.put((byte) 22).putShort((short) 0x0301).putShort((short) 65);
        hello.put((byte) 1).put((byte) 0).putShort((short) 61);
        hello.putShort((short) version).put(new byte[32]).put((byte) 0);
        hello.putShort((short) 4).putShort((short) 0xC00A).putShort((short) 0xC02B);
        hello.put((byte) 1).put((byte) 0);
        // A signature algorithm and a group: without them TLS 1.2 falls back to SHA-1, which newer JDKs refuse.
        hello.putShort((short) 16);
        hello.putShort((short) 13).putShort((short) 4).putShort((short) 2).putShort((short) 0x0403);
        hello.putShort((short) 10).putShort((short) 4).putShort((short) 2).putShort((short) 0x0017);
        return hello.array();
    }
}
