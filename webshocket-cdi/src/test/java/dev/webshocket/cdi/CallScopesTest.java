package dev.webshocket.cdi;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.webshocket.ClientConnection;
import dev.webshocket.spi.platform.CallScope;
import dev.webshocket.spi.platform.CallScopes;
import jakarta.annotation.PreDestroy;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.context.BeforeDestroyed;
import jakarta.enterprise.context.ContextNotActiveException;
import jakarta.enterprise.context.Initialized;
import jakarta.enterprise.context.RequestScoped;
import jakarta.enterprise.context.control.RequestContextController;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The scopes of calls. */
class CallScopesTest {

    private final FakeConnection alice = new FakeConnection("alice");
    private final FakeConnection bob = new FakeConnection("bob");
    private TestContainer container;
    private CallScopes scopes;
    private OfCall ofCall;

    @BeforeEach
    void start() {
        container = TestContainer.of(OfCall.class, Log.class);
        scopes = container.environment().scopes();
        ofCall = container.bean(OfCall.class);
    }

    @AfterEach
    void stop() {
        container.close();
    }

    @Test
    void everyCallHasARequestScopeOfItsOwn() {
        String first = container.call(alice, ofCall::id);
        String second = container.call(alice, ofCall::id);

        assertThat(first).isNotEqualTo(second);
    }

    @Test
    void aCallHasOneRequestScope() {
        assertThat(container.<Boolean>call(alice, () -> ofCall.id().equals(ofCall.id())))
                .isTrue();
    }

    @Test
    void requestScopedBeansAreDestroyedWithTheCallAndSeeItsConnection() {
        String id = container.call(alice, ofCall::id);

        assertThat(log()).contains(alice + ": " + id + " destroyed");
    }

    @Test
    void observersOfTheRequestScopeSeeTheConnection() {
        container.call(alice, () -> null);

        assertThat(log()).containsSubsequence(alice + ": request begins", alice + ": request ends");
    }

    @Test
    void leavesNothingOnTheThread() {
        container.call(alice, ofCall::id);

        assertThat(container.extension().current().get()).isNull();
        assertThatThrownBy(ofCall::id).isInstanceOf(ContextNotActiveException.class);
    }

    @Test
    void usesAnActiveRequestScopeAndLeavesItActive() {
        RequestContextController containers = container.bean(RequestContextController.class);
        containers.activate();
        String outside = ofCall.id();

        assertThat(container.<String>call(alice, ofCall::id)).isEqualTo(outside);
        assertThat(ofCall.id()).isEqualTo(outside);
        assertThat(log()).noneMatch(entry -> entry.startsWith(alice + ": request begins"));
        containers.deactivate();
    }

    @Test
    void anInnerCallRestoresTheOuterOne() {
        ClientConnection current = container.bean(ClientConnection.class);

        try (CallScopes.Scope outer = scopes.enter(alice)) {
            String request = ofCall.id();
            try (CallScopes.Scope inner = scopes.enter(bob)) {
                assertThat(current.uid()).isEqualTo("bob");
            }
            assertThat(current.uid()).isEqualTo("alice");
            assertThat(ofCall.id()).isEqualTo(request);
        }
    }

    @Test
    void aFailedObserverOfTheRequestScopeLeavesNoConnectionOnTheThread() {
        FakeConnection failing = new FakeConnection("failing");

        assertThatThrownBy(() -> scopes.enter(failing)).isInstanceOf(IllegalStateException.class);

        assertThat(container.extension().current().get()).isNull();
    }

    @Test
    void theContainerUsesTheRequestContextOfCalls() {
        assertThat(container.extension().requests().isUsed(container.beanManager()))
                .isTrue();
    }

    @Test
    void theRequestScopeOfACallMovesBetweenThreads() throws Exception {
        CallScope call = scopes.begin(alice);
        List<String> ids = new CopyOnWriteArrayList<>();
        for (int i = 0; i < 3; i++) {
            Thread thread = new Thread(() -> {
                try (CallScopes.Scope scope = call.activate()) {
                    ids.add(ofCall.id());
                }
                assertThatThrownBy(ofCall::id).isInstanceOf(ContextNotActiveException.class);
                ids.add("left");
            });
            thread.start();
            thread.join();
        }
        assertThat(ids).hasSize(6).containsOnly(ids.get(0), "left");
        assertThat(log()).noneMatch(entry -> entry.endsWith("destroyed"));

        call.end();

        assertThat(log()).contains(alice + ": " + ids.get(0) + " destroyed");
        assertThat(log().stream().filter(entry -> entry.endsWith("request begins")))
                .hasSize(1);
        assertThat(log().stream().filter(entry -> entry.endsWith("request ends")))
                .hasSize(1);
    }

