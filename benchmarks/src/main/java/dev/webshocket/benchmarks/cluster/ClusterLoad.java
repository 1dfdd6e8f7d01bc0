package dev.webshocket.benchmarks.cluster;

import dev.webshocket.client.WebSocketClient;
import dev.webshocket.packet.PacketSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Measures servers on one Redis: how many messages they publish in a second, and how long one takes from its publisher to its
 * subscribers. Clients, servers and Redis share the machine. Arguments: the numbers of servers, 0 for one without Redis; system
 * properties {@code seconds}, {@code rate}, {@code publishers}, {@code subscribers} and {@code group}, {@code kept} for channels with
 * history.
 */
public final class ClusterLoad {

    private static final int SECONDS = Integer.getInteger("seconds", 6);
    private static final int RATE = Integer.getInteger("rate", 2_000);
    private static final int PUBLISHERS = Integer.getInteger("publishers", 48);
    private static final int SUBSCRIBERS = Integer.getInteger("subscribers", 30);
    private static final String GROUP = System.getProperty("group", "kept");

    /** Calls of a publisher that are under way at once, at full load. */
    private static final int OUTSTANDING = 8;

    private static final int CHANNELS = 32;

    private final Servers servers;
    private final List<WebSocketClient> publishers = new ArrayList<>();
    private final List<WebSocketClient> subscribers = new ArrayList<>();
    /** Nanoseconds, while they are measured. */
    private final ConcurrentLinkedQueue<Long> latencies = new ConcurrentLinkedQueue<>();

    private final AtomicBoolean measuring = new AtomicBoolean();
    private final AtomicLong received = new AtomicLong();

    private ClusterLoad(Servers servers) {
        this.servers = servers;
    }

    /**
     * Measures each number of servers in turn, and prints a line of a table for each.
     *
     * @param arguments the numbers of servers
     * @throws Exception if something does not start or fails; then there are no figures
     */
    public static void main(String[] arguments) throws Exception {
        System.out.println("| servers | published a second | µs of CPU for each: Redis | servers | latency at " + RATE
                + " a second: median | 99 % |");
        System.out.println("|---|---|---|---|---|---|");
        for (String count : arguments) {
            try (Servers servers = Servers.start(Integer.parseInt(count))) {
                System.out.println("| " + count + " | " + new ClusterLoad(servers).measure() + " |");
            }
        }
        System.exit(0);
    }

    private String measure() throws Exception {
        connect();
        publishAtFullSpeed(SECONDS / 2.0); // warms up
        Servers.Cpu begin = servers.cpu();
        long started = System.nanoTime();
        long published = publishAtFullSpeed(SECONDS);
        double seconds = (System.nanoTime() - started) / 1e9;
        Servers.Cpu atFullSpeed = servers.cpu().minus(begin);
        publishAtRate(2); // the queues are empty then
        begin = servers.cpu();
        measuring.set(true);
        publishAtRate(SECONDS);
        measuring.set(false);
        Servers.Cpu atRate = servers.cpu().minus(begin);
        long[] sorted = latencies.stream().mapToLong(Long::longValue).sorted().toArray();
        publishers.forEach(WebSocketClient::close);
        subscribers.forEach(WebSocketClient::close);
        return String.format(
                Locale.ROOT,
                "%,.0f | %s | %s | %.2f ms | %.2f ms",
                published / seconds,
                atFullSpeed.forEach(published),
                atRate.forEach((long) RATE * SECONDS),
                percentile(sorted, 0.5),
                percentile(sorted, 0.99));
    }

    private void connect() {
        for (int i = 0; i < SUBSCRIBERS; i++) {
            WebSocketClient subscriber = servers.client(i)
                    .onReceive(packet -> {
                        if (packet.source() == PacketSource.CHANNEL) {
                            received.incrementAndGet();
                            if (measuring.get()) {
                                latencies.add(System.nanoTime() - ((Number) packet.data()).longValue());
                            }
                        }
                    })
                    .connect();
            subscriber.call("follow", Void.class, channel(i));
            subscribers.add(subscriber);
        }
        for (int i = 0; i < PUBLISHERS; i++) {
            publishers.add(servers.client(i).connect());
        }
    }

    private static String channel(int index) {
        return GROUP + "." + index % CHANNELS;
    }

    /** Returns how many messages were published. */
    private long publishAtFullSpeed(double seconds) throws InterruptedException {
        AtomicLong published = new AtomicLong();
        ConcurrentLinkedQueue<Throwable> failures = new ConcurrentLinkedQueue<>();
        long end = System.nanoTime() + (long) (seconds * 1e9);
        List<Thread> threads = new ArrayList<>();
        for (int i = 0; i < PUBLISHERS; i++) {
            int number = i;
            Thread thread = new Thread(() -> {
                Semaphore free = new Semaphore(OUTSTANDING);
                for (int n = 0; System.nanoTime() < end && failures.isEmpty(); n++) {
                    free.acquireUninterruptibly();
                    publish(number, number + n).whenComplete((done, failure) -> {
                        free.release();
                        if (failure != null) {
                            failures.add(failure);
                        } else {
                            published.incrementAndGet();
                        }
                    });
                }
                free.acquireUninterruptibly(OUTSTANDING);
            });
            threads.add(thread);
            thread.start();
        }
        for (Thread thread : threads) {
            thread.join();
        }
        if (!failures.isEmpty()) {
            throw new IllegalStateException("a message was not published", failures.peek());
        }
        return published.get();
    }

    /** Publishes evenly, and waits until all subscribers have got all messages. */
    private void publishAtRate(int seconds) throws InterruptedException {
        long expected = received.get();
        List<CompletableFuture<Void>> published = new ArrayList<>();
        long begin = System.nanoTime();
        for (int i = 0; i < RATE * seconds; i++) {
            long early = begin + i * TimeUnit.SECONDS.toNanos(1) / RATE - System.nanoTime();
            if (early > 0) {
                TimeUnit.NANOSECONDS.sleep(early);
            }
            published.add(publish(i % PUBLISHERS, i));
            expected += subscribers(i % CHANNELS);
        }
        published.forEach(CompletableFuture::join);
        long patience = System.nanoTime() + TimeUnit.SECONDS.toNanos(20);
        while (received.get() < expected) {
            if (System.nanoTime() > patience) {
                throw new IllegalStateException("received " + received.get() + " of " + expected + " messages");
            }
            TimeUnit.MILLISECONDS.sleep(10);
        }
    }

    private static int subscribers(int channel) {
        return SUBSCRIBERS / CHANNELS + (channel < SUBSCRIBERS % CHANNELS ? 1 : 0);
    }

    private CompletableFuture<Void> publish(int publisher, int channel) {
        return publishers.get(publisher).callAsync("publish", Void.class, channel(channel), System.nanoTime());
    }

    private static double percentile(long[] sorted, double part) {
        return sorted.length == 0 ? Double.NaN : sorted[(int) Math.ceil(part * sorted.length) - 1] / 1e6;
    }
}
