package dev.webshocket.tyrus;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import dev.webshocket.ChannelRules;
import dev.webshocket.Channels;
import dev.webshocket.ClusterState;
import dev.webshocket.Per;
import dev.webshocket.RateLimit;
import dev.webshocket.RpcMethod;
import dev.webshocket.WebSocketHandler;
import dev.webshocket.WebshocketSettings;
import dev.webshocket.spi.extension.MessageLog;
import dev.webshocket.spi.extension.SessionStore;
import dev.webshocket.support.SessionSocket;
import dev.webshocket.support.SessionSocket.Wire;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.context.Dependent;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Inject;
import jakarta.json.bind.JsonbConfig;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The cluster that is configured is opened with the server, closed after its engine, and gives what the application does not. */
class ClusterOpeningTest {

    private static final ChannelRules RULES = ChannelRules.builder()
            .channel("room.*", rule -> rule.history(10, Duration.ofHours(1)))
            .build();

    @WebSocketHandler("/health")
    static class HealthHandler {

        @Inject
        ClusterState state;

        @RpcMethod
        List<String> servers() {
            return state.servers();
        }

        @RpcMethod
        @RateLimit(limit = 1, period = "1d", per = Per.ENDPOINT)
        void once() {}
    }

    @ApplicationScoped
    static class OwnLog {

        static final MessageLog LOG = MessageLog.inMemory(1 << 20);

        @Produces
        @Dependent
        MessageLog log() {
            return LOG;
        }
    }

    @BeforeEach
    void configure() {
        System.setProperty(RecordedClusters.PROPERTY, "here");
    }

    @AfterEach
    void forget() {
        System.clearProperty(RecordedClusters.PROPERTY);
        System.clearProperty(RecordedClusters.Others.PROPERTY);
        RecordedClusters.OPENED.clear();
    }

    private static WebSocketServerBuilder builder() {
        return WebSocketServer.builder().port(0).handlers(HealthHandler.class).channelRules(RULES);
    }

    private static RecordedCluster opened() throws InterruptedException {
        RecordedCluster cluster = RecordedClusters.OPENED.poll(20, TimeUnit.SECONDS);
        assertThat(cluster).isNotNull();
        return cluster;
    }

    @Test
    void itKnowsTheApplication() throws Exception {
        WebshocketSettings settings =
                WebshocketSettings.builder().subscriptions(7).build();
        JsonbConfig jsonb = new JsonbConfig();
        try (WebSocketServer server = builder()
                .contextPath("/shop/eu")
                .settings(settings)
                .jsonbConfig(jsonb)
                .start()) {
            RecordedCluster cluster = opened();
            assertThat(cluster.context.application()).isEqualTo("shop/eu");
            assertThat(cluster.context.settings()).isSameAs(settings);
            assertThat(cluster.context.jsonb()).isSameAs(jsonb);
            assertThat(cluster.context.loader()).isSameAs(Thread.currentThread().getContextClassLoader());
            Thread made = cluster.context.threads().newThread(() -> {});
            assertThat(made.isDaemon()).isTrue();
            assertThat(made.getName()).startsWith("webshocket-cluster-");
            assertThat(made.getContextClassLoader()).isSameAs(cluster.context.loader());
            assertThat(server.paths()).containsExactly("/health");
        }
    }

    @Test
    void itsPartsStandInForThoseThatTheApplicationDoesNotGive() throws Exception {
        try (WebSocketServer server = builder().start();
                SessionSocket socket = SessionSocket.open(server.uri("/health"), Wire.JSON)) {
            RecordedCluster cluster = opened();
            assertThat(cluster.context.application()).isEqualTo("default");
            server.select(Channels.class).get().publish("room.1", "kept");
            assertThat(cluster.messages()
                            .latest("room.1", 9, null)
                            .toCompletableFuture()
                            .get())
                    .hasSize(1);
            assertThat(socket.call("1", "once").error()).isNull();
            assertThat(socket.call("2", "once").error()).isEqualTo(-32000);
            assertThat(cluster.events).contains("answers");
        }
    }

