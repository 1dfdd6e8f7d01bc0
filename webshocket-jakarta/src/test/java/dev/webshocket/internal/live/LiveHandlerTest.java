package dev.webshocket.internal.live;

import static org.assertj.core.api.Assertions.assertThat;

import dev.webshocket.ClientConnection;
import dev.webshocket.LiveFigures;
import dev.webshocket.LiveHandler;
import dev.webshocket.NonBlocking;
import dev.webshocket.RpcException;
import dev.webshocket.RpcMethod;
import dev.webshocket.WebSocketHandler;
import dev.webshocket.WebshocketSettings;
import dev.webshocket.internal.codec.SessionMessage.Hello;
import dev.webshocket.packet.RpcResponse;
import dev.webshocket.spi.extension.Identity;
import dev.webshocket.support.EngineServer;
import dev.webshocket.support.FakeConnections;
import dev.webshocket.support.RecordedLog;
import dev.webshocket.support.SessionSocket;
import dev.webshocket.support.WireClient;
import dev.webshocket.support.WireClient.Wire;
import jakarta.annotation.security.RolesAllowed;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Flow;
import java.util.function.Predicate;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Handlers that tell how the application is doing, over real sockets. */
@Tag("slow")
class LiveHandlerTest {

    @WebSocketHandler("/live")
    static class Live extends LiveHandler {

        @RpcMethod("wrong")
        Flow.Publisher<LiveFigures> wrong() {
            return live(FakeConnections.of("fake"));
        }
    }

    @WebSocketHandler("/live")
    @RolesAllowed("operator")
    static class Guarded extends LiveHandler {}

    @WebSocketHandler("/ws")
    static class Work {

        @RpcMethod
        @NonBlocking
        int add(int a, int b) {
            return a + b;
        }

        @RpcMethod
        void fail() throws RpcException {
            throw new RpcException(4711, "no");
        }

        @RpcMethod
        void join(String[] channels, ClientConnection connection) {
            connection.subscribe(channels);
        }

        @RpcMethod
        Flow.Publisher<LiveFigures> watch(ClientConnection connection) {
            return ((LiveFigures.Source) connection).liveFigures();
        }
    }

    private static WireClient connect(EngineServer server, String path, Wire wire) {
        return WireClient.connect(server.uri(path), wire);
    }

    /** Reads figures until some are as wanted. */
    private static Map<?, ?> figures(WireClient watcher, Predicate<Map<?, ?>> wanted) throws InterruptedException {
        for (int i = 0; i < 30; i++) {
            RpcResponse next = watcher.response();
            assertThat(next.error()).isNull();
            Map<?, ?> figures = (Map<?, ?>) next.response();
            if (wanted.test(figures)) {
                return figures;
            }
        }
        throw new AssertionError("no such figures");
    }

    @ParameterizedTest
    @EnumSource(Wire.class)
    void theFiguresAreThoseOfAllEndpoints(Wire wire) throws Exception {
        try (EngineServer server = EngineServer.start(new Live(), new Work());
                WireClient watcher = connect(server, "/live", wire);
                WireClient worker = connect(server, "/ws", wire);
                WireClient other = connect(server, "/ws", wire)) {
            worker.call("join", List.of("news.1", "news.2"));
            other.call("join", List.of("news.2", "room.*"));
            worker.call("add", 1, 2);
            worker.call("fail");
            worker.call("unknown");
            watcher.request("live", List.of(), Map.of());
            Map<?, ?> figures = figures(watcher, each -> each.get("calls").equals(5L));
            assertThat(figures.get("connections")).isEqualTo(3L);
            assertThat(figures.get("suspended")).isEqualTo(0L);
            assertThat(((Number) figures.get("p50")).doubleValue()).isPositive();
            assertThat(((Number) figures.get("p99")).doubleValue())
                    .isGreaterThanOrEqualTo(((Number) figures.get("p50")).doubleValue());
            assertThat((List<?>) figures.get("errors"))
                    .extracting(each -> ((Map<?, ?>) each).get("code"), each -> ((Map<?, ?>) each).get("count"))
                    .containsExactlyInAnyOrder(
                            org.assertj.core.groups.Tuple.tuple(4711L, 1L),
                            org.assertj.core.groups.Tuple.tuple(-32601L, 1L));
            assertThat(figures.get("channels"))
                    .isEqualTo(List.of(
                            Map.of("name", "news.2", "subscribers", 2L), Map.of("name", "news.1", "subscribers", 1L)));
        }
    }

    @Test
    void subscribersByPatternCountInTheChannelsThatHaveANamedOne() throws Exception {
        try (EngineServer server = EngineServer.start(new Live(), new Work());
                WireClient watcher = connect(server, "/live", Wire.JSON);
                WireClient named = connect(server, "/ws", Wire.JSON);
                WireClient all = connect(server, "/ws", Wire.MSGPACK)) {
            named.call("join", List.of("room.1", "news"));
            all.call("join", List.of("room.*"));
            watcher.request("live", List.of(), Map.of());
            Map<?, ?> figures = figures(watcher, each -> each.get("connections").equals(3L));
            assertThat(figures.get("channels"))
                    .isEqualTo(List.of(
                            Map.of("name", "room.1", "subscribers", 2L), Map.of("name", "news", "subscribers", 1L)));
        }
    }