    /** GlassFish finds the CDI container of a bean by the context class loader of the thread. */
    @Test
    void aCallHasTheContextClassLoaderOfItsBeginOnEachThread() throws Exception {
        CallScope call = scopes.begin(alice);
        ClassLoader application = Thread.currentThread().getContextClassLoader();
        ClassLoader foreign = new ClassLoader(null) {};
        List<ClassLoader> loaders = new CopyOnWriteArrayList<>();
        Thread thread = new Thread(() -> {
            try (CallScopes.Scope scope = call.activate();
                    CallScopes.Scope again = call.activate()) {
                loaders.add(Thread.currentThread().getContextClassLoader());
                ofCall.id();
            }
            loaders.add(Thread.currentThread().getContextClassLoader());
            call.end();
            loaders.add(Thread.currentThread().getContextClassLoader());
        });
        thread.setContextClassLoader(foreign);
        thread.start();
        thread.join();

        assertThat(loaders).containsExactly(application, foreign, foreign);
        assertThat(container.bean(Log.class).loaderOfDestruction()).isSameAs(application);
    }

    @Test
    void afterItsEndACallHasNoRequestScope() {
        CallScope call = scopes.begin(alice);
        call.end();

        try (CallScopes.Scope scope = call.activate()) {
            assertThatThrownBy(ofCall::id).isInstanceOf(ContextNotActiveException.class);
        }
    }

    @Test
    void twoCallsOnOneThreadHaveTwoRequestScopes() {
        CallScope one = scopes.begin(alice);
        CallScope two = scopes.begin(bob);
        try (CallScopes.Scope outer = one.activate()) {
            String first = ofCall.id();
            try (CallScopes.Scope inner = two.activate()) {
                assertThat(ofCall.id()).isNotEqualTo(first);
                try (CallScopes.Scope again = one.activate()) {
                    assertThat(ofCall.id()).isEqualTo(first);
                }
            }
            assertThat(ofCall.id()).isEqualTo(first);
        }
        one.end();
        two.end();
    }

    @Test
    void requestScopedBeansUseTheScopeOfTheCall() {
        RequestContextController controller = container.bean(RequestContextController.class);

        boolean begun = container.call(alice, () -> {
            String id = ofCall.id();
            boolean another = controller.activate();
            assertThat(ofCall.id()).isEqualTo(id);
            return another;
        });

        assertThat(begun).isFalse();
    }

    @Test
    void aThreadBoundCallHasARequestScopeOnEachThread() throws Exception {
        CallScopes bound = CdiCallScopes.threadBound(
                new RequestContextControllers(container.beanManager()),
                container.extension().current(),
                container.extension().connections());
        CallScope call = bound.begin(alice);
        List<String> ids = new CopyOnWriteArrayList<>();
        for (int i = 0; i < 2; i++) {
            try (CallScopes.Scope scope = call.activate()) {
                ids.add(ofCall.id());
                try (CallScopes.Scope again = call.activate()) {
                    assertThat(ofCall.id()).isEqualTo(ids.get(i));
                }
            }
        }
        call.end();

        assertThat(ids).doesNotHaveDuplicates();
        assertThat(log()).contains(alice + ": " + ids.get(0) + " destroyed", alice + ": " + ids.get(1) + " destroyed");
    }

    private List<String> log() {
        return container.bean(Log.class).entries();
    }

    @ApplicationScoped
    public static class Log {
        private final List<String> entries = new CopyOnWriteArrayList<>();
        private volatile ClassLoader loaderOfDestruction;

        @Inject
        ClientConnection connection;

        public List<String> entries() {
            return List.copyOf(entries);
        }

        public void add(String entry) {
            entries.add(connection + ": " + entry);
        }

        public ClassLoader loaderOfDestruction() {
            return loaderOfDestruction;
        }

        public void destroyed(String id) {
            add(id + " destroyed");
            loaderOfDestruction = Thread.currentThread().getContextClassLoader();
        }

        void begins(@Observes @Initialized(RequestScoped.class) Object event) {
            add("request begins");
            if (connection.toString().endsWith("failing")) {
                throw new IllegalStateException("asked for");
            }
        }

        void ends(@Observes @BeforeDestroyed(RequestScoped.class) Object event) {
            add("request ends");
        }
    }

    @RequestScoped
    public static class OfCall {
        private final String id = UUID.randomUUID().toString();

        @Inject
        Log log;

        public String id() {
            return id;
        }

        @PreDestroy
        void destroyed() {
            log.destroyed(id);
        }
    }
}
