package dev.webshocket.internal.channel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.webshocket.Recipients;
import dev.webshocket.SlowConsumer;
import dev.webshocket.WebshocketSettings;
import dev.webshocket.support.EngineServer;
import dev.webshocket.support.WireClient;
import dev.webshocket.support.WireClient.Wire;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The messages to a subscriber that does not read for a while, for each setting. */
@Tag("slow")
class SlowSubscriberTest {

    private static final String PADDING = "x".repeat(60_000);
    /** More than the capacity of the queue and all socket buffers together. */
    private static final int MESSAGES = 400;

    private final ChatHandler handler = new ChatHandler();

    private EngineServer start(SlowConsumer policy) throws Exception {
        return start(policy, WebshocketSettings.defaults().outboundBytes());
    }

    private EngineServer start(SlowConsumer policy, int outboundBytes) throws Exception {
        return handler.start(WebshocketSettings.builder()
                .slowConsumer(policy)
                .outboundBytes(outboundBytes)
                .sendTimeout(Duration.ofMinutes(2))
                .pingInterval(Duration.ZERO)
                .build());
    }

    private WireClient subscribeUnread(EngineServer server, Wire wire) {
        WireClient client = WireClient.connectUnread(server.uri("/ws"), wire);
        await().until(() -> handler.connected.size() == 1);
        handler.connected.get(0).subscribe("room");
        return client;
    }

    private List<Integer> publishAll() {
        List<Integer> queued = new ArrayList<>();
        for (int i = 0; i < MESSAGES; i++) {
            queued.add(handler.channels.publish("room", List.of(i, PADDING)));
        }
        return queued;
    }

    /** Resumes the client's reading, and returns the numbers of the messages that it gets before the last one. */
    private List<Long> readAll(WireClient client) throws InterruptedException {
        client.read(Long.MAX_VALUE);
        await().atMost(Duration.ofSeconds(30)).until(() -> handler.channels.publish("room", List.of(-1, PADDING)) == 1);
        List<Long> numbers = new ArrayList<>();
        long number = number(client);
        while (number >= 0) {
            numbers.add(number);
            number = number(client);
        }
        return numbers;
    }

    private static long number(WireClient client) throws InterruptedException {
        return (Long) ((List<?>) client.packet().data()).get(0);
    }

    @ParameterizedTest
    @EnumSource
    void theNewestAreDropped(Wire wire) throws Exception {
        try (EngineServer server = start(SlowConsumer.DROP_NEWEST);
                WireClient client = subscribeUnread(server, wire)) {
            List<Integer> queued = publishAll();
            int dropped = queued.indexOf(0);
            assertThat(dropped).isPositive();
            assertThat(queued.get(MESSAGES - 1)).isZero();

            List<Long> numbers = readAll(client);

            List<Long> expected = new ArrayList<>();
            for (int i = 0; i < MESSAGES; i++) {
                if (queued.get(i) == 1) {
                    expected.add((long) i);
                }
            }
            assertThat(numbers).isEqualTo(expected);
            assertThat(handler.connected.get(0).isOpen()).isTrue();
        }
    }

    @ParameterizedTest
    @EnumSource
    void theOldestAreDropped(Wire wire) throws Exception {
        try (EngineServer server = start(SlowConsumer.DROP_OLDEST);
                WireClient client = subscribeUnread(server, wire)) {
            assertThat(publishAll()).containsOnly(1);

            List<Long> numbers = readAll(client);

            assertThat(numbers)
                    .isSorted()
                    .doesNotHaveDuplicates()
                    .startsWith(0L)
                    .hasSizeLessThan(MESSAGES);
            long last = numbers.get(numbers.size() - 1);
            assertThat(last).isEqualTo(MESSAGES - 1);
            assertThat(handler.connected.get(0).isOpen()).isTrue();
        }
    }

    @Test
    void theConnectionIsClosed() throws Exception {
        try (EngineServer server = start(SlowConsumer.CLOSE);
                WireClient client = subscribeUnread(server, Wire.MSGPACK)) {
            List<Integer> queued = publishAll();
            assertThat(queued).startsWith(1).endsWith(0);
            assertThat(handler.ended.poll(30, TimeUnit.SECONDS).code()).isEqualTo(1008);
            await().until(() -> server.engine().connections() == 0);
            assertThat(server.channels.size()).isZero();
            assertThat(client.packets()).isEmpty();
        }
    }

    @Test
    void aPublicationDoesNotChangeTheCloseOfAConnection() throws Exception {
        try (EngineServer server = start(SlowConsumer.CLOSE);
                WireClient client = subscribeUnread(server, Wire.MSGPACK)) {
            // More than the queue and all buffers hold, but sent, since nothing else was queued.
            handler.connected.get(0).send(new byte[MESSAGES * PADDING.length()]);
            Recipients closing = Recipients.where(connection -> {
                connection.close(4001, "farewell");
                return true;
            });
            assertThat(handler.channels.publish("room", PADDING, closing)).isZero();
            client.read(Long.MAX_VALUE);
            assertThat(client.closeCode()).isEqualTo(4001);
            assertThat(client.closeReason()).isEqualTo("farewell");
            assertThat(client.packets()).hasSize(1);
        }
    }

    @Test
    void waitingMessagesAreNotDroppedForAMessageThatDoesNotFitAnyway() throws Exception {
        try (EngineServer server = start(SlowConsumer.DROP_OLDEST, MESSAGES * PADDING.length() + PADDING.length() / 2);
                WireClient client = subscribeUnread(server, Wire.MSGPACK)) {
            // It leaves room for the small ones, but not for a long one even if they are dropped.
            assertThat(handler.channels.publish("room", new byte[MESSAGES * PADDING.length()]))
                    .isOne();
            for (int i = 0; i < 3; i++) {
                assertThat(handler.channels.publish("room", List.of(i, "short")))
                        .isOne();
            }
            assertThat(handler.channels.publish("room", List.of(3, PADDING))).isZero();
            assertThat(handler.channels.publish("room", List.of(4, "short"))).isOne();
            client.read(Long.MAX_VALUE);
            assertThat(client.packet().data()).isInstanceOf(byte[].class);
            for (long i : new long[] {0, 1, 2, 4}) {
                assertThat(number(client)).isEqualTo(i);
            }
        }
    }
}
