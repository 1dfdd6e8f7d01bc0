package dev.webshocket.cdi;

import dev.webshocket.ClientConnection;
import dev.webshocket.spi.CallScopes;

/**
 * Surrounds calls with a request scope of their own and makes their connection the current one. Safe for use by any
 * thread.
 *
 * <p>Where a request context is active on the thread already, such as a container's or that of an outer call, that one
 * is used and left.
 */
final class CdiCallScopes implements CallScopes {

    private final CurrentCall current;
    private final ConnectionContext connections;
    private final RequestScopes requests;

    CdiCallScopes(CurrentCall current, ConnectionContext connections, RequestScopes requests) {
        this.current = current;
        this.connections = connections;
        this.requests = requests;
    }

    @Override
    public Scope enter(ClientConnection connection) {
        return CallFrame.open(connection, current, requests);
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
