package dev.webshocket.internal.channel;

import static org.assertj.core.api.Assertions.assertThat;

import dev.webshocket.ChannelMessage;
import dev.webshocket.ChannelRules;
import dev.webshocket.internal.codec.Envelope;
import dev.webshocket.packet.Packet;
import dev.webshocket.packet.PacketSource;
import dev.webshocket.spi.extension.LogPosition;
import dev.webshocket.support.EngineServer;
import dev.webshocket.support.SessionSocket;
import dev.webshocket.support.WireClient;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Many publishers on many threads: every subscriber gets the messages of a channel in one order, that of the history. */
@Tag("slow")
class LogOrderTest {

    private static final int PUBLISHERS = 8;
    private static final int MESSAGES = 100;
    private static final List<String> CHANNELS = List.of("room.a", "room.b", "room.c");
    private static final int ALL = PUBLISHERS * MESSAGES * CHANNELS.size();

    private final ChatHandler handler = new ChatHandler();

    @Test
    @Timeout(180)
    void everySubscriberGetsTheOrderOfTheLog() throws Exception {
        ChannelRules rules = ChannelRules.builder()
                .channel("room.*", rule -> rule.history(10_000, Duration.ofHours(1)))
                .build();
        List<WireClient> ofVersionOne = new ArrayList<>();
        List<SessionSocket> ofVersionTwo = new ArrayList<>();
        try (EngineServer server = EngineServer.startWith(environment -> environment.channelRules(rules), handler)) {
            handler.channels = server.engine().channels();
            List<List<String>> subscriptions = List.of(CHANNELS, List.of("room.*"), List.of("*", "room.a"));
            for (List<String> names : subscriptions) {
                for (WireClient.Wire wire : WireClient.Wire.values()) {
                    WireClient client = WireClient.connect(server.uri("/ws"), wire);
                    ofVersionOne.add(client);
                    assertThat(client.call("subscribe", names).error()).isNull();
                }
                for (SessionSocket.Wire wire : SessionSocket.Wire.values()) {
                    SessionSocket client = SessionSocket.open(server.uri("/ws"), wire);
                    ofVersionTwo.add(client);
                    assertThat(client.call("1", "subscribe", names).error()).isNull();
                }
            }

            long queued = publishOnManyThreads();

            assertThat(queued).isEqualTo((long) ALL * (ofVersionOne.size() + ofVersionTwo.size()));
            Map<String, List<Object>> kept = kept();
            for (WireClient client : ofVersionOne) {
                assertThat(received(client)).isEqualTo(kept);
            }
            for (SessionSocket client : ofVersionTwo) {
                assertThat(received(client)).isEqualTo(kept);
            }
        } finally {
            ofVersionOne.forEach(WireClient::close);
            ofVersionTwo.forEach(SessionSocket::close);
        }
    }

    /** Returns for how many connections messages were queued. */
    private long publishOnManyThreads() throws Exception {
        ExecutorService threads = Executors.newFixedThreadPool(PUBLISHERS);
        try {
            CyclicBarrier start = new CyclicBarrier(PUBLISHERS);
            List<Future<Long>> publishers = new ArrayList<>();
            for (int publisher = 0; publisher < PUBLISHERS; publisher++) {
                int first = publisher * MESSAGES;
                publishers.add(threads.submit(() -> {
                    long queued = 0;
                    start.await();
                    for (int i = 0; i < MESSAGES; i++) {
                        for (String channel : CHANNELS) {
                            queued += handler.channels.publish(channel, first + i);
                        }
                    }
                    return queued;
                }));
            }
            long queued = 0;
            for (Future<Long> publisher : publishers) {
                queued += publisher.get(120, TimeUnit.SECONDS);
            }
            return queued;
        } finally {
            threads.shutdownNow();
        }
    }

    private Map<String, List<Object>> kept() {
        Map<String, List<Object>> kept = new HashMap<>();
        for (String channel : CHANNELS) {
            List<Object> data = handler.channels.history(channel, ALL).stream()
                    .map(ChannelMessage::data)
                    .toList();
            assertThat(data).hasSize(PUBLISHERS * MESSAGES).doesNotHaveDuplicates();
            kept.put(channel, data);
        }
        return kept;
    }

    private static Map<String, List<Object>> received(WireClient client) throws InterruptedException {
        Map<String, List<Object>> received = new HashMap<>();
        for (int i = 0; i < ALL; i++) {
            add(received, client.packet());
        }
        assertThat(client.packets()).isEmpty();
        return received;
    }

    private static Map<String, List<Object>> received(SessionSocket client) throws Exception {
        Map<String, List<Object>> received = new HashMap<>();
        Map<Integer, Long> offsets = new HashMap<>();
        for (int i = 0; i < ALL; ) {
            Envelope envelope = client.poll(Duration.ofSeconds(30));
            assertThat(envelope).as("message %s of %s", i, ALL).isNotNull();
            if (envelope.source() == PacketSource.CHANNEL) {
                LogPosition position =
                        LogPosition.parse(envelope.position().orElseThrow()).orElseThrow();
                assertThat(position.offset()).isGreaterThan(offsets.getOrDefault(position.shard(), 0L));
                offsets.put(position.shard(), position.offset());
                add(received, envelope.packet());
                i++;
            }
        }
        return received;
    }

    private static void add(Map<String, List<Object>> received, Packet packet) {
        received.computeIfAbsent(packet.channel(), channel -> new ArrayList<>()).add(packet.data());
    }
}
