package dev.webshocket.demo;

import static org.assertj.core.api.Assertions.assertThat;

import dev.webshocket.tyrus.WebSocketServer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** {@code ./demo call} and {@code ./demo stream} as separate processes. */
@Tag("slow")
@Timeout(120)
class CallProcessTest {

    private static WebSocketServer plain;
    private static WebSocketServer secure;

    @BeforeAll
    static void serve() throws Exception {
        plain = WebSocketServer.builder().port(0).handlers(TestService.class).start();
        secure = WebSocketServer.builder()
                .port(0)
                .handlers(TestService.class)
                .sslContext(SelfSignedKey.forLocalhost())
                .start();
    }

    @AfterAll
    static void close() {
        plain.close();
        secure.close();
    }

    private static String urlOf(WebSocketServer server) {
        return server.uri("/ws").toString();
    }

    @Test
    void printsOnlyTheResult() throws Exception {
        try (DemoProcess call = DemoProcess.start("call", "--port", String.valueOf(plain.port()), "echo", "[1, 3.0]")) {
            assertThat(call.outcome()).isEqualTo(Outcome.success("[1,3.0]\n"));
        }
    }

    @Test
    void printsOnlyTheItemsOverTls() throws Exception {
        try (DemoProcess call = DemoProcess.start("stream", "--url", urlOf(secure), "--insecure", "mixed")) {
            assertThat(call.outcome()).isEqualTo(Outcome.success("1\n3.0\nnull\n\"zwei\\nZeilen \u00fc\"\n"));
        }
    }

    @Test
    void exitsWithOneIfTheCallFails() throws Exception {
        try (DemoProcess call = DemoProcess.start("call", "--url", urlOf(plain), "fail", "no")) {
            assertThat(call.outcome()).isEqualTo(Outcome.failure("RPC_APPLICATION_ERROR -32001: no\n"));
        }
    }

    @Test
    void exitsWithOneIfItCannotConnect() throws Exception {
        try (DemoProcess call = DemoProcess.start("call", "--url", urlOf(secure), "echo", "1")) {
            Outcome outcome = call.outcome();

            assertThat(outcome.status()).isEqualTo(1);
            assertThat(outcome.out()).isEmpty();
            assertThat(outcome.err()).startsWith("WEBSHOCKET-0302: ").hasLineCount(1);
        }
    }

    @Test
    void exitsWithTwoIfTheCommandLineIsWrong() throws Exception {
        try (DemoProcess call = DemoProcess.start("call", "--ulr", urlOf(plain), "echo", "1")) {
            Outcome outcome = call.outcome();

            assertThat(outcome.status()).isEqualTo(2);
            assertThat(outcome.out()).isEmpty();
            assertThat(outcome.err()).startsWith("unknown argument \"--ulr\"");
        }
    }

    @Test
    void endsSilentlyWhenStandardOutputIsClosed() throws Exception {
        try (DemoProcess stream =
                DemoProcess.start("stream", "--url", urlOf(plain) + "?test=closed-pipe", "count_for_ever")) {
            assertThat(stream.line()).isEqualTo("1");
            stream.stopReading();

            assertThat(stream.status()).isZero();
            assertThat(stream.errors()).isEmpty();
            ServiceEvents.of("closed-pipe").assertStopped();
        }
    }

    @Test
    void printsItemsAtOnceAndCancelsTheStreamOnTermination() throws Exception {
        try (DemoProcess stream =
                DemoProcess.start("stream", "--url", urlOf(plain) + "?test=end-stream", "wait_for_ever")) {
            assertThat(stream.line()).isEqualTo("\"waiting\"");
            stream.tellToEnd();

            assertThat(stream.outcome()).isEqualTo(new Outcome(DemoProcess.TOLD_TO_END, "", ""));
            ServiceEvents.of("end-stream").assertCancelled();
        }
    }

    @Test
    void cancelsTheCallOnTermination() throws Exception {
        try (DemoProcess call =
                DemoProcess.start("call", "--url", urlOf(plain) + "?test=end-call", "--timeout", "0", "hang")) {
            assertThat(ServiceEvents.of("end-call").next()).isEqualTo("begun");
            call.tellToEnd();

            assertThat(call.outcome()).isEqualTo(new Outcome(DemoProcess.TOLD_TO_END, "", ""));
            ServiceEvents.of("end-call").assertCancelled();
        }
    }
}
