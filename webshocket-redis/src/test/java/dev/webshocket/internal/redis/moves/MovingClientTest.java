package dev.webshocket.internal.redis.moves;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.webshocket.ChannelRules;
import dev.webshocket.RpcItems;
import dev.webshocket.WebshocketSettings;
import dev.webshocket.client.ClientException;
import dev.webshocket.client.RetryPolicy;
import dev.webshocket.client.WebSocketClient;
import dev.webshocket.packet.Packet;
import dev.webshocket.redis.support.FrontDoor;
import dev.webshocket.redis.support.Node;
import dev.webshocket.redis.support.RedisServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import redis.clients.jedis.Jedis;

/** The Java client behind a load balancer, whose servers share a Redis and come and go. */
@Tag("slow")
@Timeout(300)
class MovingClientTest {

    private static final Duration WITHIN = Duration.ofSeconds(60);

    private static final ChannelRules RULES = ChannelRules.builder()
            .channel("*", rule -> rule.history(10_000, Duration.ofMinutes(10)))
            .build();

    private final RedisServer redis = RedisServer.start();
    private final FrontDoor door = door();
    private final List<Node> nodes = new ArrayList<>();
    private final List<DeskHandler> handlers = new ArrayList<>();
    private final List<Packet> heard = new CopyOnWriteArrayList<>();
    private final List<Object> gaps = new CopyOnWriteArrayList<>();
    private final AtomicInteger newSessions = new AtomicInteger();
    private WebSocketClient client;

