package dev.webshocket.demo;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

@ExtendWith(RunningDemo.class)
class PageTest {

    private static final Path SOURCES = Path.of("../example-war/src/main/webapp");

    static Stream<String> filesOfThePage() throws IOException {
        try (Stream<Path> files = Files.walk(SOURCES)) {
            return files
                    .filter(Files::isRegularFile)
                    .map(file -> SOURCES.relativize(file).toString().replace(File.separatorChar, '/'))
                    .toList()
                    .stream();
        }
    }

    @ParameterizedTest
    @MethodSource("filesOfThePage")
    void servesThePage(String file) throws Exception {
        HttpResponse<String> response = get("/" + file);

        assertThat(response.statusCode()).isEqualTo(200);
        assertThat(response.headers().firstValue("Content-Type").orElse("")).startsWith(type(file));
        assertThat(response.body()).isEqualTo(Files.readString(SOURCES.resolve(file)));
    }

    private static String type(String file) {
        return switch (file.substring(file.lastIndexOf('.'))) {
            case ".html" -> "text/html";
            case ".css" -> "text/css";
            case ".js" -> "text/javascript";
            case ".svg" -> "image/svg+xml";
            default -> throw new AssertionError("the test knows no type of " + file);
        };
    }

    @Test
    void theRootIsThePage() throws Exception {
        assertThat(get("/").body()).isEqualTo(Files.readString(SOURCES.resolve("index.html")));
    }

    @Test
    void servesTheClientOfThePage() throws Exception {
        HttpResponse<String> response = get("/webshocket/webshocket.js");

        assertThat(response.statusCode()).isEqualTo(200);
        assertThat(response.headers().firstValue("Content-Type").orElse("")).startsWith("text/javascript");
        assertThat(response.body()).contains("export function connect(");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/nothing",
                "/index.html/",
                "/WEB-INF/",
                "/WEB-INF/web.xml",
                "/WEB-INF/classes/dev/webshocket/example/MathHandler.class",
                "/META-INF/beans.xml",
                "/dev/webshocket/demo/Main.class",
                "/%2e%2e/dev/webshocket/demo/Main.class",
                "/..%2fdev/webshocket/demo/Main.class"
            })
    void otherPathsAreNotFound(String path) throws Exception {
        assertThat(get(path).statusCode()).isBetween(400, 404);
    }

    @Test
    void refusesMethodsThatWrite() throws Exception {
        HttpRequest request = HttpRequest.newBuilder(uri("/index.html"))
                .PUT(HttpRequest.BodyPublishers.ofString("mine"))
                .build();

        assertThat(send(request).statusCode()).isGreaterThanOrEqualTo(400);
        assertThat(get("/index.html").body()).isEqualTo(Files.readString(SOURCES.resolve("index.html")));
    }

    private static HttpResponse<String> get(String path) throws IOException, InterruptedException {
        return send(HttpRequest.newBuilder(uri(path)).build());
    }

    private static URI uri(String path) {
        return URI.create("http://localhost:" + RunningDemo.server().uri("/").getPort() + path);
    }

    private static HttpResponse<String> send(HttpRequest request) throws IOException, InterruptedException {
        return HttpClient.newBuilder()
                .version(HttpClient.Version.HTTP_1_1)
                .build()
                .send(request, HttpResponse.BodyHandlers.ofString());
    }
}
