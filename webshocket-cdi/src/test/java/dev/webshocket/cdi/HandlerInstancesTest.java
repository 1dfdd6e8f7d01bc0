package dev.webshocket.cdi;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.webshocket.ClientConnection;
import dev.webshocket.WebSocketHandler;
import dev.webshocket.spi.platform.HandlerInstance;
import jakarta.annotation.PostConstruct;
import jakarta.annotation.PreDestroy;
import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.context.Dependent;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import jakarta.interceptor.AroundInvoke;
import jakarta.interceptor.Interceptor;
import jakarta.interceptor.InterceptorBinding;
import jakarta.interceptor.InvocationContext;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The handler instances of connections, and their destruction. */
class HandlerInstancesTest {

    private final FakeConnection alice = new FakeConnection("alice");
    private final FakeConnection bob = new FakeConnection("bob");
    private TestContainer container;

    @BeforeEach
    void start() {
        container = TestContainer.of(
                Log.class,
                Part.class,
                OfApplication.class,
                OfConnection.class,
                Failing.class,
                OfCall.class,
                OfScope.class,
                Only.class,
                Counted.class,
                CountedHandler.class,
                CountedDependent.class);
    }

    @AfterEach
    void stop() {
        container.close();
    }

    @Test
    void applicationScopedHandlerIsShared() {
        HandlerInstance first = container.obtain(OfApplication.class, alice);
        HandlerInstance second = container.obtain(OfApplication.class, bob);

        assertThat(second.reference()).isSameAs(first.reference()).isSameAs(first.reference());
        assertThat(serial(first, alice)).isEqualTo(serial(second, bob));
    }

    @Test
    void onlyAProxyIsSharedBeforeItIsObtained() {
        assertThat(container.environment().instances().isShared(OfApplication.class))
                .isTrue();
        assertThat(container.environment().instances().isShared(OfCall.class)).isTrue();
        assertThat(container.environment().instances().isShared(Only.class))
                .as("a singleton is made")
                .isFalse();
        assertThat(container.environment().instances().isShared(CountedDependent.class))
                .isFalse();
        assertThat(container.environment().instances().isShared(String.class)).isFalse();
    }

    @Test
    void applicationScopedHandlerOutlivesConnections() {
        HandlerInstance first = container.obtain(OfApplication.class, alice);
        String before = serial(first, alice);
        first.release();
        container.end(alice);

        assertThat(serial(container.obtain(OfApplication.class, bob), bob)).isEqualTo(before);
        assertThat(log()).doesNotContain("application handler destroyed");
    }

    @Test
    void dependentHandlerHasAnInstanceForEachConnection() {
        HandlerInstance first = container.obtain(OfConnection.class, alice);
        HandlerInstance second = container.obtain(OfConnection.class, bob);

        assertThat(first.reference()).isSameAs(first.reference()).isNotSameAs(second.reference());
    }

    @Test
    void dependentHandlerIsDestroyedWithItsDependentObjects() {
        HandlerInstance first = container.obtain(OfConnection.class, alice);
        container.obtain(OfConnection.class, bob);

        first.release();

        assertThat(log())
                .containsExactly(
                        "made for alice", "made for bob", "dependent handler of alice destroyed", "part destroyed");
    }

    @Test
    void requestScopedHandlerIsNewForEachCall() {
        HandlerInstance handler = container.obtain(OfCall.class, alice);

        String first = serial(handler, alice);
        String second = serial(handler, alice);

        assertThat(first).isNotEqualTo(second);
        assertThat(log()).containsExactly(first + " destroyed", second + " destroyed");
    }

    @Test
    void connectionScopedHandlerHasAnInstanceForEachConnection() {
        HandlerInstance ofAlice = container.obtain(OfScope.class, alice);
        HandlerInstance ofBob = container.obtain(OfScope.class, bob);

        String first = serial(ofAlice, alice);

        assertThat(serial(ofAlice, alice)).isEqualTo(first);
        assertThat(serial(ofBob, bob)).isNotEqualTo(first);
        container.end(alice);
        assertThat(log()).containsExactly(first + " destroyed");
    }