    @Test
    void atMostTwentyChannelsAreTold() throws Exception {
        String[] names = new String[25];
        for (int i = 0; i < names.length; i++) {
            names[i] = "c" + (10 + i);
        }
        try (EngineServer server = EngineServer.start(new Live(), new Work());
                WireClient watcher = connect(server, "/live", Wire.JSON);
                WireClient worker = connect(server, "/ws", Wire.JSON);
                WireClient other = connect(server, "/ws", Wire.JSON)) {
            worker.call("join", List.of(names));
            other.call("join", List.of("c34"));
            watcher.request("live", List.of(), Map.of());
            List<?> channels = (List<?>)
                    figures(watcher, each -> each.get("connections").equals(3L)).get("channels");
            assertThat(channels).hasSize(20).first().isEqualTo(Map.of("name", "c34", "subscribers", 2L));
            assertThat(channels).element(1).isEqualTo(Map.of("name", "c10", "subscribers", 1L));
        }
    }

    @Test
    void connectionsThatWaitForTheirClientAreSuspended() throws Exception {
        try (EngineServer server = EngineServer.start(new Live(), new Work());
                WireClient watcher = connect(server, "/live", Wire.JSON);
                SessionSocket cut = SessionSocket.open(server.uri("/ws"), SessionSocket.Wire.JSON)) {
            cut.cut();
            watcher.request("live", List.of(), Map.of());
            Map<?, ?> figures = figures(watcher, each -> each.get("suspended").equals(1L));
            assertThat(figures.get("connections")).isEqualTo(2L);
        }
    }

    @Test
    void whoCancelsGetsNoMore() throws Exception {
        try (EngineServer server = EngineServer.start(new Live(), new Work());
                WireClient first = connect(server, "/live", Wire.JSON);
                WireClient second = connect(server, "/live", Wire.JSON)) {
            String id = first.request("live", List.of(), Map.of());
            first.response();
            first.cancel(id);
            // A cancelled call has ended, and counts.
            second.request("live", List.of(), Map.of());
            figures(second, each -> each.get("calls").equals(1L));
            int had = first.packets().size();
            second.response();
            second.response();
            assertThat(first.packets()).hasSize(had);
        }
    }

    @Test
    void theRoleOfTheHandlerIsRequired() throws Exception {
        try (EngineServer server = EngineServer.startWith(
                        environment -> environment.credentials((token, connection) ->
                                CompletableFuture.completedFuture(new Identity("ada", List.of(token), null))),
                        new Guarded(),
                        new Work());
                SessionSocket user = as(server, "user");
                SessionSocket operator = as(server, "operator");
                WireClient stranger = connect(server, "/live", Wire.JSON)) {
            assertThat(stranger.call("live").error()).isEqualTo(-32002);
            assertThat(user.call("1", "live").error()).isEqualTo(-32002);
            RpcResponse first = operator.call("1", "live");
            assertThat(first.stream()).isTrue();
            assertThat(((Map<?, ?>) first.response()).get("connections")).isEqualTo(3L);
        }
    }

    private static SessionSocket as(EngineServer server, String role) throws InterruptedException {
        SessionSocket socket = SessionSocket.connect(server.uri("/live"), SessionSocket.Wire.JSON);
        socket.send(new Hello(null, 0, List.of(), role));
        socket.welcome();
        socket.ack(0);
        return socket;
    }

    @Test
    void withoutSuchAHandlerNothingIsCounted() throws Exception {
        try (RecordedLog log = RecordedLog.of("dev.webshocket");
                EngineServer server = EngineServer.start(new Work());
                WireClient client = connect(server, "/ws", Wire.JSON)) {
            assertThat(client.call("watch").error()).isEqualTo(-32603);
            assertThat(log.records()).anyMatch(entry -> thrown(entry.getThrown(), "WEBSHOCKET-0293"));
        }
    }

    @Test
    void theFiguresNeedAConnectionOfTheEngine() throws Exception {
        try (RecordedLog log = RecordedLog.of("dev.webshocket");
                EngineServer server = EngineServer.start(new Live());
                WireClient client = connect(server, "/live", Wire.JSON)) {
            assertThat(client.call("wrong").error()).isEqualTo(-32603);
            assertThat(log.records()).anyMatch(entry -> thrown(entry.getThrown(), "WEBSHOCKET-0291"));
        }
    }

    private static boolean thrown(Throwable failure, String code) {
        return failure != null && String.valueOf(failure.getMessage()).startsWith(code);
    }

    @Test
    void watchersDoNotHoldUpTheEndOfTheApplication() throws Exception {
        // Longer than the test waits.
        Duration grace = Duration.ofMinutes(2);
        EngineServer server = EngineServer.start(
                WebshocketSettings.builder().shutdownGrace(grace).build(), new Live());
        try (WireClient watcher = connect(server, "/live", Wire.JSON)) {
            watcher.request("live", List.of(), Map.of());
            watcher.response();
            server.engine().close();
            assertThat(watcher.closeCode()).isEqualTo(1001);
            assertThat(watcher.packets()).anyMatch(packet -> packet.rpc() instanceof RpcResponse last && last.end());
        } finally {
            server.close();
        }
    }
}
