package dev.webshocket.docs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.abort;

import dev.webshocket.tyrus.WebSocketServer;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * Runs the documented JavaScript, if there is a Node.js with WebSockets. With {@code NODE_REQUIRED} in the environment
 * it fails if there is none.
 */
@Timeout(120)
class JavaScriptExamplesTest {

    private static final Path SCRIPTS = Path.of("src/test/js");

    /** The ways to get WebSockets in Node.js: built in from 22 on, with a flag from 20.10 on, and with a library in Debian's 18. */
    private static final List<List<String>> OPTIONS =
            List.of(List.of(), List.of("--experimental-websocket"), List.of("--require", "./undici.cjs"));

    private static final String UNDICI = "globalThis.WebSocket = require('undici').WebSocket;";

    @TempDir
    static Path directory;

    private static List<String> node;

    @BeforeAll
    static void findNode() throws Exception {
        Files.writeString(directory.resolve("undici.cjs"), UNDICI);
        for (List<String> options : OPTIONS) {
            node = Stream.concat(Stream.of("node", "--no-warnings"), options.stream())
                    .toList();
            if (knowsWebSockets()) {
                return;
            }
        }
        node = List.of();
    }

    /** Checked for each test, since the build's summary omits a class that is skipped as a whole. */
    @BeforeEach
    void needsNode() {
        if (node.isEmpty()) {
            String missing = "there is no Node.js from 20.10 on, nor Debian's from 18 on";
            assertThat(System.getenv().containsKey("NODE_REQUIRED")).as(missing).isFalse();
            abort(missing);
        }
    }

    private static boolean knowsWebSockets() throws InterruptedException {
        try {
            return run("--eval", "new Map([[WebSocket, 1]])")
                            .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                            .start()
                            .waitFor()
                    == 0;
        } catch (IOException e) {
            return false;
        }
    }

    private static ProcessBuilder run(String... arguments) {
        return new ProcessBuilder(
                        Stream.concat(node.stream(), Stream.of(arguments)).toList())
                .directory(directory.toFile())
                .redirectErrorStream(true);
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

    /** Runs a script against the demo's service, with one text replaced, until it has written a line. */
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
            Process process = run(copy.toString()).start();
            try (BufferedReader lines = process.inputReader(StandardCharsets.UTF_8)) {
                return lines.readLine();
            } finally {
                process.destroyForcibly();
            }
        }
    }
}
