package dev.webshocket.cdi;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.webshocket.ClientConnection;
import dev.webshocket.spi.platform.CallScopes;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.context.ContextNotActiveException;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The injectable connection. */
class InjectedConnectionTest {

    private final FakeConnection alice = new FakeConnection("alice");
    private final FakeConnection bob = new FakeConnection("bob");
    private TestContainer container;
    private ClientConnection injected;

    @BeforeEach
    void start() {
        container = TestContainer.of(Service.class, OfCall.class);
        injected = container.bean(Service.class).connection();
    }

    @AfterEach
    void stop() {
        container.close();
    }

    @Test
    void delegatesToTheConnectionOfTheCallInBeansOfAnyScope() {
        Service service = container.bean(Service.class);
        OfCall ofCall = container.bean(OfCall.class);

        assertThat(container.<String>call(alice, service::uid)).isEqualTo("alice");
        assertThat(container.<String>call(bob, service::uid)).isEqualTo("bob");
        assertThat(container.<String>call(bob, ofCall::uid)).isEqualTo("bob");
    }

    @Test
    void delegatesToTheCallOfItsThread() throws Exception {
        ExecutorService threads = Executors.newFixedThreadPool(2);
        try (CallScopes.Scope scope = container.environment().scopes().enter(alice)) {
            Future<String> other = threads.submit(() -> container.call(bob, injected::uid));

            assertThat(other.get()).isEqualTo("bob");
            assertThat(injected.uid()).isEqualTo("alice");
        } finally {
            threads.shutdownNow();
        }
    }

    @Test
    void delegatesEveryMethod() {
        try (CallScopes.Scope scope = container.environment().scopes().enter(alice)) {
            injected.set("name", "Alice");
            injected.send("hello");

            assertThat(injected.get("name")).isEqualTo("Alice");
            assertThat(injected.get("name", String.class)).isEqualTo("Alice");
            assertThat(injected.has("name")).isTrue();
            assertThat(injected.attributes()).isSameAs(alice.attributes());
            assertThat(injected.remove("name")).isEqualTo("Alice");
            assertThat(alice.sent()).containsExactly("hello");
            injected.presenceInfo("here");
            assertThat(alice.get("info")).isEqualTo("here");
            assertThat(injected.path()).isEqualTo("/fake");
            assertThat(injected.pathParameters()).isEqualTo(alice.pathParameters());
            assertThat(injected.query()).isEqualTo(alice.query());
            assertThat(injected.headers()).isEqualTo(alice.headers());
            assertThat(injected.remoteAddress()).contains("192.0.2.1");
            assertThat(injected.principal()).isEmpty();
            assertThat(injected.isInRole("tester")).isTrue();
            assertThat(injected.isOpen()).isTrue();
            injected.close();
            assertThat(alice.isOpen()).isFalse();
        }
        container.call(bob, () -> {
            injected.close(1000, "done");
            return null;
        });
        assertThat(bob.isOpen()).isFalse();
    }

    @Test
    void equalsTheConnectionThatItDelegatesTo() {
        try (CallScopes.Scope scope = container.environment().scopes().enter(alice)) {
            assertThat(injected.equals(alice)).isTrue();
            assertThat(alice.equals(injected)).isTrue();
            assertThat(injected.equals(bob)).isFalse();
            assertThat(injected.equals(injected)).isTrue();
            assertThat(injected.equals((Object) "alice")).isFalse();
            assertThat(injected).hasSameHashCodeAs(alice);
            assertThat(new HashSet<ClientConnection>(Set.of(alice))).contains(injected);
        }
    }

    @Test
    void everyMethodButToStringFailsOutsideACall() throws IllegalAccessException {
        List<String> answered = new ArrayList<>();
        for (Method method : ClientConnection.class.getMethods()) {
            Object[] arguments = new Object[method.getParameterCount()];
            for (int i = 0; i < arguments.length; i++) {
                arguments[i] = method.getParameterTypes()[i] == int.class ? 1000 : null;
            }
            try {
                method.invoke(injected, arguments);
                answered.add(method.getName());
            } catch (InvocationTargetException e) {
                assertThat(e.getCause()).isInstanceOf(ContextNotActiveException.class);
            }
        }

        assertThat(answered).isEmpty();
        assertThat(injected.toString()).contains("no connection");
    }

    @Test
    void theFailureNamesTheThread() {
        assertThatThrownBy(injected::uid)
                .isInstanceOf(ContextNotActiveException.class)
                .hasMessageContaining("Thread " + Thread.currentThread().getName()
                        + " runs no call or callback of a WebSocket connection");
    }

    @ApplicationScoped
    public static class Service {
        @Inject
        ClientConnection connection;

        public String uid() {
            return connection.uid();
        }

        public ClientConnection connection() {
            return connection;
        }
    }

    @RequestScoped
    public static class OfCall {
        @Inject
        ClientConnection connection;

        public String uid() {
            return connection.uid();
        }
    }
}
