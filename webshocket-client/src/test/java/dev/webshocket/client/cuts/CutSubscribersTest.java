package dev.webshocket.client.cuts;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.webshocket.ChannelRules;
import dev.webshocket.WebshocketSettings;
import dev.webshocket.client.ClientState;
import dev.webshocket.client.RetryPolicy;
import dev.webshocket.client.WebSocketClient;
import dev.webshocket.packet.PacketSource;
import dev.webshocket.support.CuttingProxy;
import dev.webshocket.support.CuttingProxy.Cut;
import dev.webshocket.support.CuttingProxy.Fate;
import dev.webshocket.tyrus.WebSocketServer;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Cuts many subscribers at random places and keeps them away for random times, while messages are published: each has every message
 * once and in order, or a gap where the history was shorter. Half are Java clients, half speak JSON. System properties: {@code
 * subscribers}, {@code subscribers.seconds}, {@code subscribers.rate} (messages a second), {@code subscribers.away} (how long a client
 * is away, in milliseconds at most, mostly) and {@code cuts.seed}.
 */
@Tag("slow")
@Timeout(1800)
class CutSubscribersTest {

    private static final int CLIENTS = Integer.getInteger("subscribers", 50);
    private static final int SECONDS = Integer.getInteger("subscribers.seconds", 2);
    private static final int RATE = Integer.getInteger("subscribers.rate", 100);
    private static final int AWAY = Integer.getInteger("subscribers.away", 1_500);
    private static final long SEED = Long.getLong("cuts.seed", 20_261_128L);
    private static final Duration LONG = Duration.ofSeconds(120);

    private static final List<String> GROUPS = List.of("news", "price", "room", "log");
    private static final int CHANNELS = 5;

    /** How many connections there are in the time of a client's absence at most. */
    private static final int ATTEMPTS = 4;

    private final Random random = new Random(SEED);
    private final Random cuts = new Random(SEED + 1);
    /** How many messages of each channel have been ordered. */
    private final Map<String, Long> ordered = new ConcurrentHashMap<>();

    private final AtomicBoolean calm = new AtomicBoolean(true);
    private final List<FeedReader> readers = new ArrayList<>();
    private final List<RawFeedClient> raw = new ArrayList<>();
    private final List<WebSocketClient> clients = new ArrayList<>();
    private final List<Thread> threads = new ArrayList<>();

    @ParameterizedTest
    @CsvSource({"30, 100000", "1, 4", "0, 100000", "0, 4"})
    void eachMessageComesOnceAndInOrderOrAGapIsToldOf(int keep, int history) throws Exception {
        System.out.println("CutSubscribersTest: cuts.seed=" + SEED + ", " + CLIENTS + " clients, " + SECONDS + " s, "
                + RATE + " messages/s, sessionKeep " + keep + " s, history " + history);
        try (WebSocketServer server = WebSocketServer.builder()
                        .port(0)
                        .handlers(FeedHandler.class)
                        .channelRules(ChannelRules.builder()
                                .channel("*", rule -> rule.history(history, Duration.ofHours(1)))
                                .build())
                        .settings(WebshocketSettings.builder()
                                .pingInterval(Duration.ofSeconds(1))
                                .sessionKeep(Duration.ofSeconds(keep))
                                .build())
                        .start();
                CuttingProxy proxy = CuttingProxy.to(server.uri("/feed"), number -> fate());
                WebSocketClient publisher = WebSocketClient.connect(server.uri("/feed"))) {
            start(proxy.through(server.uri("/feed")));
            await().atMost(LONG).until(this::allFollow);
            calm.set(false);
            publish(publisher, proxy);
            calm.set(true);
            finish(publisher);
        } finally {
            stop();
            report();
            assertThat(faults()).isEmpty();
        }
        if (history > SECONDS * RATE) {
            assertThat(readers).as("gaps though nothing was forgotten").allMatch(reader -> reader.toldGaps() == 0);
        }
    }

    /** Some connections are refused, so that a client is away for a while; the others are cut somewhere. */
    private Fate fate() {
        if (calm.get()) {
            return Fate.NONE;
        }
        if (cuts.nextInt(ATTEMPTS) != 0) {
            return Fate.cutAfter(0, Cut.RST);
        }
        // Silence comes after the handshake, which is given up late.
        return cuts.nextInt(3) == 0
                ? Fate.cutAfter(2_000 + cuts.nextInt(8_000), Cut.SILENCE)
                : Fate.cutAfter(cuts.nextInt(8_000), cuts.nextBoolean() ? Cut.FIN : Cut.RST);
    }