    @Test
    void itsStateIsABeanAndThatOfTheServer() throws Exception {
        try (WebSocketServer server = builder().start();
                SessionSocket socket = SessionSocket.open(server.uri("/health"), Wire.MSGPACK)) {
            assertThat(server.cluster()).isSameAs(opened().state());
            assertThat(socket.call("1", "servers").response()).isEqualTo(List.of("recorded-1", "recorded-2"));
            ClusterState bean = server.select(ClusterState.class).get();
            assertThat(bean.isReady()).isFalse();
            assertThat(bean.server()).isEqualTo("recorded-1");
            assertThat(bean.shards()).containsExactly(new ClusterState.ShardLag(0, 7, Instant.EPOCH));
            assertThat(bean.lastCanary()).contains(Instant.EPOCH);
            assertThat(bean.queued()).isEqualTo(5);
        }
    }

    @Test
    void whatTheApplicationGivesComesFirst() throws Exception {
        SessionStore own = SessionStore.inMemory(10);
        RecordedCluster cluster;
        try (WebSocketServer server =
                        builder().beans(OwnLog.class).sessionStore(own).start();
                SessionSocket socket = SessionSocket.open(server.uri("/health"), Wire.JSON)) {
            cluster = opened();
            assertThat(socket.call("1", "servers").error()).isNull();
            server.select(Channels.class).get().publish("room.own", "kept");
            assertThat(OwnLog.LOG
                            .latest("room.own", 9, null)
                            .toCompletableFuture()
                            .get())
                    .hasSize(1);
            assertThat(cluster.messages()
                            .latest("room.own", 9, null)
                            .toCompletableFuture()
                            .get())
                    .isEmpty();
        }
        assertThat(cluster.events).containsExactly("answers", "closed");
    }

    @Test
    void sessionsAreHandedOverBeforeItCloses() throws Exception {
        RecordedCluster cluster;
        try (WebSocketServer server = builder().start();
                SessionSocket socket = SessionSocket.open(server.uri("/health"), Wire.JSON)) {
            cluster = opened();
            assertThat(socket.call("1", "servers").error()).isNull();
            server.close();
            assertThat(cluster.events).endsWith("saved", "closed").containsOnlyOnce("closed");
        }
    }

    @Test
    void withoutConfigurationThereIsOneServer() throws Exception {
        System.clearProperty(RecordedClusters.PROPERTY);
        try (WebSocketServer server = builder().start();
                SessionSocket socket = SessionSocket.open(server.uri("/health"), Wire.JSON)) {
            assertThat(RecordedClusters.OPENED).isEmpty();
            assertThat(server.cluster().isReady()).isTrue();
            String id = server.cluster().server();
            assertThat(socket.call("1", "servers").response()).isEqualTo(List.of(id));
            assertThat(server.select(ClusterState.class).get().servers()).containsExactly(id);
        }
    }

    @Test
    void aWrongConfigurationStopsTheStart() {
        System.setProperty(RecordedClusters.PROPERTY, "nonsense");
        assertThatIllegalArgumentException().isThrownBy(() -> builder().start()).withMessageContaining("no address");
        System.setProperty(RecordedClusters.PROPERTY, "here");
        System.setProperty(RecordedClusters.Others.PROPERTY, "there");
        assertThatIllegalStateException()
                .isThrownBy(() -> builder().start())
                .withMessageContaining("WEBSHOCKET-0273")
                .withMessageContaining(RecordedClusters.Others.class.getName());
        assertThat(RecordedClusters.OPENED).isEmpty();
    }

    @Test
    void aServerThatDoesNotStartClosesIt() throws Exception {
        try (WebSocketServer server = builder().start()) {
            opened();
            assertThatExceptionOfType(ServerStartException.class)
                    .isThrownBy(() -> builder().port(server.port()).start());
            assertThat(opened().events).endsWith("closed");
        }
        assertThatExceptionOfType(ServerStartException.class)
                .isThrownBy(() ->
                        WebSocketServer.builder().port(0).beans(OwnLog.class).start());
        assertThat(RecordedClusters.OPENED).as("without handlers").isEmpty();
    }
}
