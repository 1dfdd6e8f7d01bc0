package dev.webshocket.internal.endpoint;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.webshocket.ClientConnection;
import dev.webshocket.Connections;
import dev.webshocket.OnConnect;
import dev.webshocket.OnDisconnect;
import dev.webshocket.RpcException;
import dev.webshocket.RpcMethod;
import dev.webshocket.WebSocketHandler;
import dev.webshocket.internal.codec.SessionMessage.Hello;
import dev.webshocket.internal.codec.SessionMessage.Refresh;
import dev.webshocket.internal.codec.SessionMessage.Refreshed;
import dev.webshocket.internal.codec.SessionMessage.Resumed;
import dev.webshocket.internal.codec.SessionMessage.Welcome;
import dev.webshocket.packet.Packet;
import dev.webshocket.packet.RpcResponse;
import dev.webshocket.support.EngineServer;
import dev.webshocket.support.SessionSocket;
import dev.webshocket.support.SessionSocket.Wire;
import dev.webshocket.support.WireClient;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The connections of an engine, and the index of them by their users. */
class EngineConnectionsTest {

    /** A handler that looks for its own connections in its callbacks. */
    @WebSocketHandler("/door/{name}")
    static class DoorHandler {

        Connections all;
        final CompletableFuture<Boolean> foundAtConnect = new CompletableFuture<>();
        final CompletableFuture<Boolean> foundAtDisconnect = new CompletableFuture<>();

        @OnConnect
        void connected(ClientConnection connection) {
            foundAtConnect.complete(all.find(connection.uid()).isPresent());
            if (connection.pathParameters().get("name").equals("closed")) {
                throw new RpcException("closed");
            }
        }

        @OnDisconnect
        void disconnected(ClientConnection connection) {
            foundAtDisconnect.complete(all.find(connection.uid()).isPresent());
        }

        @RpcMethod
        String uid(ClientConnection connection) {
            return connection.uid();
        }
    }

    private final BadgeHandler badges = new BadgeHandler();
    private final DoorHandler door = new DoorHandler();
    private EngineServer server;
    private Connections connections;

    @BeforeEach
    void start() throws Exception {
        server = EngineServer.startWith(environment -> environment.credentials(badges.check()), badges, door);
        connections = server.engine().clients();
        door.all = connections;
    }

    @AfterEach
    void stop() {
        server.close();
    }

    private SessionSocket badge(Wire wire, String token) {
        SessionSocket socket = SessionSocket.connect(server.uri("/badge"), wire);
        socket.send(new Hello(null, 0, List.of(), token));
        return socket;
    }

    private Welcome welcome(SessionSocket socket) throws InterruptedException {
        Welcome welcome = socket.welcome();
        socket.ack(0);
        assertThat(socket.call("1", "me").error()).isNull();
        return welcome;
    }

    private int toUser(String name, Object data) {
        return server.engine().channels().toUser(name, data);
    }

    @ParameterizedTest
    @EnumSource
    void aMessageToAUserReachesAllItsConnections(Wire wire) throws Exception {
        try (SessionSocket phone = badge(wire, "ada:staff:60");
                SessionSocket laptop = badge(Wire.JSON, "ada:guest:60");
                SessionSocket bob = badge(wire, "bob:staff:60");
                WireClient nobody = WireClient.connect(server.uri("/badge"), WireClient.Wire.MSGPACK)) {
            for (SessionSocket socket : new SessionSocket[] {phone, laptop, bob}) {
                welcome(socket);
            }

            assertThat(toUser("ada", Map.of("text", "hi"))).isEqualTo(2);
            assertThat(toUser("carol", "hi")).isZero();
            Packet whole = new Packet(Packet.custom("").source(), "whole", null, null, 5.0, "c-1");
            assertThat(toUser("ada", whole)).isEqualTo(2);

            for (SessionSocket socket : new SessionSocket[] {phone, laptop}) {
                assertThat(socket.packet()).isEqualTo(Packet.custom(Map.of("text", "hi")));
                assertThat(socket.packet()).isEqualTo(whole);
            }
            // What was queued before the answer to a call arrives before it.
            assertThat(bob.call("2", "me").response()).isEqualTo("bob");
            assertThat(nobody.call("me").response()).isNull();
            assertThat(nobody.packets()).isEmpty();
            assertThat(connections.ofUser("ada"))
                    .hasSize(2)
                    .allSatisfy(connection -> assertThat(
                                    connection.principal().orElseThrow().getName())
                            .isEqualTo("ada"));
            assertThat(connections.ofUser("carol")).isEmpty();
            assertThatThrownBy(() -> connections.ofUser("ada").clear())
                    .isInstanceOf(UnsupportedOperationException.class);
        }
    }

