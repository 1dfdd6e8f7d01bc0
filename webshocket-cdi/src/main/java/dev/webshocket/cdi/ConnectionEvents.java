package dev.webshocket.cdi;

import dev.webshocket.ClientConnection;
import dev.webshocket.spi.platform.CallScopes;
import dev.webshocket.spi.platform.ConnectionObserver;
import jakarta.enterprise.event.Event;
import jakarta.enterprise.inject.spi.BeanManager;
import java.lang.reflect.Proxy;
import java.util.stream.Stream;

/** Fires the CDI events of connections. Safe for use by any thread. */
final class ConnectionEvents implements ConnectionObserver {

    private final CallScopes scopes;
    private final Event<ClientConnection> connected;
    private final Event<ClientConnection> disconnected;

    /** Makes the observer that fires events; one that does nothing where the application observes none. */
    static ConnectionObserver of(BeanManager beans, CallScopes scopes) {
        ClientConnection any = (ClientConnection) Proxy.newProxyInstance(
                ClientConnection.class.getClassLoader(),
                new Class<?>[] {ClientConnection.class},
                (proxy, method, arguments) -> null);
        boolean observed = Stream.of(Connected.Literal.INSTANCE, Disconnected.Literal.INSTANCE)
                .anyMatch(event -> !beans.resolveObserverMethods(any, event).isEmpty());
        return observed ? new ConnectionEvents(beans, scopes) : ConnectionObserver.NONE;
    }

    private ConnectionEvents(BeanManager beans, CallScopes scopes) {
        this.scopes = scopes;
        this.connected = beans.getEvent().select(ClientConnection.class, Connected.Literal.INSTANCE);
        this.disconnected = beans.getEvent().select(ClientConnection.class, Disconnected.Literal.INSTANCE);
    }

    @Override
    public void connected(ClientConnection connection) {
        fire(connected, connection);
    }

    @Override
    public void disconnected(ClientConnection connection) {
        fire(disconnected, connection);
    }

    private void fire(Event<ClientConnection> event, ClientConnection connection) {
        try (CallScopes.Scope scope = scopes.enter(connection)) {
            event.fire(connection);
        }
    }
}
