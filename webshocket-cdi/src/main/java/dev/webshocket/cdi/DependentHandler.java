package dev.webshocket.cdi;

import dev.webshocket.ClientConnection;
import dev.webshocket.spi.platform.CallScopes;
import dev.webshocket.spi.platform.HandlerInstance;
import jakarta.enterprise.context.spi.CreationalContext;
import jakarta.enterprise.inject.spi.Bean;
import jakarta.enterprise.inject.spi.BeanManager;

/**
 * A handler of scope {@code @Dependent}: an instance for one connection, which is destroyed with its dependent objects
 * when the connection has ended. Safe for use by any thread.
 *
 * @param <T> the handler class
 */
final class DependentHandler<T> implements HandlerInstance {

    private final Bean<T> bean;
    private final CreationalContext<T> creation;
    private final CallScopes scopes;
    private final ClientConnection connection;
    private final T instance;

    DependentHandler(Bean<T> bean, BeanManager beans, CallScopes scopes, ClientConnection connection) {
        this.bean = bean;
        this.creation = beans.createCreationalContext(bean);
        this.scopes = scopes;
        this.connection = connection;
        try {
            // Not getReference, which would also register the instance as its own dependent object.
            this.instance = bean.create(creation);
        } catch (RuntimeException | Error e) {
            creation.release();
            throw e;
        }
    }

    @Override
    public Object reference() {
        return instance;
    }

    @Override
    public void release() {
        try (CallScopes.Scope scope = scopes.enter(connection)) {
            bean.destroy(instance, creation);
        }
    }
}
