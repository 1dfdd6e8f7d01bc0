package dev.webshocket.internal.client;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.EOFException;
import java.io.IOException;
import java.net.ConnectException;
import java.net.SocketException;
import java.nio.channels.ClosedChannelException;
import java.util.concurrent.CompletionException;
import java.util.stream.Stream;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLHandshakeException;
import javax.net.ssl.SSLProtocolException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The failures that the HTTP clients of JDK 17 and 25 throw. */
class EarlyEndTest {

    private static final String TERMINATED = "Remote host terminated the handshake";

    private static <T extends Throwable> T with(T failure, Throwable cause) {
        failure.initCause(cause);
        return failure;
    }

    static Stream<Throwable> ends() {
        return Stream.of(
                new IOException(
                        "HTTP/1.1 header parser received no bytes", new EOFException("EOF reached while reading")),
                new IOException("HTTP/1.1 header parser received no bytes", new IOException("Broken pipe")),
                new IOException(
                        "HTTP/1.1 header parser received no bytes", new IOException("Connection reset by peer")),
                new IOException(
                        "parsing HTTP/1.1 status line, receiving [HTT], parser state [STATUS_LINE]",
                        new SocketException("Connection reset")),
                with(new ConnectException("Connection reset by peer"), new SocketException("Connection reset by peer")),
                new SSLHandshakeException(TERMINATED),
                with(new SSLHandshakeException(TERMINATED), new SocketException("Connection reset")),
                with(
                        new SSLHandshakeException(TERMINATED),
                        new IOException("BUFFER_UNDERFLOW with EOF, 3 bytes non decrypted.")),
                new SSLHandshakeException("Remote host closed the channel"),
                new SSLProtocolException("Received close_notify during handshake"),
                new SSLProtocolException("(unexpected_message) Received close_notify during handshake"),
                new SSLException("closing inbound before receiving peer's close_notify"),
                // Windows.
                new IOException("An existing connection was forcibly closed by the remote host"),
                new IOException("An established connection was aborted by the software in your host machine"));
    }

    static Stream<Throwable> otherFailures() {
        return Stream.of(
                with(new ConnectException(), new ClosedChannelException()),
                with(new ConnectException("Network is unreachable"), new SocketException("Network is unreachable")),
                new SSLException("Unrecognized SSL message, plaintext connection?"),
                new SSLHandshakeException("(handshake_failure) Received fatal alert: handshake_failure"),
                new SSLHandshakeException("Received fatal alert: bad_certificate"),
                new IOException("Invalid status line: \"SSH-2.0-EOFX\""),
                new IllegalStateException("Connection reset"));
    }

    @ParameterizedTest
    @MethodSource("ends")
    void anEndIsRecognised(Throwable failure) {
        assertThat(EarlyEnd.isIn(failure)).isTrue();
        assertThat(EarlyEnd.isIn(new CompletionException(new IOException("wrapped", failure))))
                .isTrue();
    }

    @ParameterizedTest
    @MethodSource("otherFailures")
    void otherFailuresAreNotAnEnd(Throwable failure) {
        assertThat(EarlyEnd.isIn(failure)).isFalse();
    }

    @Test
    void theSearchOfCyclicCausesEnds() {
        IOException first = new IOException("first");
        first.initCause(new IOException("second", first));
        assertThat(EarlyEnd.isIn(first)).isFalse();
    }
}
