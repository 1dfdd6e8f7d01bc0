package dev.webshocket.tools;

import static org.assertj.core.api.Assertions.assertThat;

import dev.webshocket.Discovery;
import dev.webshocket.WebshocketSettings;
import dev.webshocket.tools.served.CalculationHandler;
import dev.webshocket.tools.served.DocumentHandler;
import dev.webshocket.tyrus.WebSocketServer;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The client of a service: it is generated, compiled, and run against a server, as docs/typescript.md has it. */
@Tag("slow")
@Timeout(300)
class GeneratedClientTest {

    private static final Path EXAMPLE = Path.of("src/test/resources/node/use-service.ts");

    @TempDir
    Path directory;

    private void generate(Path out, String... source) {
        String[] line = new String[source.length + 2];
        System.arraycopy(source, 0, line, 0, source.length);
        line[source.length] = "--out";
        line[source.length + 1] = out.toString();
        assertThat(ServiceGenerator.run(System.out, System.err, line)).isZero();
    }

    private static WebSocketServer start() {
        WebshocketSettings settings =
                WebshocketSettings.builder().discover(Discovery.ALL).build();
        return WebSocketServer.builder()
                .host("127.0.0.1")
                .port(0)
                .settings(settings)
                .handlers(CalculationHandler.class, DocumentHandler.class)
                .start();
    }

    @Test
    void callsTheServer() throws Exception {
        generate(directory.resolve("generated"), "--classes", "dev/webshocket/tools/served", "--path", "/ws");
        Path example = Files.copy(EXAMPLE, directory.resolve("use-service.ts"));

        assertThat(TypeScript.check(directory)).isEmpty();
        try (WebSocketServer server = start()) {
            assertThat(TypeScript.run(example, server.uri("/ws").toString()).lines())
                    .containsExactly("1", "2", "3", "log in first", "documents.doc-1 by Ada", "30 Hello, Zo\u00eb! 6");
        }
    }

    @Test
    void isTheSameOfClassesOfAServerAndOfADocument() throws Exception {
        Path classes = directory.resolve("classes");
        Path server = directory.resolve("server");
        Path document = directory.resolve("document");
        generate(classes, "--classes", "dev.webshocket.tools.served", "--path", "/ws");
        try (WebSocketServer running = start()) {
            generate(server, "--url", running.uri("/ws").toString());
        }
        generate(
                document,
                "--file",
                server.resolve("openrpc.json").toString(),
                "--channels",
                server.resolve("asyncapi.json").toString());

        assertThat(server.resolve("service.ts")).hasSameTextualContentAs(classes.resolve("service.ts"));
        assertThat(document.resolve("service.ts")).hasSameTextualContentAs(classes.resolve("service.ts"));
        assertThat(document.resolve("openrpc.json")).hasSameTextualContentAs(server.resolve("openrpc.json"));
        assertThat(document.resolve("asyncapi.json")).hasSameTextualContentAs(classes.resolve("asyncapi.json"));
    }
}
