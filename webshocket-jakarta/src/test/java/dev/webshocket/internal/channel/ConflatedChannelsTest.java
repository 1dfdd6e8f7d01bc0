package dev.webshocket.internal.channel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.webshocket.ChannelRules;
import dev.webshocket.SlowConsumer;
import dev.webshocket.WebshocketSettings;
import dev.webshocket.internal.codec.Envelope;
import dev.webshocket.internal.codec.SessionMessage.Resumed;
import dev.webshocket.internal.codec.SessionMessage.Welcome;
import dev.webshocket.packet.PacketSource;
import dev.webshocket.support.EngineServer;
import dev.webshocket.support.SessionSocket;
import dev.webshocket.support.WireClient;
import dev.webshocket.support.WireClient.Wire;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Channels with a policy of their own for clients that do not read, through sockets. */
@Tag("slow")
class ConflatedChannelsTest {

    private static final String PADDING = "x".repeat(60_000);
    /** More than the capacity of all socket buffers together. */
    private static final int MESSAGES = 400;

    private static final ChannelRules RULES = ChannelRules.builder()
            .channel("price.*", rule -> rule.latestOnly().slowConsumer(SlowConsumer.CONFLATE))
            .channel("tick.*", rule -> rule.slowConsumer(SlowConsumer.CONFLATE))
            .channel("news", rule -> rule.history(1000, Duration.ofHours(1)).slowConsumer(SlowConsumer.DROP_NEWEST))
            .build();

    private final ChatHandler handler = new ChatHandler();

    /** The application's own policy closes, so that it is that of the channel which keeps the connection. */
    private EngineServer start() throws Exception {
        WebshocketSettings settings = WebshocketSettings.builder()
                .slowConsumer(SlowConsumer.CLOSE)
                .sendTimeout(Duration.ofMinutes(2))
                .pingInterval(Duration.ZERO)
                .shutdownGrace(Duration.ZERO)
                .build();
        EngineServer server = EngineServer.startWith(
                environment -> environment.settings(settings).channelRules(RULES), handler);
        handler.channels = server.engine().channels();
        return server;
    }

    private WireClient subscribeUnread(EngineServer server, Wire wire, String... names) {
        WireClient client = WireClient.connectUnread(server.uri("/ws"), wire);
        await().until(() -> handler.connected.size() == 1);
        handler.connected.get(0).subscribe(names);
        return client;
    }

    private static long number(WireClient client) throws InterruptedException {
        return (Long) ((List<?>) client.packet().data()).get(0);
    }

    @ParameterizedTest
    @EnumSource
    void aClientThatDoesNotReadGetsTheNewestOfEachChannel(Wire wire) throws Exception {
        try (EngineServer server = start();
                WireClient client = subscribeUnread(server, wire, "price.1", "tick.1", "end")) {
            for (int i = 0; i < MESSAGES; i++) {
                assertThat(handler.channels.publish(List.of("price.1", "tick.1"), List.of(i, PADDING)))
                        .isEqualTo(2);
            }
            client.read(Long.MAX_VALUE);
            assertThat(handler.channels.publish("end", List.of(-1))).isEqualTo(1);

            List<Long> numbers = new ArrayList<>();
            for (long number = number(client); number >= 0; number = number(client)) {
                numbers.add(number);
            }
            assertThat(numbers).isSorted().hasSizeLessThan(MESSAGES).endsWith(MESSAGES - 1L, MESSAGES - 1L);
            assertThat(handler.connected.get(0).isOpen()).isTrue();
        }
    }

    @ParameterizedTest
    @EnumSource
    void aClientThatConfirmsNothingGetsTheNewestOfEachChannel(SessionSocket.Wire wire) throws Exception {
        try (EngineServer server = start();
                SessionSocket client = SessionSocket.open(server.uri("/ws"), wire)) {
            assertThat(client.call("1", "subscribe", List.of("price.1", "tick.1", "tick.end"))
                            .error())
                    .isNull();
            for (int i = 0; i < MESSAGES; i++) {
                assertThat(handler.channels.publish(List.of("price.1", "tick.1"), List.of(i, PADDING)))
                        .isEqualTo(2);
            }
            assertThat(handler.channels.publish("tick.end", List.of(-1))).isEqualTo(1);

            List<Long> numbers = new ArrayList<>();
            for (long received = 1; !numbers.contains(-1L); received++) {
                client.ack(received);
                numbers.add((Long) ((List<?>) client.packet().data()).get(0));
            }
            assertThat(numbers).hasSizeLessThan(MESSAGES).endsWith(MESSAGES - 1L, MESSAGES - 1L, -1L);
            assertThat(handler.connected.get(0).isOpen()).isTrue();
        }
    }

    @ParameterizedTest
    @EnumSource
    void aChannelWithHistoryMayDropItsNewest(Wire wire) throws Exception {
        try (EngineServer server = start();
                WireClient client = subscribeUnread(server, wire, "news", "end")) {
            int queued = 0;
            for (int i = 0; i < MESSAGES; i++) {
                queued += handler.channels.publish("news", List.of(i, PADDING));
            }
            assertThat(queued).isBetween(1, MESSAGES - 1);
            assertThat(handler.connected.get(0).isOpen()).isTrue();
            assertThat(handler.channels.history("news", MESSAGES)).hasSize(MESSAGES);
            client.read(Long.MAX_VALUE);
            for (int i = 0; i < queued; i++) {
                number(client);
            }
        }
    }

    @ParameterizedTest
    @EnumSource
    void aClientThatIsAwayGetsTheNewestOfEachChannel(SessionSocket.Wire wire) throws Exception {
        try (EngineServer server = start();
                SessionSocket before = SessionSocket.connect(server.uri("/ws"), wire)) {
            before.hello(null, 0);
            Welcome welcome = before.welcome();
            before.ack(0);
            assertThat(before.call("1", "subscribe", List.of("price.*", "tick.*"))
                            .error())
                    .isNull();
            before.ack(1);
            before.cut();
            await().atMost(Duration.ofSeconds(30))
                    .until(() -> !handler.connected.get(0).isLinked());
            // Far more than may wait.
            for (int i = 0; i < MESSAGES; i++) {
                handler.channels.publish(List.of("price.1", "price.2", "tick.1"), List.of(i, PADDING));
            }

            try (SessionSocket after = SessionSocket.resume(server.uri("/ws"), wire, welcome, 1)) {
                assertThat(after.welcome().resumed()).isEqualTo(Resumed.ALL);
                handler.channels.publish("tick.end", List.of(-1));
                List<String> got = new ArrayList<>();
                while (!got.contains("tick.end -1")) {
                    Envelope envelope = after.poll(Duration.ofSeconds(20));
                    assertThat(envelope).isNotNull();
                    if (envelope.source() == PacketSource.CHANNEL) {
                        List<?> data = (List<?>) envelope.packet().data();
                        got.add(envelope.packet().channel() + ' ' + data.get(0));
                    }
                }
                assertThat(got).containsExactly("price.1 399", "price.2 399", "tick.1 399", "tick.end -1");
            }
        }
    }
}