    private Map<String, List<String>> subscriptions() {
        Map<String, List<String>> chosen = new LinkedHashMap<>();
        String group = GROUPS.get(random.nextInt(GROUPS.size()));
        chosen.put(
                group + ".*",
                IntStream.range(0, CHANNELS).mapToObj(i -> group + "." + i).toList());
        for (int i = random.nextInt(4); i > 0; i--) {
            String name = GROUPS.get(random.nextInt(GROUPS.size())) + "." + random.nextInt(CHANNELS);
            if (!name.startsWith(group)) {
                chosen.put(name, List.of(name));
            }
        }
        return chosen;
    }

    private void start(URI uri) {
        RetryPolicy policy = RetryPolicy.builder()
                .firstDelay(Duration.ofMillis(Math.max(1, AWAY / ATTEMPTS)))
                .maxDelay(Duration.ofMillis(Math.max(1, AWAY / ATTEMPTS)))
                .build();
        List<CompletableFuture<WebSocketClient>> connecting = new ArrayList<>();
        for (int i = 0; i < CLIENTS; i++) {
            FeedReader reader = new FeedReader(
                    (i % 2 == 0 ? "Java client " : "JSON client ") + i,
                    subscriptions(),
                    channel -> ordered.getOrDefault(channel, 0L));
            readers.add(reader);
            if (i % 2 == 0) {
                connecting.add(WebSocketClient.builder(uri)
                        .retry(policy)
                        .callTimeout(LONG)
                        .onReceive(packet -> {
                            if (packet.source() == PacketSource.CHANNEL) {
                                reader.message(packet.channel(), (Long) packet.data());
                            }
                        })
                        .onGap(reader::gap)
                        .onReconnect(back -> back.call("follow", Void.class, reader.subscriptions()))
                        .connectAsync());
            } else {
                RawFeedClient client = new RawFeedClient(uri, reader);
                raw.add(client);
                Thread thread = new Thread(client, "raw-client-" + i);
                threads.add(thread);
                thread.start();
            }
        }
        for (int i = 0; i < connecting.size(); i++) {
            WebSocketClient client = connecting.get(i).join();
            clients.add(client);
            client.call("follow", Void.class, readers.get(2 * i).subscriptions());
        }
    }

    private boolean allFollow() {
        return raw.stream().allMatch(RawFeedClient::isFollowing)
                && clients.stream().allMatch(client -> client.state() == ClientState.CONNECTED);
    }

    private void publish(WebSocketClient publisher, CuttingProxy proxy) throws InterruptedException {
        long begun = System.nanoTime();
        long interval = TimeUnit.SECONDS.toNanos(1) / RATE;
        for (int i = 0; i < SECONDS * RATE; i++) {
            String channel = GROUPS.get(random.nextInt(GROUPS.size())) + "." + random.nextInt(CHANNELS);
            ordered.merge(channel, 1L, Long::sum);
            publisher.callAsync("publish", Void.class, channel);
            if (i == 0) {
                // The connections from before are not cut otherwise.
                proxy.cut(Cut.FIN);
            }
            long wait = begun + (i + 1) * interval - System.nanoTime();
            if (wait > 0) {
                TimeUnit.NANOSECONDS.sleep(wait);
            }
        }
    }

    /** Publishes one more message to each channel, when all clients are back, and waits for them. */
    @SuppressWarnings("unchecked")
    private void finish(WebSocketClient publisher) {
        await().atMost(LONG).until(this::allFollow);
        for (String group : GROUPS) {
            for (int i = 0; i < CHANNELS; i++) {
                ordered.merge(group + "." + i, 1L, Long::sum);
                publisher.call("publish", Void.class, group + "." + i);
            }
        }
        Map<String, Long> published = new LinkedHashMap<>();
        ((Map<String, Number>) publisher.call("published", Object.class))
                .forEach((channel, number) -> published.put(channel, number.longValue()));
        await().atMost(LONG)
                .failFast("a client has found a fault", () -> !faults().isEmpty())
                .untilAsserted(() -> assertThat(readers)
                        .filteredOn(reader -> !reader.hasRead(published))
                        .isEmpty());
    }

    private List<String> faults() {
        return readers.stream().flatMap(reader -> reader.faults().stream()).toList();
    }

    private void stop() throws InterruptedException {
        raw.forEach(RawFeedClient::end);
        clients.stream().map(WebSocketClient::closeAsync).toList().forEach(CompletableFuture::join);
        for (Thread thread : threads) {
            thread.join(TimeUnit.SECONDS.toMillis(30));
        }
    }

    private void report() {
        System.out.println("CutSubscribersTest: "
                + readers.stream().mapToLong(FeedReader::received).sum() + " received, "
                + readers.stream().mapToLong(FeedReader::missed).sum() + " missed, "
                + readers.stream().mapToInt(FeedReader::toldGaps).sum() + " gaps");
    }
}
