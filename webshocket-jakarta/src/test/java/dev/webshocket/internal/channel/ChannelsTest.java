package dev.webshocket.internal.channel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.webshocket.ClientConnection;
import dev.webshocket.Recipients;
import dev.webshocket.packet.Packet;
import dev.webshocket.packet.RpcResponse;
import dev.webshocket.support.EngineServer;
import dev.webshocket.support.RecordedLog;
import dev.webshocket.support.WireClient;
import dev.webshocket.support.WireClient.Wire;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Channels through sockets: section "Pub/Sub Channels" of the original's features, and additions. */
@Tag("slow")
class ChannelsTest {

    private final ChatHandler handler = new ChatHandler();
    private final List<WireClient> clients = new ArrayList<>();
    private EngineServer server;

    @BeforeEach
    void start() throws Exception {
        server = handler.start();
    }

    @AfterEach
    void stop() {
        clients.forEach(WireClient::close);
        server.close();
    }

    /** Connects and logs in, after which broadcasts reach the client. */
    private WireClient client(Wire wire, String name) throws InterruptedException {
        WireClient client = WireClient.connect(server.uri("/ws"), wire);
        clients.add(client);
        assertThat(client.call("login", name, name.startsWith("admin")).response())
                .isEqualTo("Logged in as " + name);
        return client;
    }

    /** Messages that were queued before the answer to a call arrive before it, so nothing else can be in transit. */
    private static void assertGetsNothing(WireClient client) throws InterruptedException {
        assertThat(client.call("subscriptions").error()).isNull();
        assertThat(client.packets()).isEmpty();
    }

    private static void subscribe(WireClient client, String... names) throws InterruptedException {
        assertThat(client.call("subscribe", List.of(names)).error()).isNull();
    }

    @ParameterizedTest
    @EnumSource
    void aMessageToARoomReachesItsMembersButNotTheSender(Wire wire) throws Exception {
        WireClient alice = client(wire, "alice");
        WireClient bob = client(wire, "bob");
        WireClient carol = client(wire, "carol");

        assertThat(alice.call("join", "lobby").response()).isEqualTo("Joined lobby");
        assertThat(bob.call("join", "lobby").response()).isEqualTo("Joined lobby");
        assertThat(alice.call("send_message", "lobby", "hi").error()).isNull();

        assertThat(bob.packet()).isEqualTo(Packet.channel("lobby", Map.of("user", "alice", "msg", "hi")));
        assertThat(bob.lastWasText()).isEqualTo(wire == Wire.JSON_TEXT);
        assertGetsNothing(alice);
        assertGetsNothing(carol);
    }

    @ParameterizedTest
    @EnumSource
    void aPatternReceivesMessagesOfAnyMatchingChannel(Wire wire) throws Exception {
        WireClient client = client(wire, "alice");
        subscribe(client, "news.*");

        assertThat(handler.channels.publish("news.tech", Map.of("headline", "New CPU released")))
                .isEqualTo(1);
        assertThat(handler.channels.publish("news.sports", Map.of("headline", "Team wins championship")))
                .isEqualTo(1);
        assertThat(handler.channels.publish("weather", "rain")).isZero();

        assertThat(client.packet()).isEqualTo(Packet.channel("news.tech", Map.of("headline", "New CPU released")));
        assertThat(client.packet())
                .isEqualTo(Packet.channel("news.sports", Map.of("headline", "Team wins championship")));
        assertGetsNothing(client);
    }

    @ParameterizedTest
    @EnumSource
    void aBroadcastReachesEveryConnection(Wire wire) throws Exception {
        WireClient alice = client(wire, "alice");
        WireClient bob = client(wire, "bob");
        subscribe(bob, "news.*");

        assertThat(handler.channels.broadcast("Server is shutting down in 5 minutes"))
                .isEqualTo(2);

        Packet packet = Packet.broadcast("Server is shutting down in 5 minutes");
        assertThat(alice.packet()).isEqualTo(packet);
        assertThat(bob.packet()).isEqualTo(packet);
    }

    @ParameterizedTest
    @EnumSource
    void aBroadcastReachesOnlyThoseThatMeetTheCondition(Wire wire) throws Exception {
        WireClient admin = client(wire, "admin");
        WireClient alice = client(wire, "alice");

        assertThat(handler.channels.broadcast("Admin notice", Recipients.where(ChatHandler::isAdmin)))
                .isEqualTo(1);

        assertThat(admin.packet()).isEqualTo(Packet.broadcast("Admin notice"));
        assertGetsNothing(alice);
    }

