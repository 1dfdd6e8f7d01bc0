package dev.webshocket.cdi;

import dev.webshocket.ClientConnection;
import dev.webshocket.spi.platform.CallScopes;
import jakarta.enterprise.context.control.RequestContextController;

/**
 * A call in a container whose request scope cannot leave its thread: the call has one on each thread that it runs on, as long
 * as it runs there. Immutable.
 */
record ThreadBoundCall(ClientConnection connection, CurrentCall current, RequestScopes requests) implements CdiCall {

    @Override
    public ScopedBeans requestBeans() {
        return null;
    }

    @Override
    public boolean isElsewhere() {
        return true;
    }

    @Override
    public CallScopes.Scope activate() {
        // The connection first, and last to be closed: observers and destroyed beans of the request may ask for it.
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
