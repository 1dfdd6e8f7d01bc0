package dev.webshocket.cdi;

import dev.webshocket.ClientConnection;
import jakarta.enterprise.context.ContextNotActiveException;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;

/**
 * The context of {@link ConnectionScoped}. Safe for use by any thread.
 *
 * <p>A connection has beans from {@link #begin} to {@link #end}; a call that is late and runs on after that finds the
 * context inactive, rather than making beans that nobody would destroy.
 */
final class ConnectionContext extends ScopedBeansContext {

    private final CurrentCall current;
    private final ConcurrentMap<ClientConnection, ScopedBeans> open = new ConcurrentHashMap<>();

    ConnectionContext(CurrentCall current) {
        super(ConnectionScoped.class);
        this.current = current;
    }

    /** Lets a connection have beans. Has no effect on one that may already. */
    void begin(ClientConnection connection) {
        if (!open.containsKey(connection)) {
            open.putIfAbsent(
                    connection, new ScopedBeans("The connection has ended, and its @ConnectionScoped beans with it."));
        }
    }

    /** Tells whether a connection has no beans to be destroyed. */
    boolean isEmpty(ClientConnection connection) {
        ScopedBeans beans = open.get(connection);
        return beans == null || beans.size() == 0;
    }

    /** Destroys the beans of a connection. Has no effect on one that has ended. */
    void end(ClientConnection connection) {
        ScopedBeans beans = open.get(connection);
        if (beans == null) {
            return;
        }
        try {
            beans.destroyAll();
        } finally {
            // Only now: what is destroyed may use those that are not yet.
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
