package dev.webshocket.cdi;

import dev.webshocket.ClientConnection;
import jakarta.enterprise.context.ContextNotActiveException;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;

/**
 * The context of {@link ConnectionScoped}. Safe for use by any thread.
 *
 * <p>A connection has beans from {@link #begin} to {@link #end}. A call that still runs after that finds the context
 * inactive, since beans created then would never be destroyed.
 */
final class ConnectionContext extends ScopedBeansContext {

    private final CurrentCall current;
    private final ConcurrentMap<ClientConnection, ScopedBeans> open = new ConcurrentHashMap<>();

    ConnectionContext(CurrentCall current) {
        super(ConnectionScoped.class);
        this.current = current;
    }

    /** Activates the scope of a connection; repeated calls have no effect. */
    void begin(ClientConnection connection) {
        if (!open.containsKey(connection)) {
            open.putIfAbsent(
                    connection, new ScopedBeans("The connection has ended, and its @ConnectionScoped beans with it."));
        }
    }

    /** Tells whether a connection has no beans to destroy. */
    boolean isEmpty(ClientConnection connection) {
        ScopedBeans beans = open.get(connection);
        return beans == null || beans.size() == 0;
    }

    /** Ends the scope of a connection and destroys its beans; repeated calls have no effect. */
    void end(ClientConnection connection) {
        ScopedBeans beans = open.get(connection);
        if (beans == null) {
            return;
        }
        try {
            beans.destroyAll();
        } finally {
            // Removed last, since beans may use each other during their destruction.
            open.remove(connection);
        }
    }

    int connections() {
        return open.size();
    }

    @Override
    public boolean isActive() {
        CallFrame frame = current.get();
        return frame != null && open.containsKey(frame.connection());
    }

    @Override
    ScopedBeans beans() {
        ClientConnection connection = current.require().connection();
        ScopedBeans beans = open.get(connection);
        if (beans == null) {
            throw new ContextNotActiveException(
                    "The connection " + connection.uid() + " has ended, and its @ConnectionScoped beans with it.");
        }
        return beans;
    }
}