    @ParameterizedTest
    @EnumSource
    void conditionsCombine(Wire wire) throws Exception {
        WireClient first = client(wire, "admin1");
        WireClient second = client(wire, "admin2");
        WireClient alice = client(wire, "alice");
        for (WireClient client : List.of(first, second, alice)) {
            subscribe(client, "alerts");
        }
        Recipients others = Recipients.except(handler.connected.get(0));

        int queued = handler.channels.publish("alerts", 1, others.and(Recipients.where(ChatHandler::isAdmin)));

        assertThat(queued).isEqualTo(1);
        assertThat(second.packet()).isEqualTo(Packet.channel("alerts", 1L));
        assertGetsNothing(first);
        assertGetsNothing(alice);
    }

    @ParameterizedTest
    @EnumSource
    void aSubscriberByNameAndSeveralPatternsGetsAMessageOnce(Wire wire) throws Exception {
        WireClient client = client(wire, "alice");
        subscribe(client, "news.tech", "news.*", "*", "n[e]ws.t???", "news.tech");

        assertThat(handler.channels.publish("news.tech", "once")).isEqualTo(1);

        assertThat(client.packet()).isEqualTo(Packet.channel("news.tech", "once"));
        assertGetsNothing(client);
    }

    @ParameterizedTest
    @EnumSource
    void eachOfSeveralChannelsHasItsOwnPacket(Wire wire) throws Exception {
        WireClient both = client(wire, "alice");
        WireClient one = client(wire, "bob");
        subscribe(both, "a", "b");
        subscribe(one, "b");

        assertThat(handler.channels.publish(List.of("a", "b", "c", "a"), "x")).isEqualTo(3);

        assertThat(both.packet()).isEqualTo(Packet.channel("a", "x"));
        assertThat(both.packet()).isEqualTo(Packet.channel("b", "x"));
        assertGetsNothing(both);
        assertThat(one.packet()).isEqualTo(Packet.channel("b", "x"));
        assertGetsNothing(one);
    }

    @Test
    void oneMessageReachesClientsOfEveryEncoding() throws Exception {
        List<WireClient> all = new ArrayList<>();
        for (Wire wire : Wire.values()) {
            all.add(client(wire, wire.name()));
            subscribe(all.get(all.size() - 1), "mixed");
        }
        Object data = Map.of("text", "ümläut \ud83d\ude00", "list", List.of(1, 2.5, true));

        assertThat(handler.channels.publish("mixed", data)).isEqualTo(3);

        for (WireClient client : all) {
            assertThat(client.packet())
                    .isEqualTo(Packet.channel(
                            "mixed", Map.of("text", "ümläut \ud83d\ude00", "list", List.of(1L, 2.5, true))));
        }
    }

    @Test
    void unsubscribeRemovesThePatternAsItWasGiven() throws Exception {
        WireClient client = client(Wire.MSGPACK, "alice");
        subscribe(client, "room", "news.*", "n*");
        assertThat(client.call("subscriptions").response()).isEqualTo(List.of("room", "news.*", "n*"));

        client.call("unsubscribe", List.of("news.tech", "news.*", "unknown"));
        assertThat(client.call("subscriptions").response()).isEqualTo(List.of("room", "n*"));
        assertThat(handler.channels.publish("news.tech", 1)).isEqualTo(1);

        client.packet();
        client.call("leave", "n*");
        assertThat(client.call("leave", "room").response()).isEqualTo("Left room");
        assertThat(handler.channels.publish(List.of("news.tech", "room"), 1)).isZero();
        assertThat(server.channels.size()).isZero();
        assertGetsNothing(client);
    }

    @Test
    void wildcardsInAPublishedNameHaveNoMeaning() throws Exception {
        WireClient client = client(Wire.MSGPACK, "alice");
        subscribe(client, "news.tech");
        assertThat(handler.channels.publish("news.*", 1)).isZero();
        subscribe(client, "news.[*]");
        assertThat(handler.channels.publish("news.*", 2)).isEqualTo(1);
        assertThat(client.packet()).isEqualTo(Packet.channel("news.*", 2L));
    }

    @Test
    void aConditionThatThrowsExcludesTheConnectionAndIsLoggedOnce() throws Exception {
        WireClient alice = client(Wire.MSGPACK, "alice");
        WireClient bob = client(Wire.JSON, "bob");
        WireClient carol = client(Wire.JSON, "carol");
        AtomicInteger asked = new AtomicInteger();
        try (RecordedLog log = RecordedLog.of("dev.webshocket")) {
            int queued = handler.channels.broadcast("x", connection -> {
                asked.incrementAndGet();
                if (connection.get("username").equals("bob")) {
                    return true;
                }
                throw new IllegalStateException("broken");
            });
            assertThat(queued).isEqualTo(1);
            assertThat(asked).hasValue(3);
            assertThat(log.records()).singleElement().satisfies(entry -> {
                assertThat(entry.getMessage()).startsWith("WEBSHOCKET-0220").contains("for 2 connections");
                assertThat(entry.getThrown()).hasMessage("broken");
            });
        }
        assertThat(bob.packet()).isEqualTo(Packet.broadcast("x"));
        assertGetsNothing(alice);
        assertGetsNothing(carol);
    }

