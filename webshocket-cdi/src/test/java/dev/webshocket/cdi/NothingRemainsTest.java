package dev.webshocket.cdi;

import static org.assertj.core.api.Assertions.assertThat;

import dev.webshocket.ClientConnection;
import dev.webshocket.WebSocketHandler;
import dev.webshocket.spi.platform.CallScopes;
import dev.webshocket.spi.platform.HandlerInstance;
import jakarta.annotation.PostConstruct;
import jakarta.annotation.PreDestroy;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.context.Dependent;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import java.lang.ref.WeakReference;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Opens and closes 100,000 connections. */
@Tag("slow")
class NothingRemainsTest {

    private static final int CONNECTIONS = 100_000;
    private static final int SAMPLE_EVERY = 1_000;

    private TestContainer container;

    @BeforeEach
    void start() {
        container = TestContainer.of(Living.class, Own.class, Shared.class, Part.class, OfScope.class, OfCall.class);
    }

    @AfterEach
    void stop() {
        container.close();
    }

    @Test
    void ofEndedConnections() {
        CallScopes scopes = container.environment().scopes();
        List<WeakReference<Object>> gone = new ArrayList<>();
        for (int i = 0; i < CONNECTIONS; i++) {
            FakeConnection connection = new FakeConnection(Integer.toString(i));
            HandlerInstance own = container.obtain(Own.class, connection);
            HandlerInstance shared = container.obtain(Shared.class, connection);
            try (CallScopes.Scope scope = scopes.enter(connection)) {
                ((Own) own.reference()).call();
                ((Shared) shared.reference()).call();
            }
            own.release();
            shared.release();
            scopes.connectionEnded(connection);
            if (i % SAMPLE_EVERY == 0) {
                gone.add(new WeakReference<>(connection));
                gone.add(new WeakReference<>(own.reference()));
            }
        }

        assertThat(container.bean(Living.class).count()).isZero();
        assertThat(container.extension().connections().connections()).isZero();
        assertThat(container.extension().current().get()).isNull();
        // The test cannot see what the container keeps, such as dependent instances, but it can see these.
        Awaitility.await().atMost(Duration.ofSeconds(30)).untilAsserted(() -> {
            System.gc();
            assertThat(gone).allMatch(reference -> reference.get() == null);
        });
    }

    @Test
    void ofEndedCallsButTheirControllers() {
        RequestContextControllers requests = new RequestContextControllers(container.beanManager());
        CallScopes scopes = CdiCallScopes.threadBound(
                requests, container.extension().current(), container.extension().connections());
        FakeConnection connection = new FakeConnection("1");

        for (int i = 0; i < CONNECTIONS; i++) {
            try (CallScopes.Scope scope = scopes.enter(connection)) {
                try (CallScopes.Scope inner = scopes.enter(connection)) {
                    assertThat(container.extension().current().get()).isNotNull();
                }
            }
        }

        assertThat(requests.idle()).isEqualTo(2);
        assertThat(container.extension().connections().connections()).isZero();
    }

    @ApplicationScoped
    public static class Living {
        private final AtomicInteger count = new AtomicInteger();

        public int count() {
            return count.get();
        }

        public void add(int number) {
            count.addAndGet(number);
        }
    }

    /** A bean that counts its live instances. */
    public abstract static class Counted {
        @Inject
        Living living;

        @PostConstruct
        void made() {
            living.add(1);
        }

        @PreDestroy
        void destroyed() {
            living.add(-1);
        }
    }

    @Dependent
    public static class Part extends Counted {}

    @ConnectionScoped
    public static class OfScope extends Counted {
        @Inject
        Part part;

        public String name() {
            return "scoped";
        }
    }

    @RequestScoped
    public static class OfCall extends Counted {
        @Inject
        Part part;

        public String name() {
            return "call";
        }
    }

    @Dependent
    @WebSocketHandler("/own")
    public static class Own extends Counted {
        @Inject
        Part part;

        @Inject
        OfScope scope;

        @Inject
        ClientConnection connection;

        public String call() {
            return scope.name() + connection.uid();
        }
    }

    @WebSocketHandler("/shared")
    public static class Shared {
        @Inject
        OfCall ofCall;

        @Inject
        OfScope scope;

        public String call() {
            return ofCall.name() + scope.name();
        }
    }
}