    @Test
    void singletonHandlerIsSharedAndCreatedLazily() {
        assertThat(log()).isEmpty();
        HandlerInstance first = container.obtain(Only.class, alice);
        first.release();
        HandlerInstance second = container.obtain(Only.class, bob);

        assertThat(second.reference()).isSameAs(first.reference());
        assertThat(log()).containsExactly("singleton made");
    }

    @Test
    void interceptorsOfTheHandlerAreCalled() {
        HandlerInstance shared = container.obtain(CountedHandler.class, alice);
        HandlerInstance own = container.obtain(CountedDependent.class, alice);

        container.call(alice, () -> ((CountedHandler) shared.reference()).work());
        container.call(alice, () -> ((CountedDependent) own.reference()).work());

        assertThat(log()).containsExactly("intercepted work", "intercepted work");
    }

    @Test
    void dependentObjectsOfAFailedHandlerCreationAreDestroyed() {
        assertThatThrownBy(() -> container.obtain(Failing.class, alice)).hasStackTraceContaining("asked for");

        assertThat(log()).containsExactly("part destroyed");
    }

    @Test
    void refusesAClassThatIsNotAHandler() {
        assertThatThrownBy(() -> container.obtain(Part.class, alice))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining(Part.class.getName());
    }

    private String serial(HandlerInstance handler, ClientConnection connection) {
        return container.call(connection, () -> ((Numbered) handler.reference()).serial());
    }

    private List<String> log() {
        return container.bean(Log.class).entries();
    }

    @ApplicationScoped
    public static class Log {
        private final List<String> entries = new CopyOnWriteArrayList<>();

        public List<String> entries() {
            return List.copyOf(entries);
        }

        public void add(String entry) {
            entries.add(entry);
        }
    }

    /** A bean that numbers its instances. */
    public abstract static class Numbered {
        private final String serial = UUID.randomUUID().toString();

        public String serial() {
            return serial;
        }
    }

    @WebSocketHandler("/application")
    public static class OfApplication extends Numbered {
        @Inject
        Log log;

        @PreDestroy
        void destroyed() {
            log.add("application handler destroyed");
        }
    }

    @Dependent
    public static class Part {
        @Inject
        Log log;

        @PreDestroy
        void destroyed() {
            log.add("part destroyed");
        }
    }

    @Dependent
    @WebSocketHandler("/dependent")
    public static class OfConnection extends Numbered {
        @Inject
        Log log;

        @Inject
        Part part;

        @Inject
        ClientConnection connection;

        @PostConstruct
        void made() {
            log.add("made for " + connection.uid());
        }

        @PreDestroy
        void destroyed() {
            log.add("dependent handler of " + connection.uid() + " destroyed");
        }
    }

    @Dependent
    @WebSocketHandler("/failing")
    public static class Failing {
        @Inject
        Part part;

        @PostConstruct
        void made() {
            throw new IllegalStateException("asked for");
        }
    }

    @RequestScoped
    @WebSocketHandler("/request")
    public static class OfCall extends Numbered {
        @Inject
        Log log;

        @PreDestroy
        void destroyed() {
            log.add(serial() + " destroyed");
        }
    }

    @ConnectionScoped
    @WebSocketHandler("/connection")
    public static class OfScope extends Numbered {
        @Inject
        Log log;

        @PreDestroy
        void destroyed() {
            log.add(serial() + " destroyed");
        }
    }

    @Singleton
    @WebSocketHandler("/singleton")
    public static class Only {
        @Inject
        Log log;

        @PostConstruct
        void made() {
            log.add("singleton made");
        }
    }

    @InterceptorBinding
    @Retention(RetentionPolicy.RUNTIME)
    public @interface Count {}

    @Count
    @Interceptor
    @Priority(Interceptor.Priority.APPLICATION)
    public static class Counted {
        @Inject
        Log log;

        @AroundInvoke
        Object around(InvocationContext invocation) throws Exception {
            log.add("intercepted " + invocation.getMethod().getName());
            return invocation.proceed();
        }
    }

    @Count
    @WebSocketHandler("/counted")
    public static class CountedHandler {
        public boolean work() {
            return true;
        }
    }

    @Count
    @Dependent
    @WebSocketHandler("/counted")
    public static class CountedDependent {
        public boolean work() {
            return true;
        }
    }
}
