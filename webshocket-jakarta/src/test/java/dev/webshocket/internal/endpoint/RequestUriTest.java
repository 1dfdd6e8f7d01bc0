package dev.webshocket.internal.endpoint;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.webshocket.ClientConnection;
import dev.webshocket.RpcMethod;
import dev.webshocket.WebSocketHandler;
import dev.webshocket.support.EngineServer;
import dev.webshocket.support.WireClient;
import dev.webshocket.support.WireClient.Wire;
import java.net.URI;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class RequestUriTest {

    @WebSocketHandler("/t/{tenant}/u/{user}")
    static class Users {
        @RpcMethod
        Map<String, Object> facts(ClientConnection connection) {
            return Map.of("path", connection.path(), "parameters", connection.pathParameters());
        }
    }

    @WebSocketHandler("/plain")
    static class Plain {
        @RpcMethod
        Map<String, Object> facts(ClientConnection connection) {
            return Map.of("path", connection.path(), "parameters", connection.pathParameters());
        }
    }

    private static RequestUri of(String template, String uri) {
        return RequestUri.of(template, URI.create(uri), null);
    }

    @Test
    void aLonePercentSignInTheQueryIsKept() {
        RequestUri uri = RequestUri.of("/ws", URI.create("/ws"), "rate=5%&&x=%41");
        assertThat(uri.query()).isEqualTo(Map.of("rate", List.of("5%"), "x", List.of("A")));
    }

    @ParameterizedTest
    @CsvSource({
        "'a={}', {}",
        "a=|^, |^",
        "a=%zz, %zz",
        "a=%41%zz%42, A%zzB",
        "a=%4, %4",
        "a=%, %",
        "a=%%41, %A",
        "a=%\uff11\uff11, %\uff11\uff11",
        "a=1+2%2B3, 1 2+3",
        "a=%C3%A9\u00e9, \u00e9\u00e9",
        "a=%C3, \ufffd",
        "a=b=c, b=c"
    })
    void queriesAreDecodedAsInBrowsers(String query, String value) {
        assertThat(RequestUri.of("/ws", URI.create("/ws"), query).query()).isEqualTo(Map.of("a", List.of(value)));
    }

    @Test
    void aQueryThatTheContainerHasDecodedIsReadAsItWasSent() {
        URI sent = URI.create("/ws?a=1+2%2B3%26b%3D%2541");
        assertThat(RequestUri.of("/ws", sent, "a=1+2+3&b=%41").query()).isEqualTo(Map.of("a", List.of("1 2+3&b=%41")));
        assertThat(RequestUri.of("/ws", sent, sent.getRawQuery()).query())
                .isEqualTo(Map.of("a", List.of("1 2+3&b=%41")));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/a/1/b/2",
                "/app/a/1/b/2",
                "/app/a/1/b/2?x=3&z=4",
                "ws://host:80/app/a/1/b/2",
                "/app//a/./1/0/../b/2/",
                "/app/a;jsessionid=5/1/b/2"
            })
    void thePathIsThatBelowTheContextRootWithTheValuesOfVariables(String sent) {
        RequestUri uri = of("/a/{x}/b/{y}", sent);
        assertThat(uri.path()).isEqualTo("/a/1/b/2");
        assertThat(uri.parameters()).isEqualTo(Map.of("x", "1", "y", "2"));
        assertThat(uri.query()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "/rooms/%7Broom%7D, {room}",
        "/rooms/a%2Fb, a/b",
        "/rooms/a+b%20c, a+b c",
        "/rooms/%C3%A9, é",
        "/rooms/%2541, %41",
        "/rooms/a;b=c, a;b=c"
    })
    void aSegmentIsDecodedOnce(String sent, String room) {
        assertThat(of("/rooms/{room}", sent).parameters()).isEqualTo(Map.of("room", room));
        assertThat(of("/rooms/{room}", sent).path()).isEqualTo("/rooms/" + room);
    }

    @Test
    void theRootHasNoSegments() {
        assertThat(of("/", "/app/").path()).isEqualTo("/");
        assertThat(of("/", "").path()).isEqualTo("/");
    }

    @ParameterizedTest
    @ValueSource(strings = {"/rooms/", "/rooms/5/..", "/rooms/5/%2e%2e", "/rooms", "/", "/room/5"})
    void aPathThatDoesNotMatchTheTemplateIsRefused(String sent) {
        assertThatThrownBy(() -> of("/rooms/{room}", sent))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("/rooms/{room}");
    }

    @ParameterizedTest
    @CsvSource({
        "/t/acme/u/bob?tenant=evil&user=admin, acme, bob",
        "/t/%7Btenant%7D/u/bob?tenant=evil, {tenant}, bob",
        "/t/acme/u/%7Btenant%7D, acme, {tenant}",
        "/t/%7Buser%7D/u/bob, {user}, bob",
        "/t/a%20b/u/c%2Fd, a b, c/d",
        "/t/a/u/b%2Ft%2Fevil%2Fu%2Fadmin, a, b/t/evil/u/admin"
    })
    void aClientCannotChooseThePathByTheQuery(String sent, String tenant, String user) throws Exception {
        try (EngineServer server = EngineServer.start(new Users());
                WireClient client = WireClient.connect(server.uri(sent), Wire.MSGPACK)) {
            assertThat(client.call("facts").response())
                    .isEqualTo(Map.of(
                            "path",
                            "/t/" + tenant + "/u/" + user,
                            "parameters",
                            Map.of("tenant", tenant, "user", user)));
        }
    }

    @Test
    void thePathWithoutVariablesHasNoParameters() throws Exception {
        try (EngineServer server = EngineServer.start(new Plain());
                WireClient client = WireClient.connect(server.uri("/plain?a=b"), Wire.MSGPACK)) {
            assertThat(client.call("facts").response()).isEqualTo(Map.of("path", "/plain", "parameters", Map.of()));
        }
    }
}
