package dev.webshocket.client;

import static org.assertj.core.api.Assertions.assertThat;

import dev.webshocket.ClientConnection;
import dev.webshocket.RpcMethod;
import dev.webshocket.WebSocketHandler;
import dev.webshocket.tyrus.WebSocketServer;
import java.net.URI;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The handshake requests the path and the query of the URI. */
@Tag("slow")
@Timeout(60)
class PathTest {

    private static WebSocketServer server;

    /** Returns a client's room. */
    @WebSocketHandler("/rooms/{room}")
    public static class RoomsHandler {

        @RpcMethod
        public String room(ClientConnection connection) {
            return connection.pathParameters().get("room");
        }

        @RpcMethod
        public String query(ClientConnection connection, String name) {
            return first(connection.query().get(name));
        }
    }

    /** A handler at the root path. */
    @WebSocketHandler("/")
    public static class RootHandler {

        @RpcMethod
        public String query(ClientConnection connection, String name) {
            return first(connection.query().get(name));
        }
    }

    private static String first(List<String> values) {
        return values == null ? null : values.get(0);
    }

    @BeforeAll
    static void start() {
        server = WebSocketServer.builder()
                .host("127.0.0.1")
                .port(0)
                .handlers(RoomsHandler.class, RootHandler.class)
                .start();
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    private static WebSocketClient connect(String target) {
        return WebSocketClient.connect(URI.create("ws://127.0.0.1:" + server.port() + target));
    }

    @ParameterizedTest
    @CsvSource({
        "/rooms/plain, plain",
        "/rooms/a%20b, a b",
        "/rooms/50%25, 50%",
        "/rooms/caf%C3%A9, café",
        "/rooms/café, café",
        "/rooms/a%3Fb, a?b",
        "/rooms/a%23b, a#b",
        "/rooms/a%2520b, a%20b",
        "/rooms/a+b, a+b"
    })
    void aPathKeepsItsEscapes(String path, String room) {
        try (WebSocketClient client = connect(path)) {
            assertThat(client.call("room", String.class)).isEqualTo(room);
        }
    }

    @ParameterizedTest
    @CsvSource({"a=b, b", "a=b%20c, b c", "a=50%25, 50%", "a=%2520, %20", "a=b%26c%3Dd&e=f, b&c=d", "a=%C3%A9, é"})
    void aQueryKeepsItsEscapes(String query, String value) {
        try (WebSocketClient client = connect("/rooms/a%20b?" + query)) {
            assertThat(client.call("query", String.class, "a")).isEqualTo(value);
            assertThat(client.call("room", String.class)).isEqualTo("a b");
        }
    }

    @Test
    void anEmptyPathBecomesTheRoot() {
        try (WebSocketClient client = connect("?a=b")) {
            assertThat(client.call("query", String.class, "a")).isEqualTo("b");
        }
        try (WebSocketClient client = connect("")) {
            assertThat(client.call("query", String.class, "a")).isNull();
            assertThat(client.uri()).hasPath("/");
        }
    }
}
