package dev.webshocket.internal.cluster;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatNullPointerException;
import static org.awaitility.Awaitility.await;

import dev.webshocket.ChannelException;
import dev.webshocket.ClientConnection;
import dev.webshocket.ClusterConnections;
import dev.webshocket.Connections;
import dev.webshocket.RemoteConnection;
import dev.webshocket.RpcMethod;
import dev.webshocket.WebSocketHandler;
import dev.webshocket.internal.codec.Binding;
import dev.webshocket.internal.codec.SessionMessage.Hello;
import dev.webshocket.packet.Packet;
import dev.webshocket.packet.RpcResponse;
import dev.webshocket.spi.extension.Identity;
import dev.webshocket.support.EngineServer;
import dev.webshocket.support.RecordedLog;
import dev.webshocket.support.SessionSocket;
import dev.webshocket.support.TestCluster;
import dev.webshocket.support.WireClient;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The connections of three servers, and what servers of other versions say. */
@Tag("slow")
class ClusterConnectionsTest {

    private static final Duration PATIENCE = Duration.ofSeconds(20);

    @WebSocketHandler("/door/{name}")
    static class DoorHandler {

        @RpcMethod
        String uid(ClientConnection connection) {
            return connection.uid();
        }
    }

    @WebSocketHandler("/desk")
    static class DeskHandler {

        @RpcMethod
        String uid(ClientConnection connection) {
            return connection.uid();
        }
    }

    private final TestCluster.Shared shared = new TestCluster.Shared();
    private final List<AutoCloseable> open = new ArrayList<>();
    private final List<EngineServer> servers = new ArrayList<>();
    private final List<TestCluster> clusters = new ArrayList<>();
    private Connections connections;

    @BeforeEach
    void start() throws Exception {
        for (String id : List.of("one", "two", "three")) {
            TestCluster cluster = shared.join(id);
            EngineServer server = EngineServer.startWith(
                    environment -> environment
                            .cluster(cluster)
                            .credentials((token, connection) ->
                                    CompletableFuture.completedFuture(new Identity(token, List.of(), null))),
                    new DoorHandler(),
                    new DeskHandler());
            clusters.add(cluster);
            servers.add(server);
            open.add(server);
        }
        connections = servers.get(0).engine().clients();
    }

    @AfterEach
    void stop() throws Exception {
        for (AutoCloseable each : open) {
            each.close();
        }
    }

    private SessionSocket connect(int server, String path, SessionSocket.Wire wire, String user) throws Exception {
        SessionSocket socket = SessionSocket.connect(servers.get(server).uri(path), wire);
        open.add(0, socket);
        socket.send(new Hello(null, 0, List.of(), user));
        socket.welcome();
        socket.ack(0);
        return socket;
    }

    private static String uid(SessionSocket socket) throws Exception {
        return (String) socket.call("1", "uid").response();
    }

    private static <T> T get(CompletionStage<T> stage) throws Exception {
        return stage.toCompletableFuture().get(30, TimeUnit.SECONDS);
    }

    private ClusterConnections all() {
        return connections.cluster();
    }

    @ParameterizedTest
    @EnumSource
    void areCountedAndFoundOnAllServers(SessionSocket.Wire wire) throws Exception {
        assertThat(get(all().count())).isZero();
        String here = uid(connect(0, "/desk", wire, "ada"));
        String there = uid(connect(1, "/door/7", wire, "ada"));
        String third = uid(connect(2, "/desk", wire, null));

        assertThat(get(all().count())).isEqualTo(3);
        assertThat(connections.count()).isEqualTo(1);
        assertThat(get(all().find(here))).contains(new RemoteConnection(here, "one", "/desk", "ada", true));
        assertThat(get(all().find(there))).contains(new RemoteConnection(there, "two", "/door/7", "ada", true));
        assertThat(get(all().find(third))).contains(new RemoteConnection(third, "three", "/desk", null, true));
        assertThat(get(all().find("nobody"))).isEmpty();
        assertThat(get(all().ofUser("ada"))).extracting(RemoteConnection::uid).containsExactlyInAnyOrder(here, there);
        assertThat(get(all().ofUser("bob"))).isEmpty();
    }

