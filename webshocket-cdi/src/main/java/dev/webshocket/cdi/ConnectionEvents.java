package dev.webshocket.cdi;

import dev.webshocket.ClientConnection;
import dev.webshocket.spi.platform.CallScopes;
import dev.webshocket.spi.platform.ConnectionObserver;
import jakarta.enterprise.event.Event;
import jakarta.enterprise.inject.spi.BeanManager;
import java.lang.annotation.Annotation;
import java.lang.reflect.Proxy;
import java.util.stream.Stream;

/** Fires the CDI events of connections. Safe for use by any thread. */
final class ConnectionEvents implements ConnectionObserver {

    private final CallScopes scopes;
    private final Event<ClientConnection> connected;
    private final Event<ClientConnection> suspended;
    private final Event<ClientConnection> resumed;
    private final Event<ClientConnection> refreshed;
    private final Event<ClientConnection> disconnected;

    /** Makes the observer that fires events; one that does nothing where the application observes none. */
    static ConnectionObserver of(BeanManager beans, CallScopes scopes) {
        ClientConnection any = (ClientConnection) Proxy.newProxyInstance(
                ClientConnection.class.getClassLoader(),
                new Class<?>[] {ClientConnection.class},
                (proxy, method, arguments) -> null);
        boolean observed = Stream.of(
                        Connected.Literal.INSTANCE,
                        Suspended.Literal.INSTANCE,
                        Resumed.Literal.INSTANCE,
                        Refreshed.Literal.INSTANCE,
                        Disconnected.Literal.INSTANCE)
                .anyMatch(event -> !beans.resolveObserverMethods(any, event).isEmpty());
        return observed ? new ConnectionEvents(beans, scopes) : ConnectionObserver.NONE;
    }

    private ConnectionEvents(BeanManager beans, CallScopes scopes) {
        this.scopes = scopes;
        this.connected = event(beans, Connected.Literal.INSTANCE);
        this.suspended = event(beans, Suspended.Literal.INSTANCE);
        this.resumed = event(beans, Resumed.Literal.INSTANCE);
        this.refreshed = event(beans, Refreshed.Literal.INSTANCE);
        this.disconnected = event(beans, Disconnected.Literal.INSTANCE);
    }

    private static Event<ClientConnection> event(BeanManager beans, Annotation qualifier) {
        return beans.getEvent().select(ClientConnection.class, qualifier);
    }

    @Override
    public void connected(ClientConnection connection) {
        fire(connected, connection);
    }

    @Override
    public void suspended(ClientConnection connection) {
        fire(suspended, connection);
    }

    @Override
    public void resumed(ClientConnection connection) {
        fire(resumed, connection);
    }

    @Override
    public void refreshed(ClientConnection connection) {
        fire(refreshed, connection);
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
