package dev.webshocket.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.webshocket.RpcItems;
import dev.webshocket.RpcMethod;
import dev.webshocket.WebSocketHandler;
import dev.webshocket.support.EngineServer;
import jakarta.json.JsonObject;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** A client checks results as strictly as a server checks arguments, except that it accepts unknown members. */
@Timeout(60)
public class ClientResultTypesTest {

    public record Point(int x, int y) {}

    public record Path(List<Point> points) {}

    @WebSocketHandler("/ws")
    static class Handler {

        @RpcMethod
        Object echo(Object value) {
            return value;
        }

        @RpcMethod
        Stream<Object> items(List<Object> values) {
            return values.stream();
        }
    }

    interface Remote {
        @RpcMethod
        Path echo(Object value);
    }

    private EngineServer server;
    private WebSocketClient client;

    @BeforeEach
    void connect() throws Exception {
        server = EngineServer.start(new Handler());
        client = WebSocketClient.connect(server.uri("/ws"));
    }

    @AfterEach
    void close() {
        client.close();
        server.close();
    }

    @Test
    void mismatchesAreReportedWithTheirPath() {
        Object unfit = Map.of("points", List.of(Map.of("x", 1, "y", 2), 5));

        assertUnfit(() -> client.call("echo", Path.class, unfit), "points[1]: a number is no Point");
        assertUnfit(() -> client.sendRpc("echo", unfit).data(Path.class), "points[1]: a number is no Point");
        assertUnfit(() -> client.proxy(Remote.class).echo(unfit), "points[1]: a number is no Point");
        assertUnfit(
                () -> client.call("echo", Path.class, Map.of("points", List.of(Map.of("x", "1", "y", 2)))),
                "points[0].x: a string is no int");
    }

    @Test
    void aListIsNotReadAsAJsonObject() {
        assertUnfit(() -> client.call("echo", JsonObject.class, List.of(1)), "a list is no JsonObject");
        assertThat(client.call("echo", JsonObject.class, Map.of("k", 1)).getInt("k"))
                .isEqualTo(1);
    }

    @Test
    void itemsAreCheckedToo() {
        try (RpcItems<Point> items =
                client.streamRpc("items", Point.class, List.of(Map.of("x", 1, "y", 2), Map.of("x", 1)))) {
            var each = items.iterator();
            assertThat(each.next()).isEqualTo(new Point(1, 2));
            assertUnfit(each::next, "y is missing");
        }
    }

    @Test
    void resultsMayHaveMoreMembers() {
        assertThat(client.call("echo", Point.class, Map.of("x", 1, "y", 2, "z", List.of(3))))
                .isEqualTo(new Point(1, 2));
    }

    private static void assertUnfit(Runnable call, String message) {
        assertThatExceptionOfType(ClientException.class)
                .isThrownBy(call::run)
                .withMessageContaining(message)
                .satisfies(e -> assertThat(e.code()).isEqualTo("WEBSHOCKET-0334"));
    }
}
