package dev.webshocket.internal.channel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.webshocket.ChannelException;
import dev.webshocket.ChannelMessage;
import dev.webshocket.ChannelRules;
import dev.webshocket.ClientConnection;
import dev.webshocket.Recipients;
import dev.webshocket.RpcMethod;
import dev.webshocket.Since;
import dev.webshocket.WebSocketHandler;
import dev.webshocket.internal.codec.Envelope;
import dev.webshocket.packet.Packet;
import dev.webshocket.packet.PacketSource;
import dev.webshocket.packet.RpcCancel;
import dev.webshocket.support.EngineServer;
import dev.webshocket.support.SessionSocket;
import dev.webshocket.support.WireClient;
import dev.webshocket.support.WireClient.Wire;
import java.math.BigInteger;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletionStage;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Publishing to channels with history, and reading it, through sockets. */
@Tag("slow")
class KeptChannelsTest {

    private static final ChannelRules RULES = ChannelRules.builder()
            .channel("room.*", rule -> rule.history(100, Duration.ofHours(1)))
            .channel("price.*", rule -> rule.latestOnly())
            .build();

    /** An endpoint without subscribers. */
    @WebSocketHandler("/other")
    static class OtherHandler {

        @RpcMethod
        void nothing() {}
    }

    private final ChatHandler handler = new ChatHandler();
    private final List<AutoCloseable> clients = new ArrayList<>();
    private EngineServer server;

    @BeforeEach
    void start() throws Exception {
        server = EngineServer.startWith(environment -> environment.channelRules(RULES), handler, new OtherHandler());
        handler.channels = server.engine().channels();
    }

    @AfterEach
    void stop() throws Exception {
        for (AutoCloseable client : clients) {
            client.close();
        }
        server.close();
    }

    private WireClient subscriber(Wire wire, String... names) throws InterruptedException {
        WireClient client = WireClient.connect(server.uri("/ws"), wire);
        clients.add(client);
        assertThat(client.call("subscribe", List.of(names)).error()).isNull();
        return client;
    }

    private SessionSocket subscriber(SessionSocket.Wire wire, String... names) throws InterruptedException {
        SessionSocket client = SessionSocket.open(server.uri("/ws"), wire);
        clients.add(client);
        assertThat(client.call("1", "subscribe", List.of(names)).error()).isNull();
        return client;
    }

    private static Envelope message(SessionSocket client) throws InterruptedException {
        Envelope envelope = client.poll(Duration.ofSeconds(20));
        while (envelope != null && envelope.source() != PacketSource.CHANNEL) {
            envelope = client.poll(Duration.ofSeconds(20));
        }
        assertThat(envelope).isNotNull();
        return envelope;
    }

    private List<Object> data(List<ChannelMessage> messages) {
        return messages.stream().map(ChannelMessage::data).toList();
    }

    private List<Object> history(String channel) {
        return data(handler.channels.history(channel, 1000));
    }

    @ParameterizedTest
    @EnumSource
    void aPeerOfVersionOneGetsTheSamePacketAsWithoutHistory(Wire wire) throws Exception {
        WireClient client = subscriber(wire, "room.*", "other");

        assertThat(handler.channels.publish("room.1", Map.of("a", 1))).isEqualTo(1);
        assertThat(handler.channels.publish("other", Map.of("a", 1))).isEqualTo(1);

        assertThat(client.packet()).isEqualTo(Packet.channel("room.1", Map.of("a", 1L)));
        assertThat(client.packet()).isEqualTo(Packet.channel("other", Map.of("a", 1L)));
    }

    @ParameterizedTest
    @EnumSource
    void aPeerOfVersionTwoGetsThePosition(SessionSocket.Wire wire) throws Exception {
        SessionSocket client = subscriber(wire, "room.1", "other");
        handler.channels.publish("room.1", "first");
        handler.channels.publish("room.1", "second");
        handler.channels.publish("other", "third");

        List<ChannelMessage> kept = handler.channels.history("room.1", 10);
        for (ChannelMessage message : kept) {
            Envelope envelope = message(client);
            assertThat(envelope.packet()).isEqualTo(Packet.channel("room.1", message.data()));
            assertThat(envelope.position()).contains(message.position());
        }
        assertThat(data(kept)).containsExactly("first", "second");
        Envelope other = message(client);
        assertThat(other.packet()).isEqualTo(Packet.channel("other", "third"));
        assertThat(other.position()).isEmpty();
    }