    @ParameterizedTest
    @EnumSource
    void theNameStaysWhenTheCredentialIsRefreshedAndWhileTheClientIsAway(Wire wire) throws Exception {
        try (SessionSocket first = badge(wire, "ada:staff:60")) {
            Welcome welcome = welcome(first);
            first.send(new Refresh("ada:guest:60"));
            assertThat(((Refreshed) first.session()).error()).isNull();
            first.send(new Refresh("bob:guest:60"));
            assertThat(((Refreshed) first.session()).error()).isEqualTo(-32002);
            assertThat(connections.ofUser("ada")).hasSize(1);
            assertThat(connections.ofUser("bob")).isEmpty();

            first.cut();
            await().atMost(Duration.ofSeconds(20))
                    .until(() ->
                            !connections.find(welcome.session()).orElseThrow().isLinked());
            assertThat(toUser("ada", "while away")).isEqualTo(1);
            // The call and both answers to the refreshes have come.
            try (SessionSocket second = SessionSocket.connect(server.uri("/badge"), wire)) {
                second.send(new Hello(welcome.resume(), 3, List.of(), "ada:staff:60"));
                assertThat(second.welcome().resumed()).isEqualTo(Resumed.ALL);
                assertThat(second.packet()).isEqualTo(Packet.custom("while away"));
                assertThat(toUser("ada", "again")).isEqualTo(1);
                assertThat(second.packet()).isEqualTo(Packet.custom("again"));
            }
        }
        await().atMost(Duration.ofSeconds(20)).until(() -> server.engine().connections() == 0);
        assertThat(connections.ofUser("ada")).isEmpty();
        assertThat(toUser("ada", "gone")).isZero();
    }

    @Test
    void aMessageToAUserIsEncodedOnceForEachEncoding() throws Exception {
        AtomicInteger encodings = new AtomicInteger();
        try (SessionSocket one = badge(Wire.JSON, "ada:staff:60");
                SessionSocket two = badge(Wire.JSON, "ada:staff:60");
                SessionSocket three = badge(Wire.MSGPACK, "ada:staff:60")) {
            for (SessionSocket socket : new SessionSocket[] {one, two, three}) {
                welcome(socket);
            }
            assertThat(toUser("ada", new CountedBean(encodings))).isEqualTo(3);
            assertThat(encodings).hasValue(2);
            for (SessionSocket socket : new SessionSocket[] {one, two, three}) {
                assertThat(socket.packet().data()).isEqualTo(Map.of("value", 7L));
            }
        }
    }

    public static final class CountedBean {

        private final AtomicInteger reads;

        CountedBean(AtomicInteger reads) {
            this.reads = reads;
        }

        public int getValue() {
            reads.incrementAndGet();
            return 7;
        }
    }

    @Test
    void whatCannotBeEncodedReachesNobody() throws Exception {
        List<Object> itself = new ArrayList<>();
        itself.add(itself);
        try (SessionSocket ada = badge(Wire.JSON, "ada:staff:60")) {
            Welcome welcome = welcome(ada);
            assertThatThrownBy(() -> toUser("ada", itself))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageContaining("no form on the wire");
            assertThatThrownBy(() -> connections.send(welcome.session(), itself))
                    .isInstanceOf(IllegalArgumentException.class);
            assertThat(ada.call("2", "me").response()).isEqualTo("ada");
        }
    }

