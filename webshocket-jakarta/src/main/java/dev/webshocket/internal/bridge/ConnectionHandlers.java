package dev.webshocket.internal.bridge;

import dev.webshocket.RpcException;
import dev.webshocket.internal.rpc.Callbacks;
import dev.webshocket.spi.HandlerInstance;
import dev.webshocket.spi.ServiceEnvironment;
import jakarta.websocket.CloseReason;
import jakarta.websocket.CloseReason.CloseCodes;
import java.util.ArrayList;
import java.util.List;

/**
 * The handlers of one connection, from the first callback to the last. Its methods run as tasks of the connection's
 * lane, whose lock makes what one of them wrote seen by the calls after it.
 */
final class ConnectionHandlers {

    private final SessionConnection connection;
    private final Service service;
    private final List<HandlerInstance> instances = new ArrayList<>(1);
    private Object[] references = {};

    ConnectionHandlers(SessionConnection connection, Service service) {
        this.connection = connection;
        this.service = service;
    }

    Object reference(int index) {
        return references[index];
    }

    /**
     * Obtains the handlers and tells them of the connection.
     *
     * @return why the client is turned away, null where it is not
     */
    CloseReason connect() {
        Callbacks callbacks = service.dispatcher().callbacks();
        try {
            obtain();
            callbacks.connected(connection);
            return null;
        } catch (RpcException e) {
            return CloseReasons.of(CloseCodes.VIOLATED_POLICY.getCode(), e.getMessage());
        } catch (Throwable failure) {
            callbacks.logFailure(failure);
            return new CloseReason(CloseCodes.UNEXPECTED_CONDITION, "the connection could not be set up");
        }
    }

    private void obtain() {
        ServiceEnvironment environment = service.engine().environment();
        for (Class<?> type : service.model().handlers()) {
            instances.add(environment.instances().obtain(type, connection));
        }
        references = instances.stream().map(HandlerInstance::reference).toArray();
    }

    /** Tells the handlers that the client has gone, if there are any. */
    void disconnect(CloseReason reason) {
        if (references.length > 0) {
            service.dispatcher().callbacks().disconnected(connection, reason);
        }
    }

    /** Gives everything up that belongs to the connection alone. */
    void release() {
        instances.forEach(instance -> attempt(instance::release));
        attempt(() -> service.engine().environment().scopes().connectionEnded(connection));
    }

    /** Goes on after a bean whose destruction fails, so that the others are not kept for ever. */
    private void attempt(Runnable step) {
        try {
            step.run();
        } catch (RuntimeException e) {
            service.dispatcher().callbacks().logFailure(e);
        }
    }
}
