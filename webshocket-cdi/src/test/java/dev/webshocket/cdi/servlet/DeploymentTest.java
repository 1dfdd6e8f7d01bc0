package dev.webshocket.cdi.servlet;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.webshocket.ClientConnection;
import dev.webshocket.DefaultValue;
import dev.webshocket.OnDisconnect;
import dev.webshocket.RpcMethod;
import dev.webshocket.WebSocketHandler;
import dev.webshocket.WebshocketSettings;
import jakarta.annotation.PostConstruct;
import jakarta.annotation.PreDestroy;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.context.Dependent;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Inject;
import jakarta.json.bind.adapter.JsonbAdapter;
import jakarta.json.bind.annotation.JsonbTypeAdapter;
import jakarta.websocket.DeploymentException;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

/** From the start of a web application to its end. */
class DeploymentTest {

    @ApplicationScoped
    public static class Guests {
        private final BlockingQueue<String> left = new LinkedBlockingQueue<>();

        public void leaves(String room) {
            left.add(room);
        }

        public BlockingQueue<String> left() {
            return left;
        }

        public String awaitOne() throws InterruptedException {
            return left.poll(20, TimeUnit.SECONDS);
        }
    }

    @WebSocketHandler("/rooms/{room}")
    public static class Rooms {
        @Inject
        Guests guests;

        @RpcMethod
        public String where(ClientConnection connection) {
            return connection.pathParameters().get("room");
        }

        @OnDisconnect
        public void left(ClientConnection connection) {
            guests.leaves(connection.pathParameters().get("room"));
        }
    }

    @Dependent
    public static class Rounding {
        static final AtomicInteger made = new AtomicInteger();
        static final AtomicInteger destroyed = new AtomicInteger();

        @PostConstruct
        void make() {
            made.incrementAndGet();
        }

        @PreDestroy
        void destroy() {
            destroyed.incrementAndGet();
        }
    }

    public record Cents(int amount) {}

    public static class CentsAdapter implements JsonbAdapter<Cents, String> {
        @Inject
        Rounding rounding;

        @Override
        public String adaptToJson(Cents cents) {
            return "x".repeat(cents.amount());
        }

        @Override
        public Cents adaptFromJson(String text) {
            return new Cents(text.length());
        }
    }

    public static class Price {
        @JsonbTypeAdapter(CentsAdapter.class)
        public Cents cents;
    }

    @WebSocketHandler("/till")
    public static class Till {
        @RpcMethod
        public int pay(@DefaultValue("{\"cents\":\"abc\"}") Price price) {
            return price.cents.amount();
        }
    }

    @ApplicationScoped
    public static class MissingExecutor {
        @Produces
        WebshocketSettings settings() {
            return WebshocketSettings.builder()
                    .managedExecutor("java:app/missing")
                    .build();
        }
    }

    @Test
    void servesUntilItIsUndeployed() throws Exception {
        try (WebApplication application =
                WebApplication.of(Rooms.class, Guests.class).deploy()) {
            Client client = Client.connect(application.uri("/rooms/5"));
            assertThat(client.call("where")).contains("\"response\":\"5\"");

            application.undeploy();

            assertThat(client.closeCode()).isEqualTo(1001);
            assertThat(application.bean(Guests.class).awaitOne()).isEqualTo("5");
        }
    }

    @Test
    void closesItsConnectionsBeforeTheBeansOfAServerThatEndsThemFirst() throws Exception {
        WebApplication application =
                WebApplication.of(Rooms.class, Guests.class).deploy();
        Client client = Client.connect(application.uri("/rooms/7"));
        assertThat(client.call("where")).contains("\"response\":\"7\"");
        BlockingQueue<String> left = application.bean(Guests.class).left();

        application.endBeans();

        // The callback has had its bean, and has run before the beans ended.
        assertThat(left.poll()).isEqualTo("7");
        assertThat(client.closeCode()).isEqualTo(1001);
        application.undeploy();
        application.close();
    }

    @Test
    void beansInAnAdapterAreDestroyedWithTheApplication() throws Exception {
        Rounding.made.set(0);
        Rounding.destroyed.set(0);
        try (WebApplication application =
                WebApplication.of(Till.class, Rounding.class).deploy()) {
            Client client = Client.connect(application.uri("/till"));
            assertThat(client.call("pay")).contains("\"response\":3");
            // The check of the handlers at deployment has destroyed its own instance.
            assertThat(Rounding.made.get() - Rounding.destroyed.get()).isEqualTo(1);

            application.undeploy();

            assertThat(Rounding.destroyed.get()).isEqualTo(Rounding.made.get());
        }
    }

    @Test
    void anApplicationWithoutHandlersNeedsNothing() throws Exception {
        try (WebApplication application = WebApplication.of(Guests.class, MissingExecutor.class)
                .withoutWebSockets()
                .deploy()) {
            assertThat(application.bean(Guests.class)).isNotNull();
            application.undeploy();
        }
    }

    @Test
    void aMissingManagedExecutorStopsTheDeployment() {
        try (WebApplication application = WebApplication.of(Rooms.class, Guests.class, MissingExecutor.class)) {
            assertThatThrownBy(application::deploy)
                    .isInstanceOfSatisfying(
                            ServiceDeploymentException.class,
                            e -> assertThat(e.code()).isEqualTo("WEBSHOCKET-0112"))
                    .hasMessage("WEBSHOCKET-0112: the managedExecutor java:app/missing does not exist");
            application.undeploy();
        }
    }

    @Test
    void aMissingWebSocketContainerStopsTheDeployment() {
        try (WebApplication application =
                WebApplication.of(Rooms.class, Guests.class).withoutWebSockets()) {
            assertThatThrownBy(application::deploy)
                    .isInstanceOfSatisfying(
                            ServiceDeploymentException.class,
                            e -> assertThat(e.code()).isEqualTo("WEBSHOCKET-0110"))
                    .hasMessageStartingWith("WEBSHOCKET-0110: ")
                    .hasMessageContaining("/rooms/{room}");
            application.undeploy();
        }
    }

    @Test
    void aRefusedEndpointStopsTheDeployment() throws Exception {
        try (WebApplication application =
                WebApplication.of(Rooms.class, Guests.class).refusing(new DeploymentException("the path is taken"))) {
            assertThatThrownBy(application::deploy)
                    .isInstanceOfSatisfying(
                            ServiceDeploymentException.class,
                            e -> assertThat(e.code()).isEqualTo("WEBSHOCKET-0111"))
                    .hasMessage("WEBSHOCKET-0111: the server refuses an endpoint: the path is taken");
            application.undeploy();
        }
    }
}