    private static FrontDoor door() {
        try {
            return new FrontDoor();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @BeforeEach
    void connect() throws Exception {
        start();
        client = WebSocketClient.builder(URI.create("ws://127.0.0.1:" + door.port() + "/desk"))
                .retry(RetryPolicy.builder()
                        .firstDelay(Duration.ofMillis(20))
                        .maxDelay(Duration.ofMillis(200))
                        .build())
                .credentials(() -> "ada")
                .onReceive(heard::add)
                .onGap(gaps::add)
                .onReconnect(back -> newSessions.incrementAndGet())
                .connect();
        client.call("fill", Void.class, "tea", 3);
        client.call("join", Void.class, List.of("room.1", "news.*"));
        assertThat(client.call("bump", Integer.class)).isEqualTo(1);
    }

    @AfterEach
    void close() throws Exception {
        client.close();
        for (Node node : nodes) {
            node.close();
        }
        door.close();
        redis.close();
    }

    /** Starts another server behind the door. */
    private Node start() throws Exception {
        DeskHandler handler = new DeskHandler();
        WebshocketSettings settings = WebshocketSettings.builder()
                .shutdownGrace(Duration.ofSeconds(5))
                .retryAfter(Duration.ZERO)
                .build();
        Node node = Node.start(
                redis,
                environment ->
                        environment.settings(settings).channelRules(RULES).credentials(DeskHandler.check()),
                handler);
        nodes.add(node);
        handlers.add(handler);
        door.add(node.port());
        return node;
    }

    /** Stops a server, and takes it out of those that the test closes. */
    private void stop(Node node) {
        door.withdraw(node.port());
        nodes.remove(node);
        node.close();
    }

    private static void publish(Node node, int from, int to) {
        for (int i = from; i <= to; i++) {
            node.server().engine().channels().publish("room.1", i);
            node.server().engine().channels().publish("news." + i % 3, i);
        }
    }

    private List<Object> of(String channel) {
        return heard.stream()
                .filter(packet -> packet.channel().startsWith(channel))
                .map(Packet::data)
                .toList();
    }

    /** Waits until the client has had each number once and in order, by name and by pattern. */
    private void hasHeardAll(int to) {
        await().atMost(WITHIN)
                .until(() -> of("room.1").size() >= to && of("news.").size() >= to);
        List<Object> all =
                IntStream.rangeClosed(1, to).mapToObj(i -> (Object) (long) i).toList();
        assertThat(of("room.1")).isEqualTo(all);
        // Its channels have shards of their own, in which the order holds.
        assertThat(of("news.")).containsExactlyInAnyOrderElementsOf(all);
        for (int i = 0; i < 3; i++) {
            assertThat(of("news." + i)).isSortedAccordingTo((one, other) -> Long.compare((long) one, (long) other));
        }
        assertThat(gaps).isEmpty();
    }

    /** The client is who it was, with what it had. */
    private void isTheSame(int bumps) {
        assertThat(client.rpc("basket").idempotent().call(String.class)).isEqualTo("ada tea 3 5");
        assertThat(client.rpc("me").idempotent().call(String.class)).isEqualTo("ada");
        assertThat((Object) client.call("channels", List.class)).isEqualTo(List.of("room.1", "news.*"));
        assertThat(client.call("bump", Integer.class)).isEqualTo(bumps);
        assertThat(newSessions).hasValue(0);
    }

    @Test
    void aServerIsKilled() throws Exception {
        Node first = nodes.get(0);
        Node second = start();
        publish(second, 1, 20);
        hasHeardAll(20);
        awaitStored();
        RpcItems<Integer> stream = client.rpc("ticks").stream(Integer.class);
        Iterator<Integer> ticks = stream.iterator();
        assertThat(ticks.next()).isEqualTo(1);

        first.isolate();
        door.cut(first.port());
        publish(second, 21, 60);
        assertThatThrownBy(ticks::next)
                .isInstanceOfSatisfying(
                        ClientException.class, e -> assertThat(e.code()).isEqualTo("WEBSHOCKET-0310"));
        isTheSame(2);
        publish(second, 61, 80);
        hasHeardAll(80);
        assertThat(handlers.get(1).told).containsExactly("resume");
    }

    /** Returns the forms of the sessions that Redis has. */
    private List<String> stored() {
        try (Jedis jedis = new Jedis("127.0.0.1", redis.port())) {
            return jedis.keys("*}:session").stream()
                    .map(key -> jedis.hget(key, "b"))
                    .filter(Objects::nonNull)
                    .toList();
        }
    }

    private void awaitStored() {
        await().atMost(WITHIN)
                .until(() ->
                        stored().stream().anyMatch(form -> form.contains("\"count\":1") && form.contains("news.*")));
    }

    @Test
    void aServerIsStopped() throws Exception {
        Node first = nodes.get(0);
        Node second = start();
        publish(first, 1, 20);
        hasHeardAll(20);
        stop(first);
        publish(second, 21, 40);
        isTheSame(2);
        publish(second, 41, 50);
        hasHeardAll(50);
        assertThat(handlers.get(0).told).containsExactly("connect");
        assertThat(handlers.get(1).told).containsExactly("resume");
        client.close();
        await().atMost(WITHIN).until(() -> handlers.get(1).told.contains("disconnect"));
        await().atMost(WITHIN).until(() -> stored().isEmpty());
    }

    /** Three servers, one after the other, while everybody publishes and calls. */
    @Test
    void allServersAreRedeployedOneAfterTheOther() throws Exception {
        start();
        start();
        AtomicInteger published = new AtomicInteger();
        AtomicBoolean done = new AtomicBoolean();
        Node publisher = Node.start(redis, environment -> environment.channelRules(RULES), new DeskHandler());
        CompletableFuture<Void> publishing = CompletableFuture.runAsync(() -> {
            while (!done.get()) {
                int number = published.incrementAndGet();
                publish(publisher, number, number);
            }
        });
        CompletableFuture<Integer> calling = CompletableFuture.supplyAsync(() -> {
            int calls = 0;
            while (!done.get()) {
                assertThat(client.rpc("add").args(calls, 1).idempotent().call(Integer.class))
                        .isEqualTo(++calls);
            }
            return calls;
        });
        try {
            for (int i = 0; i < 3; i++) {
                int before = of("room.1").size();
                start();
                stop(nodes.get(0));
                await().atMost(WITHIN).until(() -> of("room.1").size() > before + 20);
            }
        } finally {
            done.set(true);
            publishing.get(60, TimeUnit.SECONDS);
            publisher.close();
        }
        assertThat(calling.get(60, TimeUnit.SECONDS)).isPositive();
        hasHeardAll(published.get());
        isTheSame(2);
        // The client has been at one server at least that was stopped.
        assertThat(handlers.stream().flatMap(handler -> handler.told.stream()))
                .contains("resume")
                .doesNotContain("disconnect");
    }
}
