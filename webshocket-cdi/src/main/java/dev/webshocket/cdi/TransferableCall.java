package dev.webshocket.cdi;

import dev.webshocket.ClientConnection;
import dev.webshocket.spi.platform.CallScopes;
import jakarta.enterprise.context.ContextNotActiveException;
import jakarta.enterprise.context.RequestScoped;
import jakarta.enterprise.inject.spi.BeanManager;

/** A call whose request scope moves with it between threads. Safe for use by any thread. */
final class TransferableCall implements CdiCall {

    private final ClientConnection connection;
    private final ClassLoader application = Thread.currentThread().getContextClassLoader();
    private final CurrentCall current;
    private final BeanManager beans;
    private final RequestEvents events;
    private final ScopedBeans requestBeans =
            new ScopedBeans("The call has ended, and its @RequestScoped beans with it.");
    /** Whether the event of the begin has been fired. Written before the call is published to other threads. */
    private boolean announced;

    TransferableCall(ClientConnection connection, CurrentCall current, BeanManager beans, RequestEvents events) {
        this.connection = connection;
        this.current = current;
        this.beans = beans;
        this.events = events;
    }

    /** Begins the scope. */
    TransferableCall begin() {
        if (events.areObserved()) {
            CallFrame frame = CallFrame.open(this, current);
            try {
                if (frame.hasRequest()) {
                    events.initialized();
                    announced = true;
                }
            } finally {
                frame.close();
            }
        }
        return this;
    }

    @Override
    public ClientConnection connection() {
        return connection;
    }

    @Override
    public ClassLoader application() {
        return application;
    }

    @Override
    public ScopedBeans requestBeans() {
        return requestBeans;
    }

    @Override
    public boolean isForeignRequestActive() {
        try {
            beans.getContext(RequestScoped.class);
            return true;
        } catch (ContextNotActiveException e) {
            return false;
        }
    }

    @Override
    public CallScopes.Scope activate() {
        return CallFrame.open(this, current);
    }

    @Override
    public void end() {
        if (requestBeans.size() == 0 && !announced) {
            requestBeans.destroyAll();
            return;
        }
        CallFrame frame = CallFrame.open(this, current);
        try {
            announce(events::beforeDestroyed, requestBeans::destroyAll);
        } finally {
            announce(events::destroyed, frame::close);
        }
    }

    private void announce(Runnable event, Runnable next) {
        try {
            if (announced) {
                event.run();
            }
        } finally {
            next.run();
        }
    }
}
