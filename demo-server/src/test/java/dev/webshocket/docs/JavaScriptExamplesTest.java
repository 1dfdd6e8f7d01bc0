package dev.webshocket.docs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.webshocket.tyrus.WebSocketServer;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Runs the documented JavaScript, where there is a Node.js that knows WebSockets: 20.10 or later. */
@Timeout(120)
class JavaScriptExamplesTest {

    private static final Path SCRIPTS = Path.of("src/test/js");

    @TempDir
    Path directory;

    @BeforeAll
    static void needsNode() throws Exception {
        assumeTrue(knowsWebSockets(), "Node.js 20.10 or later");
    }

    private static boolean knowsWebSockets() throws InterruptedException {
        try {
            return new ProcessBuilder("node", "--experimental-websocket", "--eval", "new Map([[WebSocket, 1]])")
                            .redirectErrorStream(true)
                            .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                            .start()
                            .waitFor()
                    == 0;
        } catch (IOException e) {
            return false;
        }
    }

    @Test
    void aCallThatAsksForText() throws Exception {
        assertThat(firstLine("first-call.js", "ws://localhost:8080/ws", "add", "add"))
                .isEqualTo("Result: 30");
    }

    @Test
    void anErrorIsReported() throws Exception {
        assertThat(firstLine("first-call.js", "ws://localhost:8080/ws", "\"add\"", "\"subtract\""))
                .startsWith("-32601: ");
    }

    @Test
    void aCallThatAsksForNothing() throws Exception {
        assertThat(firstLine("without-subprotocol.js", "ws://your-server.com", "add", "add"))
                .isEqualTo("Result: 30");
    }

    /** Runs a script against the demo's service, with one text in it replaced, until it has written a line. */
    private String firstLine(String script, String address, String text, String replacement) throws Exception {
        try (WebSocketServer server =
                WebSocketServer.builder().host("127.0.0.1").port(0).start()) {
            Path copy = directory.resolve("script.mjs");
            String code = Documents.read(SCRIPTS.resolve(script));
            assertThat(code).contains(address).contains(text);
            Files.writeString(
                    copy,
                    code.replace(address, "ws://127.0.0.1:" + server.port() + "/ws")
                            .replace(text, replacement));
            Process node = new ProcessBuilder(
                            List.of("node", "--no-warnings", "--experimental-websocket", copy.toString()))
                    .redirectErrorStream(true)
                    .start();
            try (BufferedReader lines = node.inputReader(StandardCharsets.UTF_8)) {
                return lines.readLine();
            } finally {
                node.destroyForcibly();
            }
        }
    }
}
