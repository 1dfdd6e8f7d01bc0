package dev.webshocket.internal.channel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.webshocket.SlowConsumer;
import dev.webshocket.WebshocketSettings;
import dev.webshocket.support.EngineServer;
import dev.webshocket.support.FrameCounter;
import dev.webshocket.support.WireClient.Wire;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Many subscribers, one of which never reads. */
@Tag("slow")
class CrowdTest {

    private static final int SUBSCRIBERS = 200;
    private static final int MESSAGES = 600;
    /** How far the publisher may be ahead of the readers, so that these do not count as slow. */
    private static final int AHEAD = 8;

    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final Map<String, Object> DATA = Map.of("padding", "x".repeat(60_000));

    private final ChatHandler handler = new ChatHandler();

    @ParameterizedTest
    @EnumSource(names = {"CLOSE", "DROP_NEWEST"})
    @Timeout(300)
    void aSubscriberThatNeverReadsDelaysNoOther(SlowConsumer policy) throws Exception {
        List<FrameCounter> readers = new ArrayList<>();
        WebshocketSettings settings = WebshocketSettings.builder()
                .slowConsumer(policy)
                .sendTimeout(Duration.ofMinutes(5))
                .pingInterval(Duration.ZERO)
                .build();
        try (EngineServer server = handler.start(settings);
                FrameCounter never = FrameCounter.connect(server.uri("/ws"), Wire.MSGPACK)) {
            for (int i = 1; i < SUBSCRIBERS; i++) {
                Wire wire = Wire.values()[i % Wire.values().length];
                readers.add(FrameCounter.connect(server.uri("/ws"), wire).start());
            }
            await().atMost(PATIENCE).until(() -> handler.connected.size() == SUBSCRIBERS);
            handler.connected.forEach(connection -> connection.subscribe("room"));

            for (int i = 0; i < MESSAGES; i++) {
                int published = i;
                await().atMost(PATIENCE)
                        .pollInterval(Duration.ofMillis(1))
                        .until(() -> readers.stream().allMatch(reader -> reader.messages() > published - AHEAD));
                assertThat(handler.channels.publish("room", DATA)).isGreaterThanOrEqualTo(SUBSCRIBERS - 1);
            }

            await().atMost(PATIENCE).until(() -> readers.stream().allMatch(reader -> reader.messages() == MESSAGES));
            assertThat(readers).allSatisfy(reader -> assertThat(reader.bytes()).isGreaterThan(MESSAGES * 60_000L));
            assertThat(never.messages()).isZero();
            int stay = SUBSCRIBERS;
            if (policy == SlowConsumer.CLOSE) {
                ChatHandler.Ended ended = handler.ended.poll(PATIENCE.toSeconds(), TimeUnit.SECONDS);
                assertThat(ended.code()).isEqualTo(1008);
                stay--;
            }
            assertThat(handler.ended).isEmpty();
            int subscribed = stay;
            await().until(() -> server.channels.size() == subscribed);
        } finally {
            for (FrameCounter reader : readers) {
                reader.close();
            }
        }
    }
}
