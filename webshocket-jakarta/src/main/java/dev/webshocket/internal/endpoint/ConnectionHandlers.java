package dev.webshocket.internal.endpoint;

import dev.webshocket.RpcException;
import dev.webshocket.internal.link.CloseStatus;
import dev.webshocket.internal.rpc.Callbacks;
import dev.webshocket.internal.rpc.Peer;
import dev.webshocket.spi.platform.ConnectionObserver;
import dev.webshocket.spi.platform.HandlerInstance;
import dev.webshocket.spi.platform.ServiceEnvironment;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The handlers of one connection, from the first callback to the last. For one thread at a time: the methods are tasks of the
 * connection's lane, or run before the connection's first message. Any thread may call {@link #isLetIn}.
 */
final class ConnectionHandlers {

    /** The close status of a connection that could not be set up. */
    static final CloseStatus NOT_SET_UP =
            new CloseStatus(CloseStatus.UNEXPECTED_CONDITION, "the connection could not be set up");

    private final ServerConnection connection;
    private final Peer peer;
    private final Service service;
    /** By their index in the service's model; null while they have not been obtained. */
    private HandlerInstance[] instances;
    /** Whether all have been obtained. */
    private boolean complete;

    private volatile boolean letIn;

    ConnectionHandlers(ServerConnection connection, Peer peer, Service service) {
        this.connection = connection;
        this.peer = peer;
        this.service = service;
    }

    Object reference(int index) {
        return instances[index].reference();
    }

    /**
     * Obtains the handlers and calls their connect callbacks.
     *
     * @return the close status for a client that is refused; empty for one that may stay
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

    /**
     * Obtains the handlers of a session that another server has had, and calls their resume callbacks.
     *
     * @return the close status for a client that cannot be served; empty for one that may stay
     */
    Optional<CloseStatus> restore() {
        try {
            obtain();
        } catch (Throwable failure) {
            service.dispatcher().callbacks().logFailure(connection, failure);
            return Optional.of(NOT_SET_UP);
        }
        letIn = true;
        resumed();
        return Optional.empty();
    }

    private ConnectionObserver observer() {
        return service.engine().environment().observer();
    }

    private void obtain() {
        ServiceEnvironment environment = service.engine().environment();
        List<Class<?>> types = service.model().handlers();
        instances = new HandlerInstance[types.size()];
        for (int i = 0; i < instances.length; i++) {
            instances[i] = environment.instances().obtain(types.get(i), connection);
        }
        complete = true;
    }

    /** Tells whether the connect callbacks and observers have run and have accepted the client. For any thread. */
    boolean isLetIn() {
        return letIn;
    }

    /** Calls the callbacks and the observer for a lost socket. */
    void suspended(CloseStatus status) {
        if (letIn) {
            service.dispatcher().callbacks().suspended(peer, JakartaLink.reason(status));
            attempt(() -> observer().suspended(connection));
        }
    }

    /** Calls the callbacks and the observer for another socket. */
    void resumed() {
        if (letIn) {
            service.dispatcher().callbacks().resumed(peer);
            attempt(() -> observer().resumed(connection));
        }
    }

    /** Calls the disconnect callbacks, if all handlers were obtained, and the observer. */
    void disconnect(CloseStatus status) {
        if (complete) {
            service.dispatcher().callbacks().disconnected(peer, JakartaLink.reason(status));
        }
        if (letIn) {
            attempt(() -> observer().disconnected(connection));
        }
    }

    /** Releases the handlers and the beans of the connection. */
    void release() {
        if (instances != null) {
            Stream.of(instances).filter(Objects::nonNull).forEach(instance -> attempt(instance::release));
        }
        attempt(() -> service.engine().environment().scopes().connectionEnded(connection));
    }

    /** Runs a step and logs its failure, such as that of a bean's destruction, so that the next steps run. */
    void attempt(Runnable step) {
        try {
            step.run();
        } catch (Throwable failure) {
            service.dispatcher().callbacks().logFailure(connection, failure);
        }
    }
}