    @ParameterizedTest
    @EnumSource
    void areSentToAndClosed(SessionSocket.Wire wire) throws Exception {
        SessionSocket here = connect(0, "/desk", wire, null);
        SessionSocket there = connect(1, "/desk", wire, null);
        Packet answer = Packet.rpc(new RpcResponse("7", null, null, false, false));
        for (SessionSocket socket : List.of(here, there)) {
            String uid = uid(socket);
            assertThat(get(all().send(uid, "hello"))).isTrue();
            assertThat(get(all().send(uid, Packet.broadcast("whole")))).isTrue();
            assertThat(get(all().send(uid, answer))).isTrue();
            assertThat(socket.packet()).isEqualTo(Packet.custom("hello"));
            assertThat(socket.packet()).isEqualTo(Packet.broadcast("whole"));
            assertThat(socket.packet()).isEqualTo(answer);
            assertThat(get(all().close(uid, 4321, "enough"))).isTrue();
            assertThat(socket.closeCode()).isEqualTo(4321);
            assertThat(socket.closeReason()).isEqualTo("enough");
            await().atMost(PATIENCE).until(() -> get(all().find(uid)).isEmpty());
            assertThat(get(all().close(uid, 4321, null))).isFalse();
            assertThat(get(all().send(uid, "late"))).isFalse();
        }
    }

    @ParameterizedTest
    @EnumSource
    void aMessageWithACallIsThatOfEachVersion(WireClient.Wire wire) throws Exception {
        Packet answer = Packet.rpc(new RpcResponse("7", null, null, false, false));
        try (WireClient old = WireClient.connect(servers.get(1).uri("/desk"), wire)) {
            String uid = (String) old.call("uid").response();
            assertThat(get(all().send(uid, answer))).isTrue();
            assertThat(get(all().send(uid, "next"))).isTrue();
            assertThat(old.response("7")).isEqualTo(answer.rpc());
            assertThat(old.packet()).isEqualTo(Packet.custom("next"));
        }
    }

    @Test
    void oneEndpointIsThatOfAllServers() throws Exception {
        String desk = uid(connect(1, "/desk", SessionSocket.Wire.JSON, "ada"));
        String door = uid(connect(2, "/door/7", SessionSocket.Wire.JSON, "ada"));
        ClusterConnections doors = connections.at("/door/{name}").cluster();
        assertThat(get(doors.count())).isEqualTo(1);
        assertThat(get(doors.ofUser("ada"))).extracting(RemoteConnection::uid).containsExactly(door);
        assertThat(get(doors.find(door))).isPresent();
        assertThat(get(doors.find(desk))).isEmpty();
        assertThat(get(doors.send(desk, "x"))).isFalse();
        assertThat(get(doors.close(desk, 1000, ""))).isFalse();
    }

    @Test
    void whatIsHereIsNotAskedElsewhere() throws Exception {
        String here = uid(connect(0, "/desk", SessionSocket.Wire.JSON, null));
        assertThat(get(all().find(here))).isPresent();
        assertThat(get(all().send(here, "x"))).isTrue();
        assertThat(get(all().close(here, 1000, ""))).isTrue();
        assertThat(shared.servers.questions).isEmpty();
    }

    @Test
    void withoutAClusterThereIsOneServer() throws Exception {
        try (EngineServer alone = EngineServer.start(new DeskHandler());
                SessionSocket socket = SessionSocket.open(alone.uri("/desk"), SessionSocket.Wire.JSON)) {
            String uid = uid(socket);
            String server = alone.engine().cluster().server();
            ClusterConnections single = alone.engine().clients().cluster();
            assertThat(get(single.count())).isEqualTo(1);
            assertThat(get(single.find(uid))).contains(new RemoteConnection(uid, server, "/desk", null, true));
            assertThat(get(single.send(uid, "hello"))).isTrue();
            assertThat(socket.packet()).isEqualTo(Packet.custom("hello"));
            assertThat(alone.engine().cluster().servers()).containsExactly(server);
            assertThat(alone.engine().cluster().isReady()).isTrue();
            assertThat(alone.engine().cluster().shards()).isEmpty();
            assertThat(alone.engine().cluster().lastCanary()).isEmpty();
            assertThat(alone.engine().cluster().queued()).isZero();
            assertThat(get(single.close(uid, 1000, null))).isTrue();
        }
    }

    @Test
    void theStateIsThatOfTheCluster() {
        assertThat(servers.get(1).engine().cluster().server()).isEqualTo("two");
    }

