package dev.webshocket.cdi;

import dev.webshocket.ClientConnection;
import dev.webshocket.spi.platform.CallScopes;
import jakarta.enterprise.context.control.RequestContextController;

/**
 * A call in a CDI container whose request context is bound to a thread: the call has a request context on each thread
 * that it runs on, for as long as it runs there. Immutable.
 */
record ThreadBoundCall(
        ClientConnection connection, ClassLoader application, CurrentCall current, RequestContextControllers requests)
        implements CdiCall {

    @Override
    public ScopedBeans requestBeans() {
        return null;
    }

    @Override
    public boolean isForeignRequestActive() {
        return true;
    }

    @Override
    public CallScopes.Scope activate() {
        // The frame is opened first and closed last, since observers and beans of the request may use the connection.
        CallFrame frame = CallFrame.open(this, current);
        RequestContextController request;
        try {
            request = requests.begin();
        } catch (RuntimeException | Error e) {
            frame.close();
            throw e;
        }
        return () -> {
            try {
                if (request != null) {
                    requests.end(request);
                }
            } finally {
                frame.close();
            }
        };
    }

    @Override
    public void end() {}
}
