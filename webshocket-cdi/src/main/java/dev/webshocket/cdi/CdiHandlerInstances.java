package dev.webshocket.cdi;

import dev.webshocket.ClientConnection;
import dev.webshocket.spi.platform.CallScopes;
import dev.webshocket.spi.platform.HandlerInstance;
import dev.webshocket.spi.platform.HandlerInstances;
import jakarta.enterprise.context.Dependent;
import jakarta.enterprise.inject.spi.Bean;
import jakarta.enterprise.inject.spi.BeanManager;
import java.util.HashMap;
import java.util.Map;

/**
 * Provides handlers according to their CDI scope: one client proxy for the application in a normal scope, an instance
 * for each connection in {@code @Dependent}, and the instance of the scope's context in other scopes, such as {@code
 * @Singleton}. Safe for use by any thread.
 */
final class CdiHandlerInstances implements HandlerInstances {

    private final BeanManager beans;
    private final HandlerBeans handlers;
    private final ConnectionContext connections;
    private final CallScopes scopes;
    private final Map<Class<?>, HandlerInstance> proxies = new HashMap<>();

    CdiHandlerInstances(BeanManager beans, HandlerBeans handlers, ConnectionContext connections, CallScopes scopes) {
        this.beans = beans;
        this.handlers = handlers;
        this.connections = connections;
        this.scopes = scopes;
        for (Class<?> type : handlers.types()) {
            Bean<?> bean = handlers.bean(type);
            if (beans.isNormalScope(bean.getScope())) {
                proxies.put(type, new SharedHandler(HandlerBeans.reference(beans, bean)));
            }
        }
    }

    /**
     * {@inheritDoc}
     *
     * @throws IllegalArgumentException if the class is not a handler of this application
     */
    @Override
    public HandlerInstance obtain(Class<?> type, ClientConnection connection) {
        connections.begin(connection);
        HandlerInstance proxy = proxies.get(type);
        if (proxy != null) {
            return proxy;
        }
        Bean<?> bean = handlers.bean(type);
        if (bean == null) {
            throw new IllegalArgumentException(type.getName() + " is not a handler bean of this application");
        }
        // Constructors and @PostConstruct methods may use the injected connection.
        try (CallScopes.Scope scope = scopes.enter(connection)) {
            return bean.getScope() == Dependent.class
                    ? new DependentHandler<>(bean, beans, scopes, connection)
                    : new SharedHandler(HandlerBeans.reference(beans, bean));
        }
    }

    /** Tells whether the handler is in a normal scope, whose proxies make a bean only when a method is called. */
    @Override
    public boolean isShared(Class<?> type) {
        return proxies.containsKey(type);
    }
}
