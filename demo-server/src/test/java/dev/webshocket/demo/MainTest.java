package dev.webshocket.demo;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** The demo as a process of its own. */
class MainTest {

    private static final Pattern READY = Pattern.compile(
            "Webshocket demo: http://localhost:(\\d+)/ and (ws://localhost:\\1/ws) \\(Ctrl-C ends it\\)");

    private Process process;

    @AfterEach
    void end() {
        process.destroyForcibly();
    }

    @Test
    void saysWhereItIsAndEndsWhenTold() throws Exception {
        start("--port", "0");
        String line;
        try (BufferedReader out = reader(process)) {
            line = out.readLine();
            assertThat(line).matches(READY);
            try (DemoClient client = new DemoClient(address(line), Encoding.JSON)) {
                // A stream under way must not hold the end up.
                client.next(client.send("count_to", List.of(1_000_000, 0.01), Map.of()));
                long begin = System.nanoTime();
                process.toHandle().destroy(); // unlike that of the process it leaves the streams open

                assertThat(process.waitFor(10, TimeUnit.SECONDS)).isTrue();
                assertThat((System.nanoTime() - begin) / 1e9).isLessThan(2);
            }
            assertThat(out.readLine()).as("a second line").isNull();
        }
        assertThat(errors()).isEmpty();
    }

    @Test
    void saysThatThePortIsTaken() throws Exception {
        try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getByName("0.0.0.0"))) {
            start("--port", String.valueOf(taken.getLocalPort()));

            assertThat(exit()).isEqualTo(1);
            assertThat(errors().strip())
                    .contains(String.valueOf(taken.getLocalPort()))
                    .hasLineCount(1);
        }
    }

    @Test
    void explainsItselfWhenAsked() throws Exception {
        start("--help");

        assertThat(exit()).isZero();
        assertThat(errors()).isEmpty();
    }

    @Test
    void refusesABadArgumentWithTheUsage() throws Exception {
        start("--prot", "1");

        assertThat(exit()).isEqualTo(2);
        assertThat(errors()).startsWith("unknown argument \"--prot\"").contains("Usage: ./demo [--port N]");
    }

    private void start(String... arguments) throws IOException {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-cp",
                System.getProperty("java.class.path"),
                Main.class.getName()));
        command.addAll(List.of(arguments));
        ProcessBuilder builder = new ProcessBuilder(command);
        // Java would mention it on the stream that is looked at.
        builder.environment().remove("JAVA_TOOL_OPTIONS");
        process = builder.start();
    }

    private static BufferedReader reader(Process process) {
        return new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8));
    }

    private static URI address(String line) {
        Matcher matcher = READY.matcher(line);
        assertThat(matcher.matches()).isTrue();
        return URI.create(matcher.group(2));
    }

    private int exit() throws InterruptedException {
        assertThat(process.waitFor(60, TimeUnit.SECONDS)).as("ends by itself").isTrue();
        return process.exitValue();
    }

    private String errors() throws IOException {
        return new String(process.getErrorStream().readAllBytes(), StandardCharsets.UTF_8);
    }
}
