package dev.webshocket.tyrus;

import static org.assertj.core.api.Assertions.assertThat;

import dev.webshocket.ClientConnection;
import dev.webshocket.RpcMethod;
import dev.webshocket.WebSocketHandler;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Handshakes as bytes on the wire: which are served, and which are refused before the upgrade. */
@Tag("slow")
class HandshakeTest {

    /** Returns what it knows about its client. */
    @WebSocketHandler("/rooms/{room}")
    public static class RoomHandler {

        @RpcMethod
        public String query(ClientConnection connection, String name) {
            return connection.query().get(name).get(0);
        }

        @RpcMethod
        public String room(ClientConnection connection, String unused) {
            return connection.pathParameters().get("room") + " at " + connection.path();
        }
    }

    private RecordedLines log;
    private WebSocketServer server;

    @BeforeEach
    void start() {
        server = WebSocketServer.builder()
                .port(0)
                .handlers(EchoHandler.class, RoomHandler.class)
                .start();
        log = RecordedLines.ofEverything();
    }

    @AfterEach
    void stop() {
        log.close();
        server.close();
    }

    private static String head(String... lines) {
        return String.join("\r\n", lines) + "\r\n\r\n";
    }

    private String answer(String request) throws Exception {
        try (RawClient client = new RawClient(server.port())) {
            client.send(request);
            return client.readAll();
        }
    }

    /** Asserts that a request is answered with 400 and logged in at most one line. */
    private void assertBad(String request) throws Exception {
        assertThat(answer(request)).startsWith("HTTP/1.1 400 ");
        assertThat(log.lines()).singleElement().asString().startsWith("WEBSHOCKET-0237: ");
        assertThat(log.linesWithTraces()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "a={}, {}",
        "a=|, |",
        "a=^, ^",
        "a=%, %",
        "a=%zz, %zz",
        "a=100%25%, 100%%",
        "a=[1], [1]",
        "a=`, `",
        "a=<b>, <b>",
        "a=b#c, b#c",
        "a=%7B%7D, {}",
        "a=1+2, 1 2",
        "a=x?y=z, x?y=z",
        "a=%C3%A9, \u00e9"
    })
    void unescapedCharactersInAQueryAreServed(String query, String value) throws Exception {
        try (RawClient client = RawClient.upgraded(server.port(), "/rooms/5?" + query)) {
            assertThat(client.call("query", "a")).contains("\"response\":\"" + value + "\"");
        }
        assertThat(log.lines()).isEmpty();
    }

    @Test
    void quotesAndBackslashesInAQueryAreServed() throws Exception {
        try (RawClient client = RawClient.upgraded(server.port(), "/rooms/5?a=\"\\")) {
            assertThat(client.call("query", "a")).contains("\"response\":\"\\\"\\\\\"");
        }
    }

    @Test
    void bytesOfUtf8AreServedUnescapedToo() throws Exception {
        String target =
                new String("/rooms/\u00e9?a=\u00e8".getBytes(StandardCharsets.UTF_8), StandardCharsets.ISO_8859_1);
        try (RawClient client = RawClient.upgraded(server.port(), target)) {
            assertThat(client.call("query", "a")).contains("\"response\":\"\u00e8\"");
            assertThat(client.call("room", "")).contains("\u00e9 at /rooms/\u00e9");
        }
    }

    @ParameterizedTest
    @CsvSource({"a|b, a|b", "a%7Cb, a|b", "[x], [x]", "{room}, {room}", "5%, 5%", "a%2Fb, a/b", "..., ..."})
    void unescapedCharactersInAPathAreServed(String sent, String room) throws Exception {
        try (RawClient client = RawClient.upgraded(server.port(), "/rooms/" + sent)) {
            assertThat(client.call("room", "")).contains("\"" + room + " at /rooms/" + room + "\"");
        }
        assertThat(log.lines()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/rooms/",
                "/rooms/?a=1",
                "/rooms/;x",
                "/rooms//",
                "/rooms/%2e//",
                "/rooms/x/",
                "/rooms//x",
                "//rooms/x",
                "/rooms/../x",
                "/rooms/x/../../ws",
                "/rooms/.",
                "/rooms/%2e%2E",
                "/rooms/..;a/x",
                "/rooms/x%00",
                "/rooms/x%0d%0aINFO",
                "*",
                "rooms/x"
            })
    void anAmbiguousPathIsRefused(String path) throws Exception {
        assertBad(RawClient.handshake(path));
    }

