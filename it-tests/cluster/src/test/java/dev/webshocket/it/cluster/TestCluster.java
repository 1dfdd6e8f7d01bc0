package dev.webshocket.it.cluster;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.webshocket.client.ClientException;
import dev.webshocket.client.RetryPolicy;
import dev.webshocket.client.WebSocketClient;
import dev.webshocket.client.WebSocketClientBuilder;
import dev.webshocket.demo.cluster.FrontDoor;
import dev.webshocket.demo.cluster.RedisProcess;
import dev.webshocket.demo.cluster.ServerProcess;
import dev.webshocket.it.cluster.app.ClusterServer;
import dev.webshocket.support.CuttingProxy;
import dev.webshocket.support.CuttingProxy.Cut;
import dev.webshocket.support.CuttingProxy.Fate;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;

/**
 * Server processes behind a front door, each with a way to one Redis of its own that can be cut. All end with the test. For one thread,
 * but for making clients.
 */
final class TestCluster implements AutoCloseable {

    /** Long enough for a machine that does other things too. */
    static final Duration PATIENCE = Duration.ofSeconds(90);

    private static final List<String> JVM = List.of("-Xmx192m", "-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1");

    private final Path data;
    private final RedisProcess redis;
    private final FrontDoor door;
    private final List<Member> members = new ArrayList<>();

    /** One server and its way to Redis. */
    private static final class Member {

        private final CuttingProxy way;
        private volatile boolean cut;
        private ServerProcess server;

        Member(int redis) {
            way = new CuttingProxy(
                    new InetSocketAddress(InetAddress.getLoopbackAddress(), redis),
                    number -> cut ? Fate.cutAfter(0, Cut.SILENCE) : Fate.NONE);
        }
    }

    private TestCluster(Path data, RedisProcess redis, FrontDoor door) {
        this.data = data;
        this.redis = redis;
        this.door = door;
    }

    /** Starts a Redis that keeps what it has answered, and servers, and waits until they know each other. */
    static TestCluster start(int servers) throws Exception {
        Path data = Files.createTempDirectory("webshocket-cluster");
        TestCluster cluster = new TestCluster(data, RedisProcess.start(data), FrontDoor.open(anyPort(), List.of()));
        try {
            for (int i = 0; i < servers; i++) {
                cluster.members.add(new Member(cluster.redis.port()));
                cluster.launch(i);
            }
            for (int i = 0; i < servers; i++) {
                cluster.awaitListening(i);
            }
            cluster.awaitReady();
            return cluster;
        } catch (Exception | AssertionError e) {
            cluster.close();
            throw e;
        }
    }

    private static InetSocketAddress anyPort() {
        return new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);
    }

    RedisProcess redis() {
        return redis;
    }

    int size() {
        return members.size();
    }

    /** Forgets all that Redis has, while it is killed. */
    void restartRedisEmpty() throws Exception {
        redis.close();
        deleteData();
        Files.createDirectories(data);
        redis.restart();
    }

    /** Kills a server: it says nothing to anybody. */
    void kill(int index) {
        ServerProcess server = members.get(index).server;
        server.kill();
        server.onEnd().join();
    }

    /** Lets a server end in an orderly way. */
    void end(int index) {
        members.get(index).server.close();
    }

    /** Starts a server again, which has ended, on another port. */
    void restart(int index) throws IOException {
        launch(index);
        awaitListening(index);
    }

    /** Cuts a server off from Redis: no byte passes, and nobody is told. */
    void cutOff(int index) {
        Member member = members.get(index);
        member.cut = true;
        member.way.cut(Cut.SILENCE);
    }

    /** Lets new connections of a server to Redis pass again; those that were cut stay silent. */
    void heal(int index) {
        members.get(index).cut = false;
    }

    /** Returns the URI of the service behind the front door. */
    URI uri() {
        return service(door.port());
    }

    /** Returns the URI of the service on one server. */
    URI uri(int index) {
        return service(members.get(index).server.address().getPort());
    }

    private static URI service(int port) {
        return URI.create("ws://" + InetAddress.getLoopbackAddress().getHostAddress() + ":" + port + "/cluster");
    }

    /** Begins a client that comes back for as long as the test takes. */
    static WebSocketClientBuilder patient(URI uri) {
        RetryPolicy policy = RetryPolicy.builder()
                .firstDelay(Duration.ofMillis(200))
                .maxDelay(Duration.ofMillis(500))
                .retries(RetryPolicy.FOREVER)
                .build();
        return WebSocketClient.builder(uri).retry(policy).callTimeout(PATIENCE);
    }

    /** Waits until each server gets what others publish, and knows all servers. */
    void awaitReady() {
        for (int i = 0; i < members.size(); i++) {
            URI uri = uri(i);
            await().atMost(PATIENCE)
                    .ignoreExceptionsInstanceOf(ClientException.class)
                    .untilAsserted(() -> {
                        try (WebSocketClient client = WebSocketClient.connect(uri)) {
                            assertThat(client.call("ready", Boolean.class)).isTrue();
                            assertThat((List<?>) client.call("servers", Object.class))
                                    .hasSize(members.size());
                        }
                    });
        }
    }

    private void launch(int index) throws IOException {
        Member member = members.get(index);
        String url = "redis://" + InetAddress.getLoopbackAddress().getHostAddress() + ":" + member.way.port();
        member.server = ServerProcess.launch(ClusterServer.class, Map.of("webshocket.redis.url", url), JVM);
    }

    private void awaitListening(int index) throws IOException {
        members.get(index).server.awaitListening();
        door.servers(members.stream()
                .map(member -> member.server)
                .filter(server -> server != null && server.isListening())
                .map(ServerProcess::address)
                .toList());
    }

    @Override
    public void close() throws IOException {
        door.close();
        members.stream()
                .filter(member -> member.server != null)
                .map(member -> CompletableFuture.runAsync(member.server::close))
                .toList()
                .forEach(CompletableFuture::join);
        members.forEach(member -> member.way.close());
        redis.close();
        deleteData();
    }

    private void deleteData() throws IOException {
        try (Stream<Path> files = Files.walk(data)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.deleteIfExists(file);
            }
        }
    }
}
