package dev.webshocket.cdi;

import dev.webshocket.ClientConnection;
import dev.webshocket.spi.CallScopes;
import jakarta.enterprise.context.control.RequestContextController;

/** One call on one thread; to close it ends its scope. Used by that thread alone. */
final class CallFrame implements CallScopes.Scope {

    private final ClientConnection connection;
    private final CurrentCall current;
    private final RequestScopes requests;
    private final CallFrame outer;
    private RequestContextController request;

    private CallFrame(ClientConnection connection, CurrentCall current, RequestScopes requests) {
        this.connection = connection;
        this.current = current;
        this.requests = requests;
        this.outer = current.get();
    }

    static CallFrame open(ClientConnection connection, CurrentCall current, RequestScopes requests) {
        CallFrame frame = new CallFrame(connection, current, requests);
        // The connection first and, in close(), last: observers and destroyed beans of the request may ask for it.
        current.set(frame);
        try {
            frame.request = requests.begin();
        } catch (RuntimeException | Error e) {
            current.set(frame.outer);
            throw e;
        }
        return frame;
    }

    ClientConnection connection() {
        return connection;
    }

    @Override
    public void close() {
        try {
            if (request != null) {
                requests.end(request);
            }
        } finally {
            current.set(outer);
        }
    }
}
