package dev.webshocket.cdi;

import dev.webshocket.ClientConnection;
import dev.webshocket.spi.platform.CallScope;
import dev.webshocket.spi.platform.CallScopes;
import jakarta.enterprise.inject.spi.BeanManager;
import java.util.function.Function;

/**
 * Surrounds calls with a request scope of their own and makes their connection the current one. Safe for use by any
 * thread.
 *
 * <p>Where a request context is active on the thread already, such as a container's, that one is used and left.
 */
final class CdiCallScopes implements CallScopes {

    private final ConnectionContext connections;
    private final Function<ClientConnection, CallScope> calls;

    private CdiCallScopes(ConnectionContext connections, Function<ClientConnection, CallScope> calls) {
        this.connections = connections;
        this.calls = calls;
    }

    /** Makes scopes that go with their calls from thread to thread, or, where the container has none such, that cannot. */
    static CdiCallScopes of(
            BeanManager beans, CurrentCall current, ConnectionContext connections, RequestContext requests) {
        return requests.isUsed(beans)
                ? travelling(beans, current, connections)
                : threadBound(new RequestScopes(beans), current, connections);
    }

    private static CdiCallScopes travelling(BeanManager beans, CurrentCall current, ConnectionContext connections) {
        RequestEvents events = new RequestEvents(beans);
        return new CdiCallScopes(
                connections, connection -> new TravellingCall(connection, current, beans, events).begun());
    }

    static CdiCallScopes threadBound(RequestScopes requests, CurrentCall current, ConnectionContext connections) {
        return new CdiCallScopes(connections, connection -> new ThreadBoundCall(connection, current, requests));
    }

    @Override
    public CallScope begin(ClientConnection connection) {
        return calls.apply(connection);
    }

    /**
     * Destroys the {@link ConnectionScoped} beans of a connection.
     *
     * @throws RuntimeException the first that a bean's destruction threw; the others are suppressed in it
     */
    @Override
    public void connectionEnded(ClientConnection connection) {
        if (connections.isEmpty(connection)) {
            connections.end(connection);
            return;
        }
        try (Scope scope = enter(connection)) {
            connections.end(connection);
        }
    }
}
