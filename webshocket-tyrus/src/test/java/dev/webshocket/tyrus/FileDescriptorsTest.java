package dev.webshocket.tyrus;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** A server whose process may open only a few files. */
@Tag("slow")
@EnabledOnOs(OS.LINUX)
@Timeout(180)
class FileDescriptorsTest {

    private static final int LIMIT = 256;
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final Pattern COUNT = Pattern.compile("WEBSHOCKET-0242[^\n]*: (\\d+) more in 1 s");

    /** Serves until its standard input ends. */
    static final class Main {

        private Main() {}

        public static void main(String[] arguments) throws IOException {
            WebSocketServer server = WebSocketServer.builder()
                    .host("127.0.0.1")
                    .port(0)
                    .handlers(EchoHandler.class)
                    .start();
            System.out.println(server.port());
            while (System.in.read() >= 0) {
                // Nothing is written to standard input.
            }
            System.exit(0);
        }
    }

    @TempDir
    Path directory;

    @Test
    void logsThatNoneIsLeftAndContinuesWhenOneIsFree() throws Exception {
        Path log = directory.resolve("log.txt");
        Process process = new ProcessBuilder(
                        "bash",
                        "-c",
                        "ulimit -n " + LIMIT + "; exec \"$0\" -Xmx128m -cp \"$1\" \"$2\"",
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        System.getProperty("java.class.path"),
                        Main.class.getName())
                .redirectError(log.toFile())
                .start();
        List<RawClient> clients = new ArrayList<>();
        try {
            int port = port(process);
            for (int i = 0; i < 2 * LIMIT; i++) {
                clients.add(new RawClient(port));
            }
            // The second line counts the attempts of the first second.
            await().atMost(PATIENCE)
                    .until(() -> COUNT.matcher(Files.readString(log)).find());
            assertThat(Files.readString(log)).contains("Too many open files", "ulimit -n");
            for (RawClient client : clients) {
                client.close();
            }
            try (RawClient client = RawClient.upgraded(port, "/ws")) {
                assertThat(client.call("echo", "x")).contains("x");
            }
        } finally {
            for (RawClient client : clients) {
                client.close();
            }
            process.destroyForcibly().waitFor(20, TimeUnit.SECONDS);
        }
        assertThat(COUNT.matcher(Files.readString(log)).results().map(FileDescriptorsTest::tries))
                .as("tries in a second, of which there are thousands where nobody waits")
                .allSatisfy(tries -> assertThat(tries).isLessThan(50));
    }

    private static int tries(MatchResult line) {
        return Integer.parseInt(line.group(1));
    }

    private static int port(Process process) throws IOException {
        String line =
                new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8)).readLine();
        if (line == null) {
            throw new IOException("the server did not start");
        }
        return Integer.parseInt(line);
    }
}
