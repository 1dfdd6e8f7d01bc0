package dev.webshocket.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.time.Duration;
import java.util.HexFormat;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Servers that end the connection before or during their answer to the handshake. */
@Timeout(60)
class EndedAttemptTest {

    /** Far longer than any of these failures may take: none may be caused by this timeout. */
    private static final Duration PATIENT = Duration.ofSeconds(50);

    /** When the server answers and how it ends the connection. */
    enum Server {
        /** Sends its bytes at once and closes the socket; if the client's request has arrived already, that is a reset. */
        CLOSES_AT_ONCE,
        RESETS_AT_ONCE,
        CLOSES_AFTER_THE_REQUEST,
        RESETS_AFTER_THE_REQUEST;

        /** Serves until the listening socket is closed: the JDK connects again if the first connection gets no answer. */
        void serve(ServerSocket listening, byte[] answer) {
            while (true) {
                try (Socket client = listening.accept()) {
                    if (this == CLOSES_AFTER_THE_REQUEST || this == RESETS_AFTER_THE_REQUEST) {
                        client.getInputStream().read(new byte[16_384]);
                    }
                    client.getOutputStream().write(answer);
                    if (this == RESETS_AT_ONCE || this == RESETS_AFTER_THE_REQUEST) {
                        client.setSoLinger(true, 0);
                    }
                } catch (IOException e) {
                    if (listening.isClosed()) {
                        return;
                    }
                }
            }
        }
    }

    private static final String HALF_A_STATUS = "48 54 54 50 2f 31 2e 31 20 34";
    private static final String GARBAGE = "53 53 48 2d 32 2e 30";
    private static final String HALF_A_RECORD = "16 03 03 00 50 02 00";
    private static final String CLOSE_NOTIFY = "15 03 03 00 02 01 00";
    private static final String HANDSHAKE_FAILURE = "15 03 03 00 02 02 28";
    private static final String UNEXPECTED_MESSAGE = "15 03 03 00 02 02 0a";

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            nullValues = "-",
            value = {
                "CLOSES_AT_ONCE           | -",
                "RESETS_AT_ONCE           | -",
                "CLOSES_AFTER_THE_REQUEST | -",
                "RESETS_AFTER_THE_REQUEST | -",
                "CLOSES_AFTER_THE_REQUEST | " + HALF_A_STATUS,
                "RESETS_AFTER_THE_REQUEST | " + HALF_A_STATUS,
                "RESETS_AT_ONCE           | " + HALF_A_STATUS,
                "CLOSES_AFTER_THE_REQUEST | " + GARBAGE,
                "RESETS_AFTER_THE_REQUEST | " + GARBAGE
            })
    void aPlainClientReportsThatTheServerEndedTheConnection(Server server, String answer) throws Exception {
        assertThat(failure("ws", server, answer))
                .satisfies(failure -> assertThat(failure.code()).isEqualTo("WEBSHOCKET-0300"))
                .satisfies(failure -> assertThat(failure.isTransient()).isTrue())
                .hasMessageContaining("it ended the connection before it answered; where it speaks TLS, say wss://");
    }

    @ParameterizedTest
    @CsvSource({HANDSHAKE_FAILURE, UNEXPECTED_MESSAGE})
    void aPlainClientReportsATlsAlert(String alert) throws Exception {
        assertThat(failure("ws", Server.CLOSES_AFTER_THE_REQUEST, alert))
                .satisfies(failure -> assertThat(failure.code()).isEqualTo("WEBSHOCKET-0309"))
                .satisfies(failure -> assertThat(failure.isTransient()).isFalse())
                .hasMessageContaining("speaks TLS");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            nullValues = "-",
            value = {
                "CLOSES_AT_ONCE           | -",
                "CLOSES_AFTER_THE_REQUEST | -",
                "RESETS_AFTER_THE_REQUEST | -",
                "CLOSES_AFTER_THE_REQUEST | 53 53 48",
                "RESETS_AFTER_THE_REQUEST | 53 53 48",
                "CLOSES_AFTER_THE_REQUEST | " + HALF_A_RECORD,
                "RESETS_AFTER_THE_REQUEST | " + HALF_A_RECORD,
                "CLOSES_AFTER_THE_REQUEST | " + CLOSE_NOTIFY
            })
    void aSecureClientReportsThatTheServerEndedTheConnection(Server server, String answer) throws Exception {
        assertThat(failure("wss", server, answer))
                .satisfies(failure -> assertThat(failure.code()).isEqualTo("WEBSHOCKET-0305"))
                .satisfies(failure -> assertThat(failure.isTransient()).isTrue())
                .hasMessageContaining("no TLS with")
                .hasMessageContaining(
                        "it ended the connection before it answered; see that the server speaks TLS there");
    }

    /** Before the first byte of TLS the client knows only that the connection ended. */
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            nullValues = "-",
            value = {"-", HALF_A_STATUS})
    void aSecureClientReportsAResetAtOnce(String answer) throws Exception {
        assertThat(failure("wss", Server.RESETS_AT_ONCE, answer))
                .satisfies(failure ->
                        assertThat(failure.code()).isIn("WEBSHOCKET-0305", answer == null ? "" : "WEBSHOCKET-0308"))
                .message()
                .containsAnyOf("it ended the connection before it answered", "speaks no TLS");
    }

    @ParameterizedTest
    @CsvSource({HALF_A_STATUS, GARBAGE})
    void aSecureClientReportsAPlainAnswer(String answer) throws Exception {
        assertThat(failure("wss", Server.CLOSES_AFTER_THE_REQUEST, answer))
                .satisfies(failure -> assertThat(failure.code()).isEqualTo("WEBSHOCKET-0308"))
                .satisfies(failure -> assertThat(failure.isTransient()).isFalse())
                .hasMessageContaining("speaks no TLS");
    }

    /** A reset may overtake the answer: then the client knows only that the connection ended. */
    @ParameterizedTest
    @CsvSource({HALF_A_STATUS, GARBAGE})
    void aSecureClientMayLoseAPlainAnswerToAReset(String answer) throws Exception {
        assertThat(failure("wss", Server.RESETS_AFTER_THE_REQUEST, answer))
                .satisfies(failure -> assertThat(failure.code()).isIn("WEBSHOCKET-0308", "WEBSHOCKET-0305"))
                .message()
                .containsAnyOf("speaks no TLS", "it ended the connection before it answered");
    }

    private static ConnectionFailedException failure(String scheme, Server server, String answer) throws Exception {
        byte[] bytes = answer == null ? new byte[0] : HexFormat.ofDelimiter(" ").parseHex(answer);
        try (ServerSocket listening = new ServerSocket(0, 50, InetAddress.getLoopbackAddress())) {
            Thread serving = new Thread(() -> server.serve(listening, bytes), "ending-server");
            serving.setDaemon(true);
            serving.start();
            URI uri = URI.create(scheme + "://127.0.0.1:" + listening.getLocalPort() + "/ws");
            long begin = System.nanoTime();
            ConnectionFailedException failure = catchThrowableOfType(
                    ConnectionFailedException.class,
                    () -> WebSocketClient.builder(uri).connectTimeout(PATIENT).connect());
            assertThat(failure).hasMessageContaining("127.0.0.1:" + listening.getLocalPort());
            assertThat(Duration.ofNanos(System.nanoTime() - begin)).isLessThan(PATIENT);
            return failure;
        }
    }
}