    @ParameterizedTest
    @EnumSource
    void connectionsAreFoundCountedSentToAndClosed(Wire wire) throws Exception {
        assertThat(connections.count()).isZero();
        try (SessionSocket ada = badge(wire, "ada:staff:60");
                SessionSocket visitor = SessionSocket.open(server.uri("/door/open"), wire);
                WireClient old = WireClient.connect(server.uri("/door/old"), WireClient.Wire.JSON)) {
            String uid = welcome(ada).session();
            String visitors = (String) visitor.call("1", "uid").response();
            String olds = (String) old.call("uid").response();

            assertThat(connections.count()).isEqualTo(3);
            assertThat(connections.list()).map(ClientConnection::uid).containsExactlyInAnyOrder(uid, visitors, olds);
            assertThat(connections.stream().filter(ClientConnection::isLinked)).hasSize(3);
            assertThat(connections.find(olds)).map(ClientConnection::path).contains("/door/old");
            assertThat(connections.find("nonsense")).isEmpty();

            assertThat(connections.send(olds, "one")).isTrue();
            assertThat(old.packet()).isEqualTo(Packet.custom("one"));
            assertThat(connections.send(visitors, Packet.broadcast("two"))).isTrue();
            assertThat(visitor.packet()).isEqualTo(Packet.broadcast("two"));
            assertThat(connections.send("nonsense", "x")).isFalse();

            Connections doors = connections.at("/door/{name}");
            assertThat(doors.count()).isEqualTo(2);
            assertThat(doors.find(uid)).isEmpty();
            assertThat(doors.send(uid, "x")).isFalse();
            assertThat(doors.close(uid, 1000, "")).isFalse();
            assertThat(doors.ofUser("ada")).isEmpty();
            assertThat(doors.at("/badge").list()).map(ClientConnection::uid).containsExactly(uid);
            assertThat(server.engine().channels().at("/door/{name}").toUser("ada", "x"))
                    .isZero();

            assertThat(connections.close(visitors, 4321, "enough")).isTrue();
            assertThat(visitor.closeCode()).isEqualTo(4321);
            assertThat(visitor.closeReason()).isEqualTo("enough");
            await().atMost(Duration.ofSeconds(20)).until(() -> connections.count() == 2);
            assertThat(connections.close(visitors, 4321, "enough")).isFalse();
        }
    }

    @Test
    void aMessageWithACallIsTheOneOfEachVersion() throws Exception {
        Packet answer = Packet.rpc(new RpcResponse("7", null, null, false, false));
        try (SessionSocket two = SessionSocket.open(server.uri("/door/two"), Wire.JSON);
                WireClient one = WireClient.connect(server.uri("/door/one"), WireClient.Wire.JSON_TEXT)) {
            assertThat(connections.send((String) two.call("1", "uid").response(), answer))
                    .isTrue();
            assertThat(connections.send((String) one.call("uid").response(), answer))
                    .isTrue();
            assertThat(two.packet()).isEqualTo(answer);
            assertThat(one.packet()).isEqualTo(answer);
        }
    }

    @Test
    void callbacksDoNotFindTheirOwnConnection() throws Exception {
        try (SessionSocket visitor = SessionSocket.open(server.uri("/door/open"), Wire.JSON)) {
            visitor.call("1", "uid");
            assertThat(door.foundAtConnect.get(20, TimeUnit.SECONDS)).isFalse();
            assertThat(connections.count()).isEqualTo(1);
        }
        assertThat(door.foundAtDisconnect.get(20, TimeUnit.SECONDS)).isFalse();
    }

    @Test
    void aRefusedClientIsNeverFound() throws Exception {
        try (WireClient refused = WireClient.connect(server.uri("/door/closed"), WireClient.Wire.JSON)) {
            assertThat(refused.closeCode()).isEqualTo(1008);
            assertThat(connections.count()).isZero();
        }
    }

    @Test
    void mistakesAreReported() {
        assertThatThrownBy(() -> connections.at("/door/7"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("there is no endpoint at /door/7, but at [/badge, /door/{name}]");
        assertThatThrownBy(() -> connections.close("nonsense", 1005, ""))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("1005");
        assertThatThrownBy(() -> connections.find(null)).isInstanceOf(NullPointerException.class);
        assertThatThrownBy(() -> connections.ofUser(null)).isInstanceOf(NullPointerException.class);
        assertThatThrownBy(() -> toUser(null, "x")).isInstanceOf(NullPointerException.class);
    }

    @Test
    void afterTheEngineHasClosedThereAreNone() throws Exception {
        try (SessionSocket ada = badge(Wire.JSON, "ada:staff:60")) {
            welcome(ada);
            server.engine().close();
            assertThat(connections.list()).isEmpty();
            assertThat(connections.ofUser("ada")).isEmpty();
            assertThat(toUser("ada", "x")).isZero();
        }
    }
}
