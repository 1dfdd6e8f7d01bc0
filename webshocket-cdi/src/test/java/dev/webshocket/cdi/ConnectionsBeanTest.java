package dev.webshocket.cdi;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.webshocket.ClientConnection;
import dev.webshocket.ClusterConnections;
import dev.webshocket.Connections;
import dev.webshocket.spi.platform.WebshocketEngine;
import jakarta.enterprise.context.Dependent;
import jakarta.inject.Inject;
import java.lang.reflect.Proxy;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** The injectable connections. */
class ConnectionsBeanTest {

    @Dependent
    static class Operator {
        @Inject
        Connections connections;
    }

    private static final FakeConnection ADA = new FakeConnection("ada");

    /** Records its calls. */
    private static final class RecordedConnections implements Connections {

        final List<Object> asked = new ArrayList<>();
        final ClusterConnections everywhere = (ClusterConnections) Proxy.newProxyInstance(
                ClusterConnections.class.getClassLoader(),
                new Class<?>[] {ClusterConnections.class},
                (proxy, method, arguments) -> {
                    throw new UnsupportedOperationException();
                });

        @Override
        public List<ClientConnection> list() {
            return List.of(ADA);
        }

        @Override
        public Optional<ClientConnection> find(String uid) {
            asked.add(uid);
            return Optional.of(ADA);
        }

        @Override
        public List<ClientConnection> ofUser(String name) {
            asked.add(name);
            return List.of(ADA, ADA);
        }

        @Override
        public int count() {
            return 3;
        }

        @Override
        public boolean send(String uid, Object data) {
            asked.add(List.of(uid, data));
            return true;
        }

        @Override
        public boolean close(String uid, int code, String reason) {
            asked.add(List.of(uid, code, reason));
            return true;
        }

        @Override
        public ClusterConnections cluster() {
            return everywhere;
        }

        @Override
        public Connections at(String path) {
            asked.add(path);
            return this;
        }
    }

    private static WebshocketEngine engine(Connections connections) {
        return (WebshocketEngine) Proxy.newProxyInstance(
                WebshocketEngine.class.getClassLoader(),
                new Class<?>[] {WebshocketEngine.class},
                (proxy, method, args) -> {
                    // The container closes it at its end.
                    assertThat(method.getName()).isIn("clients", "close");
                    return method.getName().equals("clients") ? connections : null;
                });
    }

    @Test
    void areThoseOfTheEngineOnceItExists() {
        try (TestContainer container = TestContainer.of(Operator.class)) {
            Connections injected = container.bean(Operator.class).connections;
            RecordedConnections connections = new RecordedConnections();
            container.environment().started().accept(engine(connections));

            assertThat(injected.list()).containsExactly(ADA);
            assertThat(injected.stream()).containsExactly(ADA);
            assertThat(injected.find("7")).contains(ADA);
            assertThat(injected.ofUser("ada")).hasSize(2);
            assertThat(injected.count()).isEqualTo(3);
            assertThat(injected.send("7", "x")).isTrue();
            assertThat(injected.close("7", 4000, "enough")).isTrue();
            assertThat(injected.at("/ws").count()).isEqualTo(3);
            assertThat(injected.cluster()).isSameAs(connections.everywhere);

            assertThat(connections.asked)
                    .containsExactly("7", "ada", List.of("7", "x"), List.of("7", 4000, "enough"), "/ws");
        }
    }

    @Test
    void failWithAMessageBeforeTheEngineExists() {
        try (TestContainer container = TestContainer.of(Operator.class)) {
            Connections injected = container.bean(Operator.class).connections;
            assertThatThrownBy(injected::count)
                    .isInstanceOf(IllegalStateException.class)
                    .hasMessageContaining("This application has not registered a WebSocket endpoint yet");
        }
    }
}