    @ParameterizedTest
    @ValueSource(strings = {"/nowhere", "/rooms/x/y", "/rooms", "/"})
    void anUnknownPathIsNotFound(String path) throws Exception {
        assertThat(answer(RawClient.handshake(path).replace("\r\n\r\n", "\r\n" + "Connection: close\r\n\r\n")))
                .startsWith("HTTP/1.1 404 ");
        assertThat(log.lines()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "webshocket.v1 ,x",
                "x , webshocket.v1",
                "x,webshocket.v1,webshocket.v1.json",
                "webshocket.v1\t,\tx",
                "webshocket.v1"
            })
    void subprotocolsMayHaveSpacesAroundTheirCommas(String protocols) throws Exception {
        try (RawClient client = new RawClient(server.port())) {
            client.send(RawClient.handshake("/ws")
                    .replace("\r\n\r\n", "\r\nSec-WebSocket-Protocol: " + protocols + "\r\n\r\n"));
            assertThat(client.readHeader())
                    .startsWith("HTTP/1.1 101 ")
                    .containsIgnoringCase("\r\nsec-websocket-protocol: webshocket.v1\r\n");
        }
    }

    private static final String LINE = "GET /ws HTTP/1.1";
    private static final String HOST = "Host: localhost";
    private static final String UPGRADE = "Upgrade: websocket";
    private static final String CONNECTION = "Connection: Upgrade";
    private static final String KEY = "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==";
    private static final String VERSION = "Sec-WebSocket-Version: 13";

    private static String with(String more) {
        return head(LINE, HOST, UPGRADE, CONNECTION, KEY, VERSION, more);
    }

    @Test
    void theHandshakeOfTheseTestsIsValid() throws Exception {
        for (String more : List.of("X: y", "X:", "X: \t y z \u00fc", "Origin: http://localhost", "Content-Length: 0")) {
            try (RawClient client = new RawClient(server.port())) {
                client.send(with(more));
                assertThat(client.readHeader()).startsWith("HTTP/1.1 101 ");
            }
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Host: evil.example",
                "host: localhost",
                "Content-Length: 5",
                "Content-Length: 00",
                "Content-Length: +5",
                "Content-Length: 5, 5",
                "Transfer-Encoding: chunked",
                "Transfer-Encoding: identity",
                "Transfer-Encoding: xchunked",
                "Transfer-Encoding : chunked",
                "Expect: 100-continue",
                "Trailer: X",
                "Upgrade: h2c",
                "Upgrade: websocket",
                "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==",
                "X : y",
                "X\t: y",
                ": y",
                "X y: z",
                "X(y): z",
                "no colon",
                "X: a\u0000b",
                "X\u0000: b",
                "X: a\nY: b",
                "X: a\rY: b",
                "X: a\r Y: b",
                "X: a\u001b[31mb",
                "X: a\u007f",
                "X: a\r\n folded",
                "X: a\r\n\tfolded"
            })
    void anAmbiguousHeadIsRefused(String header) throws Exception {
        assertBad(with(header));
    }

