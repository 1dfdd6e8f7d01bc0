package dev.webshocket.internal.channel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.awaitility.Awaitility.await;

import dev.webshocket.ChannelException;
import dev.webshocket.ChannelRules;
import dev.webshocket.Channels;
import dev.webshocket.ClientConnection;
import dev.webshocket.Recipients;
import dev.webshocket.RpcMethod;
import dev.webshocket.WebSocketHandler;
import dev.webshocket.internal.codec.Envelope;
import dev.webshocket.internal.codec.SessionMessage.Hello;
import dev.webshocket.internal.concurrent.ContainerThread;
import dev.webshocket.packet.Packet;
import dev.webshocket.packet.RpcResponse;
import dev.webshocket.spi.extension.Audience;
import dev.webshocket.spi.extension.Identity;
import dev.webshocket.support.EngineServer;
import dev.webshocket.support.RecordedLog;
import dev.webshocket.support.SessionSocket;
import dev.webshocket.support.TestCluster;
import dev.webshocket.support.WireClient;
import dev.webshocket.support.WireClient.Wire;
import java.math.BigInteger;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Two servers whose log carries the messages of each to the connections of the other. */
@Tag("slow")
class SharedChannelsTest {

    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final ChannelRules RULES = ChannelRules.builder()
            .channel("room.*", rule -> rule.history(100, Duration.ofHours(1)))
            .build();

    /** Another endpoint. */
    @WebSocketHandler("/side")
    static class SideHandler {

        @RpcMethod
        void subscribe(ClientConnection connection, List<String> names) {
            connection.subscribe(names.toArray(String[]::new));
        }
    }

    private final TestCluster.Shared shared = new TestCluster.Shared();
    private final TestCluster cluster = shared.join("one");
    private final List<AutoCloseable> open = new ArrayList<>();
    private final ChatHandler handler = new ChatHandler();
    private EngineServer one;
    private EngineServer two;
    private Channels channels;

    @BeforeEach
    void start() throws Exception {
        one = start(cluster, handler);
        two = start(shared.join("two"), new ChatHandler());
        channels = one.engine().channels();
    }

    private EngineServer start(TestCluster joined, ChatHandler chat) throws Exception {
        EngineServer server = EngineServer.startWith(
                environment -> environment
                        .channelRules(RULES)
                        .cluster(joined)
                        .credentials((token, connection) ->
                                CompletableFuture.completedFuture(new Identity(token, List.of(), null))),
                chat,
                new SideHandler());
        chat.channels = server.engine().channels();
        open.add(server);
        return server;
    }

    @AfterEach
    void stop() throws Exception {
        for (AutoCloseable each : open) {
            each.close();
        }
    }

    private WireClient subscriber(EngineServer server, String path, Wire wire, String... names) throws Exception {
        WireClient client = WireClient.connect(server.uri(path), wire);
        open.add(0, client);
        assertThat(client.call("subscribe", List.of(names)).error()).isNull();
        return client;
    }

    private SessionSocket user(EngineServer server, SessionSocket.Wire wire, String name) throws Exception {
        SessionSocket socket = SessionSocket.connect(server.uri("/ws"), wire);
        open.add(0, socket);
        socket.send(new Hello(null, 0, List.of(), name));
        socket.welcome();
        socket.ack(0);
        assertThat(socket.call("1", "subscribe", List.of("news.user")).error()).isNull();
        return socket;
    }

    @ParameterizedTest
    @EnumSource
    void aMessageWithoutHistoryReachesSubscribersOfAllServers(Wire wire) throws Exception {
        WireClient here = subscriber(one, "/ws", wire, "news.tech");
        WireClient byPattern = subscriber(two, "/ws", wire, "news.*", "*.tech");
        WireClient other = subscriber(two, "/side", wire, "news.tech", "news.other");

        assertThat(channels.publish("news.tech", 1)).as("of this server").isEqualTo(1);
        assertThat(channels.publish("news.other", 2)).isZero();
        assertThat(channels.publish(List.of("news.tech", "news.other"), 3)).isEqualTo(1);

        for (WireClient client : List.of(byPattern, other)) {
            assertThat(client.packet()).isEqualTo(Packet.channel("news.tech", 1L));
            assertThat(client.packet()).isEqualTo(Packet.channel("news.other", 2L));
            assertThat(client.packet()).isEqualTo(Packet.channel("news.tech", 3L));
            assertThat(client.packet()).isEqualTo(Packet.channel("news.other", 3L));
        }
        assertThat(here.packet()).isEqualTo(Packet.channel("news.tech", 1L));
        assertThat(here.packet()).isEqualTo(Packet.channel("news.tech", 3L));
        assertThat(one.engine().channels().history("news.tech", 10)).isEmpty();
    }