    @Test
    void mistakesAreReported() {
        Object onlyInJson = BigInteger.ONE.shiftLeft(100);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> all().send("nobody", onlyInJson))
                .withMessageContaining("no form on the wire");
        assertThatIllegalArgumentException().isThrownBy(() -> all().close("nobody", 1005, ""));
        assertThatNullPointerException().isThrownBy(() -> all().find(null));
        assertThatNullPointerException().isThrownBy(() -> all().ofUser(null));
        assertThatNullPointerException().isThrownBy(() -> all().send(null, "x"));
        assertThatNullPointerException().isThrownBy(() -> all().close(null, 1000, ""));
    }

    @Test
    void serversThatCannotBeAskedAreAnError() throws Exception {
        connect(1, "/desk", SessionSocket.Wire.JSON, null);
        shared.servers.failure = new IllegalStateException("secret of the engine");
        try (RecordedLog logged = RecordedLog.of("dev.webshocket")) {
            assertThatExceptionOfType(ExecutionException.class)
                    .isThrownBy(() -> get(all().count()))
                    .withCauseInstanceOf(ChannelException.class)
                    .satisfies(e -> assertThat(e.getCause())
                            .hasMessageContaining("WEBSHOCKET-0274")
                            .hasMessageNotContaining("secret"));
            assertThat(logged.records()).anyMatch(line -> RecordedLog.text(line).contains("WEBSHOCKET-0274"));
        }
        shared.servers.failure = null;
        assertThat(get(all().count())).isEqualTo(1);
    }

    @Test
    void aServerThatIsGoneIsLeftOut() throws Exception {
        connect(1, "/desk", SessionSocket.Wire.JSON, null);
        connect(2, "/desk", SessionSocket.Wire.JSON, null);
        clusters.get(1).servers.leave();
        assertThat(get(all().count())).isEqualTo(1);
    }

    @Test
    void aServerOfTheNextVersionIsUnderstoodAsFarAsItGoes() throws Exception {
        connect(1, "/desk", SessionSocket.Wire.JSON, null);
        shared.servers
                .join("next")
                .answer(question -> bytes("{\"format\":2,\"count\":7,\"more\":[1],\"connections\":["
                        + "{\"uid\":\"u\",\"server\":\"next\",\"path\":\"/desk\",\"linked\":true,\"since\":5},"
                        + "{\"uid\":\"no server\"},3]}"));
        assertThat(get(all().count())).isEqualTo(8);
        assertThat(get(all().ofUser("ada"))).containsExactly(new RemoteConnection("u", "next", "/desk", null, true));
        shared.servers.join("other").answer(question -> bytes("[]"));
        assertThat(get(all().count())).isEqualTo(8);
    }

    @Test
    void whatTheNextVersionAsksIsAnsweredAsFarAsItIsKnown() throws Exception {
        connect(0, "/desk", SessionSocket.Wire.JSON, null);
        TestCluster next = shared.join("next");
        assertThat(ask(next, "{\"format\":2,\"ask\":\"rooms\",\"room\":5}")).isEqualTo(ConnectionAnswer.NOTHING);
        assertThat(ask(next, "{\"format\":2,\"ask\":\"count\",\"region\":\"eu\"}"))
                .isEqualTo(counted(1));
        assertThat(ask(next, "{\"ask\":\"find\",\"uid\":7}")).isEqualTo(ConnectionAnswer.NOTHING);
        assertThat(ask(next, "{\"ask\":\"send\",\"uid\":\"u\"}")).isEqualTo(ConnectionAnswer.NOTHING);
        assertThat(ask(next, "{\"ask\":\"close\",\"uid\":\"u\",\"code\":1e40}")).isEqualTo(ConnectionAnswer.NOTHING);
    }

    @Test
    void whatCannotBeReadIsLoggedAndAnsweredWithNothing() throws Exception {
        TestCluster strange = shared.join("strange");
        try (RecordedLog logged = RecordedLog.of("dev.webshocket")) {
            assertThat(ask(strange, "{")).isEqualTo(ConnectionAnswer.NOTHING);
            assertThat(ask(strange, "{\"ask\":\"send\",\"uid\":\"u\",\"json\":\"{}\",\"messagePack\":\"?\"}"))
                    .isEqualTo(ConnectionAnswer.NOTHING);
            strange.servers.answer(question -> bytes("nonsense"));
            assertThat(get(all().count())).isZero();
            assertThat(logged.records()).anyMatch(line -> RecordedLog.text(line).contains("WEBSHOCKET-0275"));
        }
    }

    private static ConnectionAnswer counted(int count) {
        return ConnectionAnswer.counted(count);
    }

    /** Returns what all three servers have answered together. */
    private static ConnectionAnswer ask(TestCluster asking, String question) throws Exception {
        QuestionFormat format = new QuestionFormat(new Binding());
        ConnectionAnswer all = ConnectionAnswer.NOTHING;
        for (byte[] answer : get(asking.servers().ask(bytes(question), PATIENCE))) {
            all = all.and(format.answer(answer));
        }
        return all;
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    @Test
    void ofASessionAtTwoServersTheOneWithASocketCounts() {
        RemoteConnection old = new RemoteConnection("u", "one", "/desk", null, false);
        RemoteConnection now = new RemoteConnection("u", "two", "/desk", null, true);
        for (List<RemoteConnection> order : List.of(List.of(old, now), List.of(now, old))) {
            assertThat(ConnectionAnswer.found(order.stream().limit(1))
                            .and(ConnectionAnswer.found(order.stream().skip(1)))
                            .connections())
                    .containsExactly(now);
        }
    }
}
