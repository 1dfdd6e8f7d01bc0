package dev.webshocket.demo;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.webshocket.tyrus.WebSocketServer;
import dev.webshocket.tyrus.WebSocketServerBuilder;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.PrintStream;
import java.net.ServerSocket;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** {@code ./demo call} and {@code ./demo stream} against a real server, in this process. */
@Tag("slow")
@Timeout(120)
class CallCommandTest {

    /** The transport to the server. */
    enum Transport {
        WS,
        WSS;

        WebSocketServer server;

        /** Runs a command line with the options for this server. */
        Outcome run(String command, String... words) {
            List<String> line =
                    new ArrayList<>(List.of(command, "--url", server.uri("/ws").toString()));
            if (this == WSS) {
                line.add("--insecure");
            }
            line.addAll(List.of(words));
            return Outcome.of(line.toArray(String[]::new));
        }
    }

    @BeforeAll
    static void serve() throws Exception {
        Transport.WS.server = server().start();
        Transport.WSS.server = server().sslContext(SelfSignedKey.forLocalhost()).start();
    }

    private static WebSocketServerBuilder server() {
        return WebSocketServer.builder().port(0).handlers(TestService.class);
    }

    @AfterAll
    static void close() {
        for (Transport transport : Transport.values()) {
            transport.server.close();
        }
    }

    @ParameterizedTest
    @EnumSource
    void printsTheResult(Transport transport) {
        assertThat(transport.run("call", "join", "a", "b")).isEqualTo(Outcome.success("\"ab\"\n"));
    }

