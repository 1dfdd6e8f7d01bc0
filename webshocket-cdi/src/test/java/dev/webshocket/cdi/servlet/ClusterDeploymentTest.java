package dev.webshocket.cdi.servlet;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.webshocket.ClusterState;
import dev.webshocket.OnDisconnect;
import dev.webshocket.RpcMethod;
import dev.webshocket.WebSocketHandler;
import dev.webshocket.spi.extension.Cluster;
import dev.webshocket.spi.extension.ClusterContext;
import dev.webshocket.spi.extension.ClusterProvider;
import dev.webshocket.spi.extension.MessageLog;
import dev.webshocket.spi.extension.PresenceStore;
import dev.webshocket.spi.extension.RateLimitBuckets;
import dev.webshocket.spi.extension.ServerGroup;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.lang.reflect.Proxy;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadFactory;
import java.util.function.Function;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The cluster of a web application, from its start to its end. */
class ClusterDeploymentTest {

    private static final String PROPERTY = "webshocket.deployed.url";

    /** What has happened, in order; the service loader makes the provider, so the test finds it here. */
    private static final List<String> EVENTS = new CopyOnWriteArrayList<>();

    private static final BlockingQueue<ClusterContext> CONTEXTS = new LinkedBlockingQueue<>();

    /** Opens clusters of proxies where the property is set. */
    public static final class Provider implements ClusterProvider {

        @Override
        public boolean isConfigured(ClusterContext context) {
            return context.properties().apply(PROPERTY) != null;
        }

        @Override
        public Cluster connect(ClusterContext context) {
            if (context.properties().apply(PROPERTY).equals("nonsense")) {
                throw new IllegalArgumentException(PROPERTY + " is no address");
            }
            CONTEXTS.add(context);
            MessageLog messages = MessageLog.inMemory(1 << 20);
            PresenceStore presence = PresenceStore.inMemory();
            RateLimitBuckets limits = RateLimitBuckets.inMemory(100);
            return proxy(Cluster.class, method -> switch (method) {
                case "messages" -> messages;
                case "presence" -> presence;
                case "rateLimits" -> limits;
                case "servers" -> proxy(ServerGroup.class, asked -> null);
                case "state" ->
                    proxy(ClusterState.class, asked -> switch (asked) {
                        case "server" -> "deployed-1";
                        case "servers" -> List.of("deployed-1");
                        default -> null;
                    });
                case "close" -> {
                    EVENTS.add("closed");
                    yield null;
                }
                default -> null;
            });
        }
    }

    private static <T> T proxy(Class<T> type, Function<String, Object> methods) {
        return type.cast(Proxy.newProxyInstance(
                type.getClassLoader(),
                new Class<?>[] {type},
                (self, method, arguments) -> methods.apply(method.getName())));
    }

    @WebSocketHandler("/health")
    public static class HealthHandler {

        @Inject
        ClusterState state;

        @RpcMethod
        public String server() {
            return state.server();
        }

        @OnDisconnect
        public void left() {
            EVENTS.add("left");
        }
    }

    @ApplicationScoped
    public static class Plain {}

    @BeforeEach
    void configure() {
        System.setProperty(PROPERTY, "here");
    }

    @AfterEach
    void forget() {
        System.clearProperty(PROPERTY);
        EVENTS.clear();
        CONTEXTS.clear();
    }

    @Test
    void itIsOpenedWithTheApplicationAndClosedAfterItsConnections() throws Exception {
        try (WebApplication application = WebApplication.of(HealthHandler.class).deploy()) {
            ClusterContext context = CONTEXTS.remove();
            assertThat(context.application()).isEqualTo("app");
            assertThat(context.loader()).isSameAs(WebApplication.class.getClassLoader());
            Thread made = context.threads().newThread(() -> {});
            assertThat(made.isDaemon()).isTrue();
            assertThat(made.getName()).startsWith("webshocket-app-cluster-");
            Client client = Client.connect(application.uri("/health"));
            assertThat(client.call("server")).contains("deployed-1");

            application.undeploy();
            assertThat(EVENTS).containsExactly("left", "closed");
        }
    }

    @Test
    void aWrongConfigurationStopsTheDeployment() {
        System.setProperty(PROPERTY, "nonsense");
        try (WebApplication application = WebApplication.of(HealthHandler.class)) {
            assertThatThrownBy(application::deploy)
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageContaining("is no address");
        }
    }

    @Test
    void aDeploymentThatFailsClosesIt() {
        try (WebApplication application = WebApplication.of(HealthHandler.class).withoutWebSockets()) {
            assertThatThrownBy(application::deploy).isInstanceOf(ServiceDeploymentException.class);
            assertThat(EVENTS).containsExactly("closed");
        }
    }

    @Test
    void withoutHandlersThereIsNone() throws Exception {
        try (WebApplication application = WebApplication.of(Plain.class).deploy()) {
            assertThat(CONTEXTS).isEmpty();
            application.undeploy();
        }
    }

    @Test
    void theServersThreadsComeFirst() {
        Thread servers = new Thread(() -> {});
        Thread own = new Thread(() -> {});
        Runnable task = () -> {};
        assertThat(new ClusterThreads(given -> servers, given -> own).newThread(task))
                .isSameAs(servers);
        assertThat(new ClusterThreads(given -> null, given -> own).newThread(task))
                .isSameAs(own);
        ThreadFactory stopped = given -> {
            throw new IllegalStateException("the application has stopped");
        };
        assertThat(new ClusterThreads(stopped, given -> own).newThread(task)).isSameAs(own);
    }
}