    @Test
    void theNumberOfConnectionsForWhichAMessageWasQueuedIsReturned() throws Exception {
        subscriber(Wire.MSGPACK, "room.1");
        subscriber(Wire.JSON, "room.*");
        subscriber(SessionSocket.Wire.MSGPACK, "room.1", "room.*");
        subscriber(Wire.JSON, "room.2");

        assertThat(handler.channels.publish("room.1", "x")).isEqualTo(3);
        assertThat(handler.channels.publish("room.3", "x")).isEqualTo(2);
        assertThat(handler.channels.publish(List.of("room.1", "room.2", "other"), "x"))
                .isEqualTo(6);
        assertThat(handler.channels.publish("price.1", "x")).isZero();
    }

    @Test
    void theHistoryIsTheLatestTheOldestFirst() {
        Instant before = Instant.now().minusSeconds(1);
        for (int i = 1; i <= 150; i++) {
            handler.channels.publish("room.1", i);
        }
        assertThat(data(handler.channels.history("room.1", 3))).containsExactly(148L, 149L, 150L);
        assertThat(history("room.1")).hasSize(100).startsWith(51L).endsWith(150L);
        List<ChannelMessage> page = handler.channels.history("room.1", 2);
        assertThat(data(handler.channels.history("room.1", 2, page.get(0).position())))
                .containsExactly(147L, 148L);
        assertThat(page).allSatisfy(message -> {
            assertThat(message.channel()).isEqualTo("room.1");
            assertThat(message.time()).isBetween(before, Instant.now().plusSeconds(1));
        });
        assertThatExceptionOfType(UnsupportedOperationException.class).isThrownBy(() -> page.add(page.get(0)));
    }

    @Test
    void theAsynchronousHistoryIsTheSame() throws Exception {
        handler.channels.publish("room.1", "a");
        handler.channels.publish("room.1", "b");
        List<ChannelMessage> all = handler.channels.history("room.1", 10);

        CompletionStage<List<ChannelMessage>> later = handler.channels.historyAsync("room.1", 10, null);
        assertThat(later.toCompletableFuture().get()).isEqualTo(all);
        CompletionStage<List<ChannelMessage>> older =
                handler.channels.historyAsync("room.1", 10, all.get(1).position());
        assertThat(older.toCompletableFuture().get()).containsExactly(all.get(0));
    }

    @Test
    void onlyTheLatestOfAChannelWithTheLatestOnly() {
        handler.channels.publish("price.1", 1);
        handler.channels.publish("price.1", 2);
        assertThat(history("price.1")).containsExactly(2L);
    }

    @Test
    void aChannelWithoutHistoryHasNone() {
        handler.channels.publish("other", 1);
        assertThat(history("other")).isEmpty();
        assertThat(history("room.unused")).isEmpty();
    }