    @Test
    void aContentLengthBesideATransferEncodingIsRefused() throws Exception {
        assertBad(with("Content-Length: 4\r\nTransfer-Encoding: chunked"));
        assertThat(answer(head("POST /page HTTP/1.1", HOST, "Content-Length: 4", "Transfer-Encoding: chunked", "X: y")))
                .startsWith("HTTP/1.1 400 ");
        assertThat(answer(head("POST /page HTTP/1.1", HOST, "Content-Length: 4", "Content-Length: 5")))
                .startsWith("HTTP/1.1 400 ");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "GET  /ws HTTP/1.1",
                "GET /ws  HTTP/1.1",
                "GET\t/ws HTTP/1.1",
                "GET /ws HTTP/1.1 ",
                "GET /ws\tHTTP/1.1",
                "GET /ws http/1.1",
                "GET /ws HTTP/1.10",
                "GET /ws HTTP/11",
                "GET /ws HTTP/1.0",
                "GET /ws HTTP/2.0",
                "GET /ws",
                "G\u0000T /ws HTTP/1.1",
                "GET /w\u0000s HTTP/1.1",
                "\r\nGET /ws HTTP/1.1",
                " GET /ws HTTP/1.1",
                "GET /ws HTTP/1.1\r\n folded"
            })
    void anInvalidRequestLineIsRefused(String line) throws Exception {
        assertBad(head(line, HOST, UPGRADE, CONNECTION, KEY, VERSION));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "x",
                "dGhlIHNhbXBsZSBub25jZ",
                "dGhlIHNhbXBsZSBub25jZQ",
                "dGhlIHNhbXBsZSBub25j",
                "dGhlIHNhbXBsZSBub25jZSBsb25nZXI=",
                "dGhlIHNhbXBsZSBub25jZQ==, dGhlIHNhbXBsZSBub25jZQ==",
                "*GhlIHNhbXBsZSBub25jZQ=="
            })
    void soIsAKeyThatHasNot16Bytes(String key) throws Exception {
        assertBad(head(LINE, HOST, UPGRADE, CONNECTION, "Sec-WebSocket-Key: " + key, VERSION));
    }

    @Test
    void anIncompleteHandshakeIsRefused() throws Exception {
        assertBad(head(LINE, HOST, UPGRADE, CONNECTION, VERSION));
    }

    @Test
    void aHandshakeWithoutConnectionUpgradeIsRefused() throws Exception {
        assertBad(head(LINE, HOST, UPGRADE, "Connection: keep-alive", KEY, VERSION));
    }

    @Test
    void aHandshakeWithoutAHostIsRefused() throws Exception {
        assertBad(head(LINE, UPGRADE, CONNECTION, KEY, VERSION));
    }

    @ParameterizedTest
    @ValueSource(strings = {"localhost, evil.example", "user@localhost", "localhost/x", "local host", "lo\\calhost"})
    void anInvalidHostIsRefused(String host) throws Exception {
        assertBad(head(LINE, "Host: " + host, UPGRADE, CONNECTION, KEY, VERSION));
    }

    @Test
    void aBareLineFeedEndsNoLine() throws Exception {
        assertBad(with("X: y").replace("\r\n", "\n"));
    }

    @Test
    void aHeadThatIsTooLongIsRefused() throws Exception {
        assertBad(with("X: " + "y".repeat(20_000)));
    }

    @Test
    void aHeadThatArrivesByteByByteIsServed() throws Exception {
        for (String more : List.of("X: y", "X : y")) {
            try (RawClient client = new RawClient(server.port())) {
                for (byte b : with(more).getBytes(StandardCharsets.ISO_8859_1)) {
                    try {
                        client.send(new byte[] {b});
                    } catch (java.io.IOException e) {
                        // Refused already.
                        break;
                    }
                }
                assertThat(client.readHeader()).startsWith(more.equals("X: y") ? "HTTP/1.1 101 " : "HTTP/1.1 400 ");
            }
        }
    }

    @Test
    void aHandshakeAfterAPageOnOneConnectionIsServed() throws Exception {
        String page = head("GET /missing HTTP/1.1", HOST);
        try (RawClient client = new RawClient(server.port())) {
            client.send(page + with("X: y"));
            assertThat(client.readHeader()).startsWith("HTTP/1.1 404 ");
            client.readBytes("404 Not Found".length());
            assertThat(client.readHeader()).startsWith("HTTP/1.1 101 ");
            assertThat(client.call("echo", "x")).contains("x");
        }
        try (RawClient client = new RawClient(server.port())) {
            client.send(page + with("X : y"));
            assertThat(client.readAll()).contains("HTTP/1.1 404 ", "HTTP/1.1 400 ");
        }
    }

    @Test
    void aTlsClientOfAPlainPortIsCutAtOnce() throws Exception {
        try (RawClient client = new RawClient(server.port())) {
            client.send(new byte[] {0x16, 3, 1, 2, 0, 1, 0, 1, (byte) 0xFC, 3, 3});
            assertThat(client.readAll()).startsWith("HTTP/1.1 400 ");
        }
        assertThat(log.lines()).singleElement().asString().contains("speaks TLS", "ws://");
    }

    @Test
    void clientInputCannotBreakALogLine() throws Exception {
        String evil = "\u001b[2K" + "%0d%0aINFO fake%zz".repeat(200);
        for (String request : List.of(
                RawClient.handshake("/rooms/5?a=" + evil.substring(4)),
                RawClient.handshake("/rooms/%0d%0aINFO%20fake"),
                with("X-Tyrus-Tracing-Threshold: fake threshold"),
                with("X-Tyrus-Tracing-Accept: yes"),
                with("Origin: http://fake\u00ad" + "x".repeat(5000)),
                with("Sec-WebSocket-Extensions: fake;;;=,,"),
                with("Sec-WebSocket-Version: fake"),
                with("X: " + evil))) {
            try (RawClient client = new RawClient(server.port())) {
                client.send(request);
                client.readHeader();
            }
        }
        assertThat(log.linesWithTraces()).isEmpty();
        assertThat(log.lines())
                .allSatisfy(line -> assertThat(line)
                        .hasSizeLessThan(1000)
                        .matches("\\p{Print}*")
                        .doesNotContain("INFO fake", "fake threshold"));
    }

    @Test
    void manyRefusalsCauseFewLogLines() throws Exception {
        long begin = System.nanoTime();
        for (int i = 0; i < 200; i++) {
            assertThat(answer(with("X : " + i))).startsWith("HTTP/1.1 400 ");
        }
        log.assertOneEachSecond("WEBSHOCKET-0237", begin);
    }

    @Test
    void aRefusedOriginIsLoggedWithTheCure() throws Exception {
        assertThat(answer(with("Origin: https://friend.example"))).startsWith("HTTP/1.1 403 ");
        assertThat(log.lines()).hasSize(1);
        assertThat(log.lines().get(0))
                .startsWith("WEBSHOCKET-0239: ")
                .contains("https://friend.example", "localhost")
                .contains("if the page is yours, add its origin to the setting allowedOrigins");
    }
}
