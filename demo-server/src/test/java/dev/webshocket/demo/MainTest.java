package dev.webshocket.demo;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** The demo as a separate process. */
@Tag("slow")
class MainTest {

    private static final Pattern READY = Pattern.compile(
            "Webshocket demo: http://localhost:(\\d+)/ and (ws://localhost:\\1/ws) \\(Ctrl-C ends it\\)");

    @Test
    void printsItsAddressAndEndsOnTermination() throws Exception {
        try (DemoProcess process = DemoProcess.start("--port", "0")) {
            String line = process.line();
            assertThat(line).matches(READY);
            try (DemoClient client = new DemoClient(address(line), Encoding.JSON)) {
                // Neither a running stream nor a client that does not answer may delay the end.
                client.next(client.send("count_to", List.of(1_000_000, 0.01), Map.of()));
                long begin = System.nanoTime();
                process.tellToEnd();

                assertThat(process.outcome()).isEqualTo(new Outcome(DemoProcess.TOLD_TO_END, "", ""));
                assertThat((System.nanoTime() - begin) / 1e9).isLessThan(10);
            }
        }
    }

    @Test
    void reportsAPortInUse() throws Exception {
        try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getByName("0.0.0.0"));
                DemoProcess process = DemoProcess.start("--port", String.valueOf(taken.getLocalPort()))) {
            Outcome outcome = process.outcome();

            assertThat(outcome.status()).isEqualTo(1);
            assertThat(outcome.out()).isEmpty();
            assertThat(outcome.err())
                    .contains(String.valueOf(taken.getLocalPort()))
                    .hasLineCount(1);
        }
    }

    @Test
    void printsHelpOnRequest() throws Exception {
        try (DemoProcess process = DemoProcess.start("--help")) {
            assertThat(process.outcome()).isEqualTo(Outcome.success(Usage.HELP + "\n"));
        }
    }

    @Test
    void refusesABadArgumentWithTheUsage() throws Exception {
        try (DemoProcess process = DemoProcess.start("--prot", "1")) {
            Outcome outcome = process.outcome();

            assertThat(outcome.status()).isEqualTo(2);
            assertThat(outcome.out()).isEmpty();
            assertThat(outcome.err()).startsWith("unknown argument \"--prot\"").contains("Usage: ./demo [--port N]");
        }
    }

    private static URI address(String line) {
        Matcher matcher = READY.matcher(line);
        assertThat(matcher.matches()).isTrue();
        return URI.create(matcher.group(2));
    }
}
