package dev.webshocket.demo;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.security.cert.X509Certificate;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.TrustManagerFactory;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** {@code ./demo --tls} as a separate process. */
@Tag("slow")
@Timeout(120)
class TlsDemoTest {

    private static final Pattern READY = Pattern.compile(
            "Webshocket demo: https://localhost:(\\d+)/ and wss://localhost:\\1/ws \\(Ctrl-C ends it\\)");

    @TempDir
    static Path temporary;

    private static DemoProcess demo;
    private static String howToCall;
    private static int port;
    private static X509Certificate certificate;

    @BeforeAll
    static void start() throws Exception {
        demo = DemoProcess.start(List.of("-Djava.io.tmpdir=" + temporary), "--tls", "--port", "0");
        Matcher ready = READY.matcher(demo.line());
        assertThat(ready.matches()).isTrue();
        port = Integer.parseInt(ready.group(1));
        howToCall = demo.line();
        try (SSLSocket socket =
                (SSLSocket) AnyCertificate.context().getSocketFactory().createSocket("localhost", port)) {
            certificate = (X509Certificate) socket.getSession().getPeerCertificates()[0];
        }
    }

    @AfterAll
    static void end() {
        demo.close();
    }

    @Test
    void printsHowToCallIt() {
        String start = "Its certificate is self-signed; to call it: ./demo ";
        assertThat(howToCall).startsWith(start + "call --url wss://localhost:" + port + "/ws --insecure ");

        assertThat(Outcome.of(howToCall.substring(start.length()).split(" "))).isEqualTo(Outcome.success("30\n"));
    }

    @Test
    void createsACertificateForThisMachine() throws Exception {
        certificate.checkValidity();
        certificate.verify(certificate.getPublicKey());
        assertThat(certificate.getSubjectX500Principal()).hasToString("CN=localhost");
        assertThat(certificate.getSubjectAlternativeNames())
                .containsExactlyInAnyOrder(
                        List.of(2, "localhost"), List.of(7, "127.0.0.1"), List.of(7, "0:0:0:0:0:0:0:1"));
    }

    @Test
    void leavesNothingOfTheKeyOnTheDisk() throws IOException {
        try (Stream<Path> files = Files.list(temporary)) {
            assertThat(files).isEmpty();
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"localhost", "127.0.0.1"})
    void servesThePageToClientsThatTrustTheCertificate(String host) throws Exception {
        HttpClient http = HttpClient.newBuilder()
                .sslContext(trusting(certificate))
                .version(HttpClient.Version.HTTP_1_1)
                .build();
        HttpRequest request = HttpRequest.newBuilder(URI.create("https://" + host + ":" + port + "/"))
                .build();

        assertThat(http.send(request, BodyHandlers.ofString()).body())
                .isEqualTo(Files.readString(Path.of("../example-war/src/main/webapp/index.html")));
    }

    private static SSLContext trusting(X509Certificate trusted) throws Exception {
        KeyStore store = KeyStore.getInstance("PKCS12");
        store.load(null, null);
        store.setCertificateEntry("trusted", trusted);
        TrustManagerFactory trust = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        trust.init(store);
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(null, trust.getTrustManagers(), null);
        return context;
    }
}