    @Test
    void dataThatCannotBeEncodedIsRefusedAndReachesNobody() throws Exception {
        WireClient alice = client(Wire.MSGPACK, "alice");
        WireClient bob = client(Wire.JSON, "bob");
        subscribe(alice, "room");
        subscribe(bob, "room");
        List<Object> itself = new ArrayList<>();
        itself.add(itself);
        assertThatThrownBy(() -> handler.channels.publish("room", itself))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("no form on the wire");
        assertThatThrownBy(() -> handler.channels.broadcast(itself)).isInstanceOf(IllegalArgumentException.class);
        assertGetsNothing(alice);
        assertGetsNothing(bob);
    }

    @Test
    void anAbortedConnectionLeavesNoSubscription() throws Exception {
        WireClient client = client(Wire.MSGPACK, "alice");
        WireClient stays = client(Wire.MSGPACK, "bob");
        subscribe(client, "room", "news.*");
        subscribe(stays, "room");

        client.socket().abort();

        ChatHandler.Ended ended = handler.ended.poll(20, TimeUnit.SECONDS);
        assertThat(ended.subscriptions()).containsExactly("room", "news.*");
        await().until(() -> server.engine().connections() == 1);
        assertThat(server.channels.size()).isEqualTo(1);
        assertThat(handler.channels.publish("room", 1)).isEqualTo(1);
        assertThat(ended.connection().subscriptions()).isEmpty();
        ended.connection().subscribe("room");
        assertThat(ended.connection().subscriptions()).isEmpty();
        assertThat(server.channels.size()).isEqualTo(1);
    }

    @Test
    void subscribingWhileTheClientAbortsLeavesNoSubscription() throws Exception {
        int subscribers = 3;
        ExecutorService threads = Executors.newFixedThreadPool(subscribers);
        try {
            for (int round = 0; round < 30; round++) {
                WireClient client = client(Wire.MSGPACK, "alice");
                ClientConnection connection = handler.connected.get(round);
                CyclicBarrier start = new CyclicBarrier(subscribers + 1);
                List<Future<?>> tasks = new ArrayList<>();
                for (int i = 0; i < subscribers; i++) {
                    String prefix = "room" + i;
                    tasks.add(threads.submit(() -> {
                        start.await(20, TimeUnit.SECONDS);
                        for (int n = 0; n < 300 || connection.isOpen(); n++) {
                            connection.subscribe(prefix + n % 100, prefix + n % 100 + "*", "shared");
                        }
                        return null;
                    }));
                }
                start.await(20, TimeUnit.SECONDS);
                client.socket().abort();
                for (Future<?> task : tasks) {
                    task.get(20, TimeUnit.SECONDS);
                }
                await().until(() -> server.engine().connections() == 0);
                assertThat(server.channels.size()).isZero();
                assertThat(((InMemoryChannelRegistry) server.channels).isEmpty())
                        .isTrue();
            }
        } finally {
            threads.shutdownNow();
        }
    }

    @Test
    void aClosingConnectionGetsNoMoreMessages() throws Exception {
        client(Wire.MSGPACK, "alice");
        handler.connected.get(0).subscribe("room");
        handler.connected.get(0).close();
        assertThat(handler.channels.publish("room", 1)).isZero();
        assertThat(handler.channels.broadcast(1)).isZero();
    }

    @Test
    void afterTheEngineHasClosedPublishingHasNoEffect() throws Exception {
        subscribe(client(Wire.MSGPACK, "alice"), "room");
        server.engine().close();
        assertThat(handler.channels.publish("room", 1)).isZero();
        assertThat(handler.channels.broadcast(1)).isZero();
        assertThat(server.channels.size()).isZero();
    }

    @Test
    void handlersPublishToo() throws Exception {
        WireClient client = client(Wire.JSON, "alice");
        subscribe(client, "a", "b");
        RpcResponse response;
        String id = client.request("publish_to_all", List.of(List.of("a", "b"), "x"), Map.of());
        assertThat(client.packet()).isEqualTo(Packet.channel("a", "x"));
        assertThat(client.packet()).isEqualTo(Packet.channel("b", "x"));
        response = client.response(id);
        assertThat(response.response()).isEqualTo(2L);
    }
}