    @ParameterizedTest
    @EnumSource
    void aBroadcastReachesAllButItsSender(Wire wire) throws Exception {
        WireClient sender = subscriber(one, "/ws", wire, "x");
        WireClient here = subscriber(one, "/side", wire, "x");
        WireClient there = subscriber(two, "/ws", wire, "x");
        ClientConnection sending = handler.connected.get(0);

        assertThat(channels.broadcast("all")).isEqualTo(2);
        assertThat(channels.broadcast("but one", Recipients.except(sending))).isEqualTo(1);
        assertThat(channels.publish("x", "but one", Recipients.except(sending))).isEqualTo(1);
        assertThat(channels.broadcast("last")).isEqualTo(2);

        assertThat(sender.packet()).isEqualTo(Packet.broadcast("all"));
        assertThat(sender.packet()).isEqualTo(Packet.broadcast("last"));
        for (WireClient client : List.of(here, there)) {
            assertThat(client.packet()).isEqualTo(Packet.broadcast("all"));
            assertThat(client.packet()).isEqualTo(Packet.broadcast("but one"));
            assertThat(List.of(client.packet(), client.packet()))
                    .containsExactlyInAnyOrder(Packet.channel("x", "but one"), Packet.broadcast("last"));
        }
    }

    @ParameterizedTest
    @EnumSource
    void oneEndpointIsThatOfAllServers(Wire wire) throws Exception {
        WireClient chat = subscriber(two, "/ws", wire, "news.*", "room.1");
        WireClient side = subscriber(two, "/side", wire, "news.*", "room.1");
        subscriber(one, "/side", wire, "news.a", "room.1");
        Channels sides = channels.at("/side");

        assertThat(sides.publish("news.a", 1)).isEqualTo(1);
        assertThat(sides.publish("room.1", 2)).isEqualTo(1);
        assertThat(sides.broadcast(3)).isEqualTo(1);
        assertThat(channels.broadcast(4)).isEqualTo(1);

        assertThat(List.of(side.packet(), side.packet(), side.packet(), side.packet()))
                .containsExactlyInAnyOrder(
                        Packet.channel("news.a", 1L),
                        Packet.channel("room.1", 2L),
                        Packet.broadcast(3L),
                        Packet.broadcast(4L));
        assertThat(chat.packet()).isEqualTo(Packet.broadcast(4L));
        assertThat(channels.history("room.1", 10)).as("not kept").isEmpty();
    }

    @ParameterizedTest
    @EnumSource
    void aMessageToAUserReachesTheDevicesOfAllServers(SessionSocket.Wire wire) throws Exception {
        SessionSocket here = user(one, wire, "ada");
        SessionSocket there = user(two, wire, "ada");
        SessionSocket bob = user(two, wire, "bob");
        Packet answer = Packet.rpc(new RpcResponse("7", null, null, false, false));

        assertThat(channels.toUser("ada", "mail")).isEqualTo(1);
        assertThat(channels.at("/side").toUser("ada", "not here")).isZero();
        assertThat(channels.toUser("bob", "there")).isZero();
        assertThat(channels.toUser("ada", answer)).isEqualTo(1);

        for (SessionSocket device : List.of(here, there)) {
            assertThat(device.packet()).isEqualTo(Packet.custom("mail"));
            assertThat(device.packet()).isEqualTo(answer);
        }
        assertThat(bob.packet()).isEqualTo(Packet.custom("there"));
    }

    @ParameterizedTest
    @EnumSource
    void aMessageThatIsNotKeptHasNoPosition(SessionSocket.Wire wire) throws Exception {
        SessionSocket client = user(two, wire, "ada");
        assertThat(client.call("2", "subscribe", List.of("room.1")).error()).isNull();

        channels.publish("news.user", "a");
        assertThat(channel(client).position()).isEmpty();
        channels.at("/ws").publish("room.1", "b");
        assertThat(channel(client).position()).isEmpty();
        channels.publish("room.1", "c");
        assertThat(channel(client).position())
                .contains(channels.history("room.1", 1).get(0).position());
    }

    private static Envelope channel(SessionSocket client) throws Exception {
        Envelope envelope = client.poll(PATIENCE);
        while (envelope.channel() == null) {
            envelope = client.poll(PATIENCE);
        }
        return envelope;
    }

    @Test
    void aConditionIsAskedOnThisServerOnly() throws Exception {
        WireClient here = subscriber(one, "/ws", Wire.JSON, "news");
        WireClient there = subscriber(two, "/ws", Wire.JSON, "news");
        assertThat(channels.publish("news", 1, Recipients.where(connection -> true)))
                .isEqualTo(1);
        assertThat(channels.broadcast(2, Recipients.where(connection -> true))).isEqualTo(1);
        assertThat(channels.broadcast(3)).isEqualTo(1);
        assertThat(here.packet()).isEqualTo(Packet.channel("news", 1L));
        assertThat(here.packet()).isEqualTo(Packet.broadcast(2L));
        assertThat(here.packet()).isEqualTo(Packet.broadcast(3L));
        assertThat(there.packet()).isEqualTo(Packet.broadcast(3L));
    }

