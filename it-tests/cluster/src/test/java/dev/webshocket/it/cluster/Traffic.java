package dev.webshocket.it.cluster;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.webshocket.client.WebSocketClient;
import dev.webshocket.support.WireClient.Wire;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;

/**
 * Subscribers and publishers behind the front door. {@link Completeness} compares what they have published and received. For one thread.
 */
final class Traffic implements AutoCloseable {

    /** The publisher of the last message of each channel. */
    private static final int LAST = 0;

    private final TestCluster cluster;
    private final Load load;
    private final List<String> channels;
    private final List<Subscriber> subscribers = new ArrayList<>();
    private final List<List<String>> follows = new ArrayList<>();
    private final List<Publisher> publishers = new ArrayList<>();
    private final List<Thread> threads = new ArrayList<>();

    /**
     * Connects the subscribers: every third by a pattern, every third on version 1.
     *
     * @param group begins the names of the channels, such as {@code kept}
     */
    Traffic(TestCluster cluster, Load load, String group, int count) {
        this.cluster = cluster;
        this.load = load;
        this.channels = IntStream.range(0, count).mapToObj(i -> group + "." + i).toList();
        Random random = new Random(load.seed());
        try {
            for (int i = 0; i < load.clients(); i++) {
                subscribe(i, group, random);
            }
            awaitFollowing();
        } catch (RuntimeException | Error e) {
            close();
            throw e;
        }
    }

    private void subscribe(int index, String group, Random random) {
        int first = random.nextInt(channels.size());
        boolean pattern = random.nextInt(3) == 0;
        List<String> followed =
                pattern ? channels : List.of(channels.get(first), channels.get((first + 1) % channels.size()));
        List<String> subscriptions = pattern ? List.of(group + ".*") : followed;
        follows.add(followed);
        subscribers.add(
                index % 3 == 2
                        ? new PlainSubscriber(
                                cluster.uri(),
                                "plain-" + index,
                                index % 2 == 0 ? Wire.MSGPACK : Wire.JSON_TEXT,
                                subscriptions)
                        : new ReliableSubscriber(cluster.uri(), "reliable-" + index, subscriptions));
    }

    List<Subscriber> subscribers() {
        return subscribers;
    }

    /** Returns those that speak version 2. */
    List<ReliableSubscriber> reliable() {
        return subscribers.stream()
                .filter(ReliableSubscriber.class::isInstance)
                .map(ReliableSubscriber.class::cast)
                .toList();
    }

    List<Publisher> publishers() {
        return publishers;
    }

    /** Returns which channels a subscriber follows. */
    List<String> channels(Subscriber subscriber) {
        return follows.get(subscribers.indexOf(subscriber));
    }

    /** Begins to publish. */
    void publish() {
        for (int i = 1; i <= load.publishers(); i++) {
            Publisher publisher = new Publisher(
                    i,
                    cluster.uri(),
                    channels,
                    load.messages() / load.publishers(),
                    Math.max(1, load.rate() / load.publishers()),
                    load.seed() + i);
            publishers.add(publisher);
            Thread thread = new Thread(publisher, "publisher-" + i);
            threads.add(thread);
            thread.start();
        }
    }

    /** Waits until a part of the messages has been published. */
    void awaitPublished(double part) {
        await().atMost(TestCluster.PATIENCE)
                .failFast(() -> assertThat(publishers)
                        .allSatisfy(publisher -> assertThat(publisher.failure()).isNull()))
                .until(() -> publishers.stream().mapToInt(Publisher::published).sum() >= part * load.messages());
    }

    /** Waits until all has been published, and all subscribers are connected and have got the last message of each channel. */
    void finish() throws InterruptedException {
        for (Thread thread : threads) {
            thread.join(TimeUnit.SECONDS.toMillis(load.messages() / load.rate()) + 2 * TestCluster.PATIENCE.toMillis());
        }
        assertThat(publishers)
                .allSatisfy(publisher -> assertThat(publisher.failure()).isNull());
        awaitFollowing();
        Message last = new Message(LAST, 1, 1, System.nanoTime());
        try (WebSocketClient client = TestCluster.patient(cluster.uri()).connect()) {
            for (String channel : channels) {
                client.call("publish", Void.class, channel, last.payload());
            }
        }
        await().atMost(TestCluster.PATIENCE)
                .untilAsserted(() -> assertThat(subscribers)
                        .filteredOn(subscriber -> !channels(subscriber).stream()
                                .allMatch(channel -> subscriber.reader().has(channel, last)))
                        .isEmpty());
        System.out.println(summary());
    }

    /** Waits until all are connected, with their subscriptions. */
    void awaitFollowing() {
        await().atMost(TestCluster.PATIENCE)
                .untilAsserted(() -> assertThat(subscribers)
                        .filteredOn(subscriber -> !subscriber.isFollowing())
                        .isEmpty());
    }

    /** Returns what the servers have kept of each channel. */
    Map<String, List<Message>> history() {
        Map<String, List<Message>> history = new TreeMap<>();
        try (WebSocketClient client = TestCluster.patient(cluster.uri()).connect()) {
            for (String channel : channels) {
                List<?> kept = (List<?>) client.call("history", Object.class, channel, 1_000_000);
                history.put(channel, kept.stream().map(Message::of).toList());
            }
        }
        return history;
    }

    private String summary() {
        long[] latencies = subscribers.stream()
                .flatMap(subscriber -> subscriber.reader().latencies().stream())
                .mapToLong(Long::longValue)
                .sorted()
                .toArray();
        return publishers.stream().mapToInt(Publisher::published).sum() + " published, "
                + publishers.stream().mapToInt(Publisher::refused).sum() + " attempts refused, " + latencies.length
                + " received, latency in ms: median " + percentile(latencies, 0.5) + ", 99 % "
                + percentile(latencies, 0.99) + ", most " + percentile(latencies, 1);
    }

    private static double percentile(long[] sorted, double part) {
        int index = (int) Math.ceil(part * sorted.length) - 1;
        return sorted.length == 0 ? 0 : Math.round(sorted[Math.max(0, index)] / 1e4) / 100.0;
    }

    @Override
    public void close() {
        subscribers.parallelStream().forEach(Subscriber::close);
    }
}
