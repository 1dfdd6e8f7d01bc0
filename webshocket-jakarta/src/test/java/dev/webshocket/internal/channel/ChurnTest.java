package dev.webshocket.internal.channel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.webshocket.ClientConnection;
import dev.webshocket.spi.platform.CallScope;
import dev.webshocket.spi.platform.CallScopes;
import dev.webshocket.support.EngineServer;
import dev.webshocket.support.WireClient;
import dev.webshocket.support.WireClient.Wire;
import java.lang.System.Logger.Level;
import java.lang.ref.WeakReference;
import java.time.Duration;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/**
 * Connections subscribe, publish and abort at random; afterwards the registry must be empty. The system properties
 * {@code churn.connections} and {@code churn.seconds} set how many run at a time and for how long.
 */
@Tag("slow")
class ChurnTest {

    private static final System.Logger LOG = System.getLogger(ChurnTest.class.getName());
    private static final int CONNECTIONS = Integer.getInteger("churn.connections", 100);
    private static final int SECONDS = Integer.getInteger("churn.seconds", 5);
    private static final int THREADS = 4;
    private static final List<String> NAMES = List.of("a", "b", "news.tech", "news.sports", "x".repeat(200));
    private static final List<String> PATTERNS =
            List.of("*", "news.*", "*.tech", "?", "[ab]", "*e*s*", "[", "new[r-t].*");

    private final ChatHandler handler = new ChatHandler();
    private final Departures departures = new Departures();
    private final AtomicInteger connects = new AtomicInteger();
    private final AtomicInteger most = new AtomicInteger();

    @Test
    @Timeout(value = 10, unit = TimeUnit.MINUTES) // Longer than what all tests have: it can be run for minutes.
    void leavesNothingBehind() throws Exception {
        try (EngineServer server = handler.start(departures)) {
            // The first round loads classes and fills pools.
            churn(server, Duration.ofSeconds(Math.max(1, SECONDS / 4)));
            long before = usedHeap();
            int steps = churn(server, Duration.ofSeconds(SECONDS));
            // Grizzly's idle timer references closed connections for up to a second.
            await().atMost(Duration.ofSeconds(60)).untilAsserted(() -> {
                long after = usedHeap();
                LOG.log(
                        Level.INFO,
                        "{0} steps, {1} connections at a time; heap {2} bytes before, {3} after",
                        steps,
                        most,
                        before,
                        after);
                assertThat(after - before).as("growth of the heap in bytes").isLessThan(8L << 20);
            });
        }
    }

    /** Returns how many connections, calls and ends there were. */
    private int churn(EngineServer server, Duration duration) throws Exception {
        ExecutorService threads = Executors.newFixedThreadPool(THREADS);
        int steps = 0;
        try {
            long end = System.nanoTime() + duration.toNanos();
            List<Callable<Integer>> tasks = new ArrayList<>();
            for (int i = 0; i < THREADS; i++) {
                Random random = new Random(i);
                tasks.add(() -> new Clients(server, random, connects, most).churnUntil(end));
            }
            for (Future<Integer> task : threads.invokeAll(tasks)) {
                steps += task.get();
            }
        } finally {
            threads.shutdownNow();
        }
        awaitEndOfAll(server);
        assertForgotten();
        assertThat(server.channels.size()).isZero();
        assertThat(((InMemoryChannelRegistry) server.channels).isEmpty()).isTrue();
        assertThat(steps).isPositive();
        return steps;
    }

    /**
     * The server may register the last connections after their clients have closed, so the test counts ended
     * connections.
     */
    private void awaitEndOfAll(EngineServer server) {
        await().atMost(Duration.ofSeconds(60)).untilAsserted(() -> {
            assertThat(departures.count())
                    .as("clients whose connection has ended")
                    .isEqualTo(connects.get());
            assertThat(server.states.size()).as("states").isZero();
            assertThat(server.engine().connections()).as("connections").isZero();
        });
    }

    /** Checks that no connection is reachable. */
    private void assertForgotten() {
        List<WeakReference<ClientConnection>> gone =
                handler.connected.stream().map(WeakReference::new).toList();
        await().atMost(Duration.ofSeconds(60)).untilAsserted(() -> {
            // Repeated, since a session that Tyrus opens twice may come late.
            handler.connected.clear();
            handler.ended.clear();
            System.gc();
            assertThat(gone.stream().filter(connection -> connection.get() != null))
                    .as("of %d connections, those that are still reachable", gone.size())
                    .isEmpty();
        });
    }

    private static long usedHeap() {
        System.gc();
        return Runtime.getRuntime().totalMemory() - Runtime.getRuntime().freeMemory();
    }

    /**
     * The clients whose connections have ended. They are identified by a number that they send, since Tyrus's own
     * server parses data of a closed connection as another handshake: it opens a further session then, and closes it at
     * once.
     */
    private static final class Departures implements CallScopes {

        static final String CLIENT = "Client-Number";

        private final BitSet clients = new BitSet();

        @Override
        public CallScope begin(ClientConnection connection) {
            return CallScope.NONE;
        }

        @Override
        public synchronized void connectionEnded(ClientConnection connection) {
            clients.set(Integer.parseInt(connection.headers().get(CLIENT).get(0)));
        }

        synchronized int count() {
            return clients.cardinality();
        }
    }

    /** The connections of one thread. */
    private record Clients(
            EngineServer server, Random random, AtomicInteger connects, AtomicInteger most, WireClient[] slots) {

        Clients(EngineServer server, Random random, AtomicInteger connects, AtomicInteger most) {
            this(server, random, connects, most, new WireClient[CONNECTIONS / THREADS]);
        }

        int churnUntil(long end) {
            int steps = 0;
            while (System.nanoTime() < end) {
                step(random.nextInt(slots.length));
                steps++;
            }
            most.accumulateAndGet(server.engine().connections(), Math::max);
            for (WireClient client : slots) {
                drop(client);
            }
            return steps;
        }

        private void step(int slot) {
            WireClient client = slots[slot];
            if (client == null || client.isClosed()) {
                Wire wire = Wire.values()[random.nextInt(Wire.values().length)];
                String number = String.valueOf(connects.getAndIncrement());
                slots[slot] = WireClient.connect(server.uri("/ws"), wire, Map.of(Departures.CLIENT, number));
                return;
            }
            client.packets().clear();
            switch (random.nextInt(8)) {
                case 0, 1, 2 -> client.request("subscribe", List.of(some()), Map.of());
                case 3 -> client.request("unsubscribe", List.of(some()), Map.of());
                case 4, 5, 6 -> client.request("publish", List.of(one(NAMES), "hello"), Map.of());
                default -> {
                    // The answer to its last call may still be in transit.
                    client.request("subscribe", List.of(some()), Map.of());
                    drop(client);
                    slots[slot] = null;
                }
            }
        }

        private void drop(WireClient client) {
            if (client != null && random.nextBoolean()) {
                client.socket().abort();
            } else if (client != null) {
                client.close();
            }
        }

        private List<String> some() {
            return List.of(one(NAMES), one(PATTERNS));
        }

        private String one(List<String> list) {
            return list.get(random.nextInt(list.size()));
        }
    }
}
