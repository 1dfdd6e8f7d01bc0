package dev.webshocket.demo;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@ExtendWith(RunningDemo.class)
class PageTest {

    private static final Path SOURCES = Path.of("../example-war/src/main/webapp");

    @ParameterizedTest
    @CsvSource({
        "/, index.html, text/html",
        "/index.html, index.html, text/html",
        "/style.css, style.css, text/css",
        "/page.js, page.js, text/javascript",
        "/chat.js, chat.js, text/javascript",
        "/service.js, service.js, text/javascript",
        "/methods.js, methods.js, text/javascript",
        "/icon.svg, icon.svg, image/svg+xml"
    })
    void servesThePage(String path, String file, String type) throws Exception {
        HttpResponse<String> response = get(path);

        assertThat(response.statusCode()).isEqualTo(200);
        assertThat(response.headers().firstValue("Content-Type").orElse("")).startsWith(type);
        assertThat(response.body()).isEqualTo(Files.readString(SOURCES.resolve(file)));
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
