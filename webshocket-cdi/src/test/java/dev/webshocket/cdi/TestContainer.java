package dev.webshocket.cdi;

import dev.webshocket.ClientConnection;
import dev.webshocket.internal.concurrent.CallExecutors;
import dev.webshocket.spi.platform.CallScopes;
import dev.webshocket.spi.platform.HandlerInstance;
import dev.webshocket.spi.platform.ServiceEnvironment;
import jakarta.enterprise.inject.se.SeContainer;
import jakarta.enterprise.inject.spi.BeanManager;
import java.util.List;
import java.util.UUID;
import java.util.function.Supplier;
import org.jboss.weld.environment.se.Weld;

/** A CDI container with given beans, and its environment. */
final class TestContainer implements AutoCloseable {

    private final SeContainer weld;
    private final ServiceEnvironment environment;

    private TestContainer(SeContainer weld) {
        this.weld = weld;
        this.environment = CdiEnvironment.create(
                weld.getBeanManager(), new CallExecutors(Runnable::run, Runnable::run, Runnable::run, null));
    }

    /** Starts a container with only these beans. */
    static TestContainer of(Class<?>... beans) {
        return start(weld(beans));
    }

    static TestContainer start(Weld weld) {
        SeContainer container = weld.initialize();
        try {
            return new TestContainer(container);
        } catch (RuntimeException e) {
            container.close();
            throw e;
        }
    }

    /** A container that is not started yet, without the engine's checks of handlers. */
    static Weld weld(Class<?>... beans) {
        return withoutExtension(beans).addExtension(new WebshocketExtension(types -> List.of()));
    }

    static Weld withoutExtension(Class<?>... beans) {
        return new Weld(UUID.randomUUID().toString()).disableDiscovery().addBeanClasses(beans);
    }

    ServiceEnvironment environment() {
        return environment;
    }

    BeanManager beanManager() {
        return weld.getBeanManager();
    }

    WebshocketExtension extension() {
        return beanManager().getExtension(WebshocketExtension.class);
    }

    <T> T bean(Class<T> type) {
        return weld.select(type).get();
    }

    HandlerInstance obtain(Class<?> type, ClientConnection connection) {
        return environment.instances().obtain(type, connection);
    }

    /** Begins the scope of a connection, as obtaining its handlers does. */
    void begin(ClientConnection connection) {
        extension().connections().begin(connection);
    }

    void end(ClientConnection connection) {
        environment.scopes().connectionEnded(connection);
    }

    /** Runs a call of a connection on this thread. */
    <T> T call(ClientConnection connection, Supplier<T> body) {
        try (CallScopes.Scope scope = environment.scopes().enter(connection)) {
            return body.get();
        }
    }

    @Override
    public void close() {
        weld.close();
    }
}
