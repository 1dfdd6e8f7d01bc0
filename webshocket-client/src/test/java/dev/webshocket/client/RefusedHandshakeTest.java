package dev.webshocket.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.sun.net.httpserver.HttpServer;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A server that answers the handshake with an HTTP status. */
@Timeout(60)
class RefusedHandshakeTest {

    private final AtomicInteger attempts = new AtomicInteger();
    private HttpServer server;
    private volatile int status;

    @BeforeEach
    void start() throws Exception {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", exchange -> {
            attempts.incrementAndGet();
            if (status == 401) {
                exchange.getResponseHeaders().add("WWW-Authenticate", "Bearer");
            }
            exchange.sendResponseHeaders(status, -1);
            exchange.close();
        });
        server.start();
    }

    @AfterEach
    void stop() {
        server.stop(0);
    }

    @ParameterizedTest
    @CsvSource({"401, 1", "403, 1", "404, 3", "500, 3", "503, 3"})
    void theStatusIsReportedAndRetriedIfItMayChange(int answered, int expectedAttempts) {
        status = answered;
        URI uri = URI.create("ws://127.0.0.1:" + server.getAddress().getPort() + "/ws");
        RetryPolicy twice = RetryPolicy.builder()
                .firstDelay(Duration.ofMillis(10))
                .retries(2)
                .build();
        ConnectionFailedException failure = catchThrowableOfType(
                ConnectionFailedException.class,
                () -> WebSocketClient.builder(uri).retryFirst(twice).connect());
        assertThat(failure.code()).isEqualTo("WEBSHOCKET-0303");
        assertThat(failure).hasMessageContaining("status " + answered);
        assertThat(failure.status()).hasValue(answered);
        assertThat(attempts).hasValue(expectedAttempts);
    }
}
