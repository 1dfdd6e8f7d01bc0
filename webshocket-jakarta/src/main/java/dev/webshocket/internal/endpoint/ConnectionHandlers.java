package dev.webshocket.internal.endpoint;

import dev.webshocket.RpcException;
import dev.webshocket.internal.link.CloseStatus;
import dev.webshocket.internal.rpc.Callbacks;
import dev.webshocket.internal.rpc.Peer;
import dev.webshocket.spi.platform.ConnectionObserver;
import dev.webshocket.spi.platform.HandlerInstance;
import dev.webshocket.spi.platform.ServiceEnvironment;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The handlers of one connection, from the first callback to the last. Its methods, but for one, run as tasks of the
 * connection's lane, whose lock makes what one of them wrote seen by the calls after it.
 */
final class ConnectionHandlers {

    /** The end of a connection that failed to begin. */
    static final CloseStatus NOT_SET_UP =
            new CloseStatus(CloseStatus.UNEXPECTED_CONDITION, "the connection could not be set up");

    private final ServerConnection connection;
    private final Peer peer;
    private final Service service;
    private final List<HandlerInstance> instances = new ArrayList<>(1);
    private Object[] references = {};
    private volatile boolean letIn;

    ConnectionHandlers(ServerConnection connection, Peer peer, Service service) {
        this.connection = connection;
        this.peer = peer;
        this.service = service;
    }

    Object reference(int index) {
        return references[index];
    }

    /**
     * Obtains the handlers and tells them of the connection.
     *
     * @return why the client is turned away, empty where it is not
     */
    Optional<CloseStatus> connect() {
        Callbacks callbacks = service.dispatcher().callbacks();
        try {
            obtain();
            callbacks.connected(peer);
        } catch (RpcException e) {
            return Optional.of(CloseStatus.of(CloseStatus.POLICY_VIOLATION, e.getMessage()));
        } catch (Throwable failure) {
            callbacks.logFailure(connection, failure);
            return Optional.of(NOT_SET_UP);
        }
        attempt(() -> observer().connected(connection));
        letIn = true;
        return Optional.empty();
    }

    private ConnectionObserver observer() {
        return service.engine().environment().observer();
    }

    private void obtain() {
        ServiceEnvironment environment = service.engine().environment();
        for (Class<?> type : service.model().handlers()) {
            instances.add(environment.instances().obtain(type, connection));
        }
        references = instances.stream().map(HandlerInstance::reference).toArray();
    }

    /** Tells whether the client has been let in, and all who are told of it have been told. For any thread. */
    boolean isLetIn() {
        return letIn;
    }

    /** Tells the handlers that the client has gone, if there are any. */
    void disconnect(CloseStatus status) {
        if (references.length > 0) {
            service.dispatcher().callbacks().disconnected(peer, JakartaLink.reason(status));
        }
        if (letIn) {
            attempt(() -> observer().disconnected(connection));
        }
    }

    /** Gives everything up that belongs to the connection alone. */
    void release() {
        instances.forEach(instance -> attempt(instance::release));
        attempt(() -> service.engine().environment().scopes().connectionEnded(connection));
    }

    /** Goes on after what fails, such as a bean's destruction, so that the others are not kept for ever. */
    void attempt(Runnable step) {
        try {
            step.run();
        } catch (Throwable failure) {
            service.dispatcher().callbacks().logFailure(connection, failure);
        }
    }
}
