package dev.webshocket.cdi;

import dev.webshocket.ClientConnection;
import dev.webshocket.spi.platform.CallScope;
import dev.webshocket.spi.platform.CallScopes;
import jakarta.enterprise.inject.spi.BeanManager;
import java.util.function.Function;

/**
 * Provides each call with a request scope of its own, and makes its connection the current one. Safe for use by any
 * thread.
 *
 * <p>If the thread already has an active request context, such as the container's, the call uses that one and does not
 * end it.
 */
final class CdiCallScopes implements CallScopes {

    private final ConnectionContext connections;
    private final Function<ClientConnection, CallScope> calls;

    private CdiCallScopes(ConnectionContext connections, Function<ClientConnection, CallScope> calls) {
        this.connections = connections;
        this.calls = calls;
    }

    /**
     * Makes scopes that move with their calls between threads, or thread-bound ones if the CDI container does not
     * support that.
     */
    static CdiCallScopes of(
            BeanManager beans, CurrentCall current, ConnectionContext connections, RequestContext requests) {
        return requests.isUsed(beans)
                ? transferable(beans, current, connections)
                : threadBound(new RequestContextControllers(beans), current, connections);
    }

    private static CdiCallScopes transferable(BeanManager beans, CurrentCall current, ConnectionContext connections) {
        RequestEvents events = new RequestEvents(beans);
        return new CdiCallScopes(
                connections, connection -> new TransferableCall(connection, current, beans, events).begin());
    }

    static CdiCallScopes threadBound(
            RequestContextControllers requests, CurrentCall current, ConnectionContext connections) {
        return new CdiCallScopes(
                connections,
                connection -> new ThreadBoundCall(
                        connection, Thread.currentThread().getContextClassLoader(), current, requests));
    }

    @Override
    public CallScope begin(ClientConnection connection) {
        return calls.apply(connection);
    }

    /**
     * Destroys the {@link ConnectionScoped} beans of a connection.
     *
     * @throws RuntimeException the first exception from the destruction of a bean, with the others suppressed in it
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