    @Test
    void aHistoryThatCannotBeAskedFor() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> handler.channels.history("room.1", 0))
                .withMessageContaining("at least 1");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> handler.channels.historyAsync("room.1", -1, null))
                .withMessageContaining("at least 1");
        for (String position : List.of("", "nowhere", "e.1", "e.-1.2", "e.1.-2", "x".repeat(100_000) + ".1.1")) {
            assertThatExceptionOfType(ChannelException.class)
                    .isThrownBy(() -> handler.channels.history("room.1", 1, position))
                    .withMessageContaining("E.S.O")
                    .satisfies(refusal -> assertThat(refusal.getMessage()).hasSizeLessThan(200));
            assertThatExceptionOfType(ChannelException.class)
                    .isThrownBy(() -> handler.channels.historyAsync("other", 1, position));
        }
        assertThatExceptionOfType(ChannelException.class).isThrownBy(() -> handler.channels.history("", 1));
        assertThatExceptionOfType(ChannelException.class)
                .isThrownBy(() -> handler.channels.historyAsync("x".repeat(10_000), 1, null));
    }

    @Test
    void aPositionOfAnotherLogHasNothingBeforeIt() {
        handler.channels.publish("room.1", 1);
        assertThat(handler.channels.history("room.1", 1, "other.0.99")).isEmpty();
        assertThat(handler.channels.history("room.1", 1, "other.99.99")).isEmpty();
    }

    /** A value that JSON-B binds. */
    public record Reading(String sensor, double value) {}

    @Test
    void theDataAreThePlainValuesOfPackets() {
        Instant time = Instant.parse("2026-11-28T12:00:00Z");
        handler.channels.publish("room.1", null);
        handler.channels.publish("room.1", new Reading("a", 1.5));
        handler.channels.publish("room.1", Arrays.asList(1, null, true, "ä"));
        handler.channels.publish("room.1", time);
        handler.channels.publish("room.1", new byte[] {1, 2});

        List<Object> kept = history("room.1");
        assertThat(kept.subList(0, 4))
                .containsExactly(null, Map.of("sensor", "a", "value", 1.5), Arrays.asList(1L, null, true, "ä"), time);
        assertThat((byte[]) kept.get(4)).containsExactly(1, 2);
    }

    @Test
    void dataThatNestDeeperThanClientsMayAreKept() {
        Object nested = "x";
        for (int i = 0; i < 300; i++) {
            nested = List.of(nested);
        }
        handler.channels.publish("room.1", nested);
        assertThat(history("room.1")).containsExactly(nested);
    }

    @Test
    void dataThatOneEncodingCannotHaveReachNobodyAndAreNotKept() throws Exception {
        WireClient client = subscriber(Wire.JSON, "room.1");
        Object onlyInJson = BigInteger.ONE.shiftLeft(100);

        assertThatIllegalArgumentException()
                .isThrownBy(() -> handler.channels.publish("room.1", onlyInJson))
                .withMessageContaining("no form on the wire");
        assertThatIllegalArgumentException().isThrownBy(() -> handler.channels.publish("room.1", List.of(handler)));
        handler.channels.publish("room.1", "next");

        assertThat(client.packet()).isEqualTo(Packet.channel("room.1", "next"));
        assertThat(history("room.1")).containsExactly("next");
    }

    @ParameterizedTest
    @EnumSource
    void whatIsPublishedToSomeIsNotKept(SessionSocket.Wire wire) throws Exception {
        SessionSocket client = subscriber(wire, "room.1");
        ClientConnection connection = handler.connected.get(0);

        assertThat(handler.channels.publish("room.1", 1, Recipients.where(connection::equals)))
                .isEqualTo(1);
        assertThat(handler.channels.publish("room.1", 2, Recipients.where(other -> false)))
                .isZero();
        assertThat(handler.channels.at("/ws").publish("room.1", 3)).isEqualTo(1);
        assertThat(handler.channels.at("/other").publish("room.1", 4)).isZero();
        assertThat(handler.channels.publish("room.1", 5)).isEqualTo(1);

        for (long number : new long[] {1, 3, 5}) {
            Envelope envelope = message(client);
            assertThat(envelope.packet()).isEqualTo(Packet.channel("room.1", number));
            assertThat(envelope.position().isPresent()).isEqualTo(number == 5);
        }
        assertThat(history("room.1")).containsExactly(5L);
        assertThat(handler.channels.at("/other").history("room.1", 10)).hasSize(1);
    }

    @ParameterizedTest
    @EnumSource
    void whatIsPublishedToAllButItsSenderIsKept(SessionSocket.Wire wire) throws Exception {
        SessionSocket sender = subscriber(wire, "room.1");
        SessionSocket other = subscriber(wire, "room.1");
        ClientConnection connection = handler.connected.get(0);

        assertThat(handler.channels.publish("room.1", 1, Recipients.except(connection)))
                .isEqualTo(1);
        assertThat(handler.channels.publish("room.1", 2)).isEqualTo(2);

        for (long number : new long[] {1, 2}) {
            Envelope envelope = message(other);
            assertThat(envelope.packet()).isEqualTo(Packet.channel("room.1", number));
            assertThat(envelope.position()).isPresent();
        }
        assertThat(message(sender).packet()).isEqualTo(Packet.channel("room.1", 2L));
        assertThat(history("room.1")).containsExactly(1L, 2L);

        connection.unsubscribe("room.1");
        connection.subscribe("room.1", Since.latest(10));
        assertThat(message(sender).packet()).isEqualTo(Packet.channel("room.1", 2L));
        handler.channels.publish("room.1", 3);
        assertThat(message(sender).packet()).isEqualTo(Packet.channel("room.1", 3L));
    }

    @ParameterizedTest
    @EnumSource
    void aWholePacketIsPublished(Wire wire) throws Exception {
        WireClient client = subscriber(wire, "room.1", "other");
        Packet given = new Packet(PacketSource.CUSTOM, "x", null, "elsewhere", 1.5, "id");

        handler.channels.publish("room.1", given);
        handler.channels.publish("other", given);
        handler.channels.broadcast(given);

        assertThat(client.packet()).isEqualTo(new Packet(PacketSource.CHANNEL, "x", null, "room.1", 1.5, "id"));
        assertThat(client.packet()).isEqualTo(new Packet(PacketSource.CHANNEL, "x", null, "other", 1.5, "id"));
        assertThat(client.packet()).isEqualTo(new Packet(PacketSource.BROADCAST, "x", null, null, 1.5, "id"));
        assertThat(history("room.1")).containsExactly("x");
    }

    @Test
    void aPacketOfACallIsNotPublished() {
        Packet cancel = Packet.rpc(new RpcCancel("1"));
        for (String channel : List.of("room.1", "other")) {
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> handler.channels.publish(channel, cancel))
                    .withMessageContaining("RPC");
        }
        assertThatIllegalArgumentException().isThrownBy(() -> handler.channels.broadcast(cancel));
        assertThat(history("room.1")).isEmpty();
    }

    @Test
    void namesAreThoseSubscribedTo() throws Exception {
        assertThat(handler.channels.names()).isEmpty();
        WireClient one = subscriber(Wire.JSON, "b", "room.1", "room.*");
        subscriber(SessionSocket.Wire.JSON, "a", "b");

        assertThat(handler.channels.names()).containsExactly("a", "b", "room.1");
        assertThat(handler.channels.at("/ws").names()).containsExactly("a", "b", "room.1");
        assertThat(handler.channels.at("/other").names()).isEmpty();
        assertThatExceptionOfType(UnsupportedOperationException.class)
                .isThrownBy(() -> handler.channels.names().add("c"));
        one.call("unsubscribe", List.of("room.1"));
        assertThat(handler.channels.names()).containsExactly("a", "b");
        one.socket().sendClose(1000, "").join();
        assertThat(handler.ended.take().code()).isEqualTo(1000);
        assertThat(handler.channels.names()).containsExactly("a", "b");
    }

    @Test
    void subscribersAreTheConnectionsThatAMessageReaches() throws Exception {
        subscriber(Wire.JSON, "room.1");
        subscriber(Wire.MSGPACK, "room.*", "room.1");
        subscriber(Wire.MSGPACK, "other");
        ClientConnection byName = handler.connected.get(0);
        ClientConnection byPattern = handler.connected.get(1);

        assertThat(handler.channels.subscribers("room.1")).containsExactlyInAnyOrder(byName, byPattern);
        assertThat(handler.channels.subscribers("room.2")).containsExactly(byPattern);
        assertThat(handler.channels.subscribers("nobody")).isEmpty();
        assertThat(handler.channels.at("/ws").subscribers("room.2")).containsExactly(byPattern);
        assertThat(handler.channels.at("/other").subscribers("room.1")).isEmpty();
        assertThatExceptionOfType(UnsupportedOperationException.class)
                .isThrownBy(() -> handler.channels.subscribers("room.1").clear());
        assertThatExceptionOfType(ChannelException.class).isThrownBy(() -> handler.channels.subscribers(""));
    }
}
