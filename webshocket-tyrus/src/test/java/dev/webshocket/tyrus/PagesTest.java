package dev.webshocket.tyrus;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpClient.Redirect;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PagesTest {

    private static final String SECRET = "not for you";
    private static final int LARGE = 5_000_000;

    @TempDir
    static Path directory;

    private static WebSocketServer server;

    @BeforeAll
    static void start() throws Exception {
        Path root = Files.createDirectory(directory.resolve("content"));
        Files.writeString(directory.resolve("secret.txt"), SECRET);
        Files.writeString(root.resolve("index.html"), "<p>home</p>");
        Files.writeString(root.resolve("page.html"), "<p>ä</p>");
        Files.writeString(root.resolve("app.js"), "1");
        Files.writeString(root.resolve("a b+c.txt"), "spaces");
        Files.writeString(root.resolve(".env"), SECRET);
        Files.createDirectory(root.resolve(".git"));
        Files.writeString(root.resolve(".git/config"), SECRET);
        Files.createDirectories(root.resolve("sub dir/deep"));
        Files.writeString(root.resolve("sub dir/index.html"), "<p>sub</p>");
        Files.createDirectory(root.resolve("empty"));
        Files.write(root.resolve("large.bin"), new byte[LARGE]);
        Files.createSymbolicLink(root.resolve("escape.txt"), directory.resolve("secret.txt"));
        Files.createSymbolicLink(root.resolve("up"), directory);
        Files.createSymbolicLink(root.resolve("within.txt"), root.resolve("app.js"));
        server = WebSocketServer.builder()
                .port(0)
                .handlers(EchoHandler.class)
                .content(root)
                .classPathContent()
                .start();
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    @Test
    void aFileIsServedWithTheHeadersThatBrowsersNeed() throws Exception {
        HttpResponse<String> response = get("/page.html");
        assertThat(response.statusCode()).isEqualTo(200);
        assertThat(response.body()).isEqualTo("<p>ä</p>");
        assertThat(response.headers().firstValue("content-type")).hasValue("text/html; charset=utf-8");
        assertThat(response.headers().firstValue("content-length")).hasValue("9");
        assertThat(response.headers().firstValue("cache-control")).hasValue("no-cache");
        assertThat(response.headers().firstValue("x-content-type-options")).hasValue("nosniff");
        assertThat(response.headers().firstValue("last-modified")).isPresent();
    }

    @ParameterizedTest
    @CsvSource({
        "a.html, text/html; charset=utf-8",
        "a.CSS, text/css; charset=utf-8",
        "a.js, text/javascript; charset=utf-8",
        "a.mjs, text/javascript; charset=utf-8",
        "a.txt, text/plain; charset=utf-8",
        "a.json, application/json",
        "a.xml, application/xml",
        "a.svg, image/svg+xml",
        "a.png, image/png",
        "a.wasm, application/wasm",
        "a.unheard-of, application/octet-stream",
        "plain, application/octet-stream"
    })
    void theTypeFollowsFromTheFileExtension(String name, String type) {
        assertThat(ContentTypes.of(name)).isEqualTo(type);
    }

    @Test
    void aDirectoryIsAnsweredWithItsIndex() throws Exception {
        assertThat(get("/").body()).isEqualTo("<p>home</p>");
        assertThat(get("/sub%20dir/").body()).isEqualTo("<p>sub</p>");
    }

    @Test
    void aDirectoryWithoutItsSlashIsRedirectedToIt() throws Exception {
        HttpResponse<String> response = get("/sub%20dir");
        assertThat(response.statusCode()).isEqualTo(302);
        assertThat(response.headers().firstValue("location")).hasValue("./sub%20dir/");
    }

    @Test
    void aDirectoryWithoutAnIndexIsNotListed() throws Exception {
        assertThat(get("/empty/").statusCode()).isEqualTo(404);
    }

    @Test
    void namesAreDecoded() throws Exception {
        assertThat(get("/a%20b+c.txt").body()).isEqualTo("spaces");
    }

    @Test
    void aQueryIsIgnored() throws Exception {
        assertThat(get("/app.js?v=1").body()).isEqualTo("1");
    }

    @Test
    void aLargeFileArrivesComplete() throws Exception {
        HttpResponse<byte[]> response =
                HttpClient.newHttpClient().send(request("/large.bin"), BodyHandlers.ofByteArray());
        assertThat(response.body()).hasSize(LARGE);
    }

    @Test
    void headAnswersWithoutTheBody() throws Exception {
        HttpRequest head = HttpRequest.newBuilder(uri("/page.html"))
                .method("HEAD", BodyPublishers.noBody())
                .build();
        HttpResponse<String> response = HttpClient.newHttpClient().send(head, BodyHandlers.ofString());
        assertThat(response.statusCode()).isEqualTo(200);
        assertThat(response.headers().firstValue("content-length")).hasValue("9");
        assertThat(response.body()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"POST", "PUT", "DELETE", "OPTIONS", "TRACE", "PROPFIND"})
    void otherMethodsAreNotAllowed(String method) throws Exception {
        String answer =
                raw(method + " /page.html HTTP/1.1\r\nHost: x\r\nConnection: close\r\nContent-Length: 0\r\n\r\n");
        assertThat(answer).startsWith("HTTP/1.1 405 ").containsIgnoringCase("allow: ");
    }

    @Test
    void anUnchangedFileIsNotSentAgain() throws Exception {
        String tag = get("/page.html").headers().firstValue("etag").orElseThrow();
        HttpRequest again = HttpRequest.newBuilder(uri("/page.html"))
                .header("If-None-Match", tag)
                .build();
        HttpResponse<String> response = HttpClient.newHttpClient().send(again, BodyHandlers.ofString());
        assertThat(response.statusCode()).isEqualTo(304);
        assertThat(response.body()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/../secret.txt",
                "/%2e%2e/secret.txt",
                "/%2E%2E%2Fsecret.txt",
                "/..%2fsecret.txt",
                "/..%5csecret.txt",
                "/..\\secret.txt",
                "/.%2e/secret.txt",
                "/empty/../../secret.txt",
                "/sub%20dir/..;/..;/secret.txt",
                "/%252e%252e/secret.txt",
                "/%c0%ae%c0%ae/secret.txt",
                "//secret.txt",
                "/./../secret.txt",
                "..//secret.txt",
                "/page.html/../../secret.txt",
                "http://localhost/../secret.txt",
                "/escape.txt",
                "/up/secret.txt",
                "/.env",
                "/%2eenv",
                "/.git/config",
                "/empty/../.env",
                "/page.html%00.txt",
                "/%00",
                "/%zz",
                "/page.html/"
            })
    void nothingElseIsServed(String target) throws Exception {
        String answer = raw("GET " + target + " HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n");
        assertThat(answer)
                .doesNotContain(SECRET)
                .doesNotStartWith("HTTP/1.1 200")
                .matches("(?s)HTTP/1.1 [34].*");
    }

    @Test
    void anAbsolutePathIsBelowTheDirectory() throws Exception {
        assertThat(get(directory.resolve("secret.txt").toString()).statusCode()).isEqualTo(404);
    }

    @Test
    void aLinkWithinTheDirectoryIsFollowed() throws Exception {
        assertThat(get("/within.txt").body()).isEqualTo("1");
    }

    @Test
    void resourcesOfTheClassPathAreServedToo() throws Exception {
        assertThat(get("/library/client.js").body()).isEqualTo("export const answer = 42;\n");
        assertThat(get("/library").statusCode()).isEqualTo(404);
        assertThat(get("/library/../../beans.xml").statusCode()).isEqualTo(404);
    }

    @Test
    void aConnectionServesManyRequests() throws Exception {
        try (RawClient client = new RawClient(server.port())) {
            for (int i = 0; i < 300; i++) {
                client.send("HEAD /page.html HTTP/1.1\r\nHost: localhost\r\n\r\n");
                assertThat(client.readHeader()).startsWith("HTTP/1.1 200 ");
            }
        }
    }

    @Test
    void aRequestToUpgradeToSomethingElseIsAnOrdinaryOne() throws Exception {
        String answer =
                raw("GET /page.html HTTP/1.1\r\nHost: localhost\r\nConnection: Upgrade\r\nUpgrade: h2c\r\n\r\n");
        assertThat(answer).startsWith("HTTP/1.1 200 ").contains("text/html").endsWith("<p>ä</p>");
    }

    @Test
    void aBodyAfterAnUpgradeRequestIsNotParsedAsARequest() throws Exception {
        String answer = raw("POST / HTTP/1.1\r\nHost: localhost\r\nConnection: Upgrade\r\nUpgrade: websocket\r\n"
                + "Content-Length: 44\r\n\r\nGET /page.html HTTP/1.1\r\nHost: localhost\r\n\r\n");
        assertThat(answer).startsWith("HTTP/1.1 405 ").doesNotContain("200 OK");
    }

    @Test
    void webSocketsAreServedTogetherWithPages() throws Exception {
        try (TestClient client = TestClient.connect(server.uri("/ws"))) {
            assertThat(client.call("echo", "beside")).contains("beside");
        }
    }

    @Test
    void contentMustBeADirectory() {
        for (Path path : new Path[] {directory.resolve("secret.txt"), directory.resolve("nowhere")}) {
            assertThatThrownBy(() -> WebSocketServer.builder()
                            .port(0)
                            .handlers(EchoHandler.class)
                            .content(path)
                            .start())
                    .isInstanceOf(ServerStartException.class)
                    .hasMessageStartingWith("WEBSHOCKET-0103: content(...) needs a directory, but " + path);
        }
    }

    private static URI uri(String path) {
        return URI.create("http://localhost:" + server.port() + path);
    }

    private static HttpRequest request(String path) {
        return HttpRequest.newBuilder(uri(path)).build();
    }

    private static HttpResponse<String> get(String path) throws Exception {
        return HttpClient.newBuilder()
                .followRedirects(Redirect.NEVER)
                .build()
                .send(request(path), BodyHandlers.ofString());
    }

    private static String raw(String request) throws Exception {
        try (RawClient client = new RawClient(server.port())) {
            client.send(request);
            return client.readAll();
        }
    }
}