    @ParameterizedTest
    @EnumSource
    void printsEachItem(Transport transport) {
        assertThat(transport.run("stream", "mixed"))
                .isEqualTo(Outcome.success("1\n3.0\nnull\n\"zwei\\nZeilen \u00fc\"\n"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "null",
                "-7",
                "9007199254740993",
                "18446744073709551615",
                "3.0",
                "[1,2.5,\"x\",{\"a\":null}]",
                "\"10\"",
                "\"\u00fc\ud83d\ude00\""
            })
    void passesValuesThroughUnchanged(String json) {
        assertThat(Transport.WS.run("call", "echo", json)).isEqualTo(Outcome.success(json + "\n"));
    }

    @Test
    void printsBytesAsBase64AndTimesAsText() {
        assertThat(Transport.WS.run("call", "bytes")).isEqualTo(Outcome.success("\"+/8A\"\n"));
        assertThat(Transport.WS.run("call", "time")).isEqualTo(Outcome.success("\"2026-01-31T12:00:00.500Z\"\n"));
    }

    @Test
    void passesNamedArguments() {
        assertThat(Transport.WS.run("call", "join", "second=2x", "first=\"1\""))
                .isEqualTo(Outcome.success("\"12x\"\n"));
        assertThat(Transport.WS.run("call", "join", "1x", "second=--y")).isEqualTo(Outcome.success("\"1x--y\"\n"));
    }

    @Test
    void passesArgumentsThatLookLikeOptions() {
        assertThat(Transport.WS.run("call", "join", "--", "--a", "-b")).isEqualTo(Outcome.success("\"--a-b\"\n"));
        assertThat(Transport.WS.run("call", "echo", "-1")).isEqualTo(Outcome.success("-1\n"));
    }

    @Test
    void printsASingleResultAsTheOnlyItem() {
        assertThat(Transport.WS.run("stream", "echo", "1")).isEqualTo(Outcome.success("1\n"));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    call nope              | RPC_METHOD_NOT_FOUND -32601: RPC method 'nope' not found.
                    stream nope            | RPC_METHOD_NOT_FOUND -32601: RPC method 'nope' not found.
                    call fail sorry | RPC_APPLICATION_ERROR -32001: sorry
                    call fail_otherwise 4711 sorry | 4711: sorry""")
    void reportsTheServersError(String line, String message) {
        String[] words = line.split(" ");
        assertThat(Transport.WS.run(
                        words[0], List.of(words).subList(1, words.length).toArray(String[]::new)))
                .isEqualTo(Outcome.failure(message + "\n"));
    }

    @Test
    void reportsAMismatchingArgument() {
        Outcome outcome = Transport.WS.run("call", "join", "1");

        assertThat(outcome.status()).isEqualTo(1);
        assertThat(outcome.out()).isEmpty();
        assertThat(outcome.err()).startsWith("RPC_INVALID_PARAMS -32602: ").hasLineCount(1);
    }

    @Test
    void printsTheItemsBeforeAFailure() {
        assertThat(Transport.WS.run("stream", "half"))
                .isEqualTo(new Outcome(1, "1\n", "RPC_APPLICATION_ERROR -32001: half way\n"));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    stream --timeout 10s hang      | WEBSHOCKET-0320: no answer to "hang" within 10 s
                    call mixed                     | WEBSHOCKET-0335: "mixed" answers with a stream
                    call echo 18446744073709551616 | WEBSHOCKET-0330: cannot be sent: an integer of more than 64""")
    void reportsAFailureOfTheClient(String line, String message) {
        String[] words = line.split(" +");
        Outcome outcome = Transport.WS.run(
                words[0], List.of(words).subList(1, words.length).toArray(String[]::new));

        assertThat(outcome.status()).isEqualTo(1);
        assertThat(outcome.out()).isEmpty();
        assertThat(outcome.err()).startsWith(message).hasLineCount(1);
    }

    @Test
    void cancelsACallThatTakesTooLong() throws Exception {
        String url = Transport.WS.server.uri("/ws") + "?test=timeout";
        ServiceEvents events = ServiceEvents.of("timeout");

        assertThat(Outcome.of("call", "--url", url, "--timeout", "10s", "hang"))
                .isEqualTo(Outcome.failure("WEBSHOCKET-0320: no answer to \"hang\" within 10 s\n"));
        assertThat(events.next()).isEqualTo("begun");
        events.assertCancelled();
    }

    @Test
    void reportsThatNothingListens() throws Exception {
        int port;
        try (ServerSocket free = new ServerSocket(0)) {
            port = free.getLocalPort();
        }
        String url = "ws://localhost:" + port + "/ws";

        assertThat(Outcome.of("call", "--url", url, "echo", "1"))
                .isEqualTo(Outcome.failure("WEBSHOCKET-0300: " + url + " cannot be reached: nobody listens there\n"));
    }

    @Test
    void reportsATimeout() throws Exception {
        try (ServerSocket silent = new ServerSocket(0)) {
            String url = "ws://localhost:" + silent.getLocalPort() + "/ws";

            assertThat(Outcome.of("call", "--timeout", "200ms", "--url", url, "echo", "1"))
                    .isEqualTo(Outcome.failure("WEBSHOCKET-0301: " + url + " did not answer within 200 ms\n"));
        }
    }

    @Test
    void refusesASelfSignedCertificateByDefault() {
        Outcome outcome =
                Outcome.of("call", "--url", Transport.WSS.server.uri("/ws").toString(), "echo", "1");

        assertThat(outcome.status()).isEqualTo(1);
        assertThat(outcome.out()).isEmpty();
        assertThat(outcome.err())
                .startsWith("WEBSHOCKET-0302: the certificate of localhost ")
                .contains("self-signed")
                .endsWith("; --insecure accepts any\n");
    }

    @Test
    @EnabledOnOs(OS.LINUX) // which has more than one address of its own
    void insecureAcceptsACertificateForAnotherHost() {
        String url = "wss://127.0.0.2:" + Transport.WSS.server.port() + "/ws";

        assertThat(Outcome.of("call", "--url", url, "--insecure", "echo", "1")).isEqualTo(Outcome.success("1\n"));
    }

    @Test
    void endsSilentlyWhenStandardOutputIsClosed() throws Exception {
        assertThat(run(failing("Broken pipe"), "pipe", "stream", "wait_for_ever"))
                .isEqualTo(Outcome.success(""));
        ServiceEvents.of("pipe").assertCancelled();
    }

    @Test
    void reportsThatItCannotWrite() {
        assertThat(run(failing("No space left on device"), "full", "call", "echo", "1"))
                .isEqualTo(Outcome.failure("cannot write: No space left on device\n"));
    }

    private static Outcome run(OutputStream out, String test, String command, String... words) {
        List<String> line =
                new ArrayList<>(List.of(command, "--url", Transport.WS.server.uri("/ws") + "?test=" + test));
        line.addAll(List.of(words));
        ByteArrayOutputStream err = new ByteArrayOutputStream();
        int status = Main.run(line, new Console(InputStream.nullInputStream(), out, new PrintStream(err, true, UTF_8)));
        return new Outcome(status, "", err.toString(UTF_8));
    }

    private static OutputStream failing(String message) {
        return new OutputStream() {
            @Override
            public void write(int b) throws IOException {
                throw new IOException(message);
            }
        };
    }

    @ParameterizedTest
    @ValueSource(strings = {"--help", "call --help", "stream -h", "call add 1 --help", "--tls --help"})
    void printsHelp(String line) {
        assertThat(Outcome.of(line.split(" "))).isEqualTo(Outcome.success(Usage.HELP + "\n"));
        assertThat(Usage.HELP)
                .contains("--port N", "--tls", "--url URL", "--insecure", "--timeout TIME", "NAME=ARG")
                .contains("--token TOKEN", "--upload -", "--answer NAME=JSON")
                .contains("call [OPTION]... METHOD", "stream [OPTION]... METHOD");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"call", "stream --insecure", "call --nope add", "cal add 1 2", "--port", "call add a=1 a=2"})
    void printsTheUsageAfterAWrongArgument(String line) {
        Outcome outcome = Outcome.of(line.split(" "));

        assertThat(outcome.status()).isEqualTo(2);
        assertThat(outcome.out()).isEmpty();
        assertThat(outcome.err()).endsWith("\n" + Usage.SYNOPSIS + "\n");
        assertThat(outcome.err().lines().count())
                .isEqualTo(1 + Usage.SYNOPSIS.lines().count());
    }
}