    @Test
    void whatTheLogDoesNotCarryStaysHere() throws Exception {
        shared.log.carries = audience ->
                audience instanceof Audience.Subscribers to && to.channel().equals("far");
        WireClient here = subscriber(one, "/ws", Wire.JSON, "near", "far");
        WireClient there = subscriber(two, "/ws", Wire.JSON, "near", "far");
        assertThat(channels.publish("near", 1)).isEqualTo(1);
        assertThat(channels.broadcast(2)).isEqualTo(1);
        assertThat(channels.publish("far", 3)).isEqualTo(1);
        assertThat(here.packet()).isEqualTo(Packet.channel("near", 1L));
        assertThat(here.packet()).isEqualTo(Packet.broadcast(2L));
        assertThat(here.packet()).isEqualTo(Packet.channel("far", 3L));
        assertThat(there.packet()).isEqualTo(Packet.channel("far", 3L));
    }

    @Test
    void thisServerDeliversInTheOrderOfTheLog() throws Exception {
        WireClient here = subscriber(one, "/ws", Wire.MSGPACK, "news");
        cluster.log.hold();
        CompletableFuture<Integer> first = CompletableFuture.supplyAsync(() -> channels.publish("news", 1));
        CompletableFuture<Integer> all = CompletableFuture.supplyAsync(() -> channels.broadcast(2));
        List<Integer> counts = new ArrayList<>();
        ContainerThread.run(() -> counts.add(channels.broadcast(3)));
        assertThat(counts).as("of those that are there, without waiting").containsExactly(1);
        // What the other server gets shows that the log has them.
        WireClient there = subscriber(two, "/ws", Wire.MSGPACK, "news");
        two.engine().channels().publish("news", 4);
        assertThat(there.packet()).isNotNull();
        assertThat(here.packets()).isEmpty();
        assertThat(first).isNotDone();
        assertThat(all).isNotDone();
        await().atMost(PATIENCE).until(() -> cluster.log.waiting() == 4);

        cluster.log.release();
        assertThat(first.get(30, TimeUnit.SECONDS)).isEqualTo(1);
        assertThat(all.get(30, TimeUnit.SECONDS)).isEqualTo(1);
        assertThat(List.of(here.packet(), here.packet(), here.packet(), here.packet()))
                .containsExactlyInAnyOrder(
                        Packet.channel("news", 1L),
                        Packet.broadcast(2L),
                        Packet.broadcast(3L),
                        Packet.channel("news", 4L));
    }

    @Test
    void whatOneEncodingCannotHaveIsRefusedAlsoWithoutRecipients() {
        Object onlyInJson = BigInteger.ONE.shiftLeft(100);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> channels.publish("news", onlyInJson))
                .withMessageContaining("no form on the wire");
        assertThatIllegalArgumentException().isThrownBy(() -> channels.broadcast(onlyInJson));
        assertThatIllegalArgumentException().isThrownBy(() -> channels.toUser("ada", onlyInJson));
    }

    @Test
    void aLogThatFailsIsToldToThePublisher() throws Exception {
        WireClient here = subscriber(one, "/ws", Wire.JSON, "news");
        shared.log.failure = new IllegalStateException("secret of the log");
        try (RecordedLog logged = RecordedLog.of("dev.webshocket")) {
            assertThatExceptionOfType(ChannelException.class)
                    .isThrownBy(() -> channels.publish("news", 1))
                    .withMessageContaining("WEBSHOCKET-0263")
                    .withMessageContaining("publishing to news")
                    .withMessageNotContaining("secret");
            assertThatExceptionOfType(ChannelException.class)
                    .isThrownBy(() -> channels.broadcast(1))
                    .withMessageContaining("broadcasting");
            assertThatExceptionOfType(ChannelException.class)
                    .isThrownBy(() -> channels.toUser("ada", 1))
                    .withMessageContaining("sending to a user");
            assertThat(logged.records()).hasSizeGreaterThanOrEqualTo(1);
        }
        shared.log.failure = null;
        assertThat(channels.publish("news", 2)).isEqualTo(1);
        assertThat(here.packet()).isEqualTo(Packet.channel("news", 2L));
    }

    @Test
    void withoutAClusterNothingGoesThroughTheLog() throws Exception {
        HeldMessageLog log = new HeldMessageLog();
        try (EngineServer alone = EngineServer.startWith(
                        environment -> environment.channelRules(RULES).messages(log), new ChatHandler());
                WireClient client = WireClient.connect(alone.uri("/ws"), Wire.JSON)) {
            client.call("subscribe", List.of("news"));
            assertThat(alone.engine().channels().publish("news", 1)).isEqualTo(1);
            assertThat(alone.engine().channels().broadcast(2)).isEqualTo(1);
            assertThat(alone.engine().channels().toUser("ada", 3)).isZero();
            assertThat(log.waiting()).isZero();
            assertThat(client.packet()).isEqualTo(Packet.channel("news", 1L));
            assertThat(client.packet()).isEqualTo(Packet.broadcast(2L));
        }
    }

    @Test
    void anErrorWithoutAnotherCauseIsPassedOn() {
        shared.log.failure = new ChannelException("the engine is away");
        CompletableFuture<Integer> publisher = CompletableFuture.supplyAsync(() -> channels.publish("news", "x"));
        assertThatExceptionOfType(CompletionException.class)
                .isThrownBy(() -> publisher.orTimeout(30, TimeUnit.SECONDS).join())
                .withCause(shared.log.failure);
    }
}
