package dev.webshocket.it.cluster;

import dev.webshocket.RpcException;
import dev.webshocket.client.ClientException;
import dev.webshocket.client.WebSocketClient;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.TimeUnit;

/**
 * Publishes numbered messages to channels at random, one after the other: the next one when the server has said that one is published.
 * One that the server has refused, or whose answer was lost, it publishes again as another attempt. Safe for use by any thread.
 */
final class Publisher implements Runnable {

    private static final Duration ANSWER = Duration.ofSeconds(30);

    private static final long PAUSE_MILLIS = 50;

    private final int number;
    private final URI uri;
    private final List<String> channels;
    private final int count;
    private final long intervalNanos;
    private final Random random;
    private final Map<String, List<Message>> published = new HashMap<>();
    private int refused;
    private volatile Throwable failure;

    /**
     * Makes a publisher.
     *
     * @param number its number, in its messages
     * @param count how many messages
     * @param rate how many a second at most
     */
    Publisher(int number, URI uri, List<String> channels, int count, int rate, long seed) {
        this.number = number;
        this.uri = uri;
        this.channels = channels;
        this.count = count;
        this.intervalNanos = TimeUnit.SECONDS.toNanos(1) / rate;
        this.random = new Random(seed);
    }

    @Override
    public void run() {
        try (WebSocketClient client =
                TestCluster.patient(uri).callTimeout(ANSWER).connect()) {
            long begin = System.nanoTime();
            for (int i = 1; i <= count; i++) {
                publish(client, channels.get(random.nextInt(channels.size())), i);
                long early = begin + i * intervalNanos - System.nanoTime();
                if (early > 0) {
                    TimeUnit.NANOSECONDS.sleep(early);
                } else {
                    begin -= early;
                }
            }
        } catch (InterruptedException | RuntimeException | Error e) {
            failure = e;
        }
    }

    private void publish(WebSocketClient client, String channel, int next) throws InterruptedException {
        long begin = System.nanoTime();
        for (int attempt = 1; ; attempt++) {
            Message message = new Message(number, next, attempt, System.nanoTime());
            try {
                client.call("publish", Void.class, channel, message.payload());
                synchronized (this) {
                    published.computeIfAbsent(channel, key -> new ArrayList<>()).add(message);
                }
                return;
            } catch (ClientException | RpcException e) {
                synchronized (this) {
                    refused++;
                }
                if (System.nanoTime() - begin > TestCluster.PATIENCE.toNanos()) {
                    throw e;
                }
                TimeUnit.MILLISECONDS.sleep(PAUSE_MILLIS);
            }
        }
    }

    /** Returns the messages of which the server has said that they are published, in their order. */
    synchronized List<Message> published(String channel) {
        return List.copyOf(published.getOrDefault(channel, List.of()));
    }

    synchronized int published() {
        return published.values().stream().mapToInt(List::size).sum();
    }

    /** Returns how many attempts failed. */
    synchronized int refused() {
        return refused;
    }

    /** Returns why it has given up; null if it has not. */
    Throwable failure() {
        return failure;
    }
}
