package dev.webshocket.cdi.servlet;

import dev.webshocket.spi.platform.CallContexts;
import jakarta.enterprise.concurrent.ContextService;
import java.util.concurrent.Executor;

/**
 * Carries the naming context, security context and class loader of a handshake to its calls, by the server's context
 * service. Safe for use by any thread.
 */
final class ManagedContexts implements CallContexts {

    private final ContextService service;

    private ManagedContexts(ContextService service) {
        this.service = service;
    }

    /** Casts the object from JNDI in this class, so that servers without Jakarta Concurrency never load its types. */
    static CallContexts of(Object service) {
        return new ManagedContexts((ContextService) service);
    }

    @Override
    public Executor capture() {
        return service.currentContextExecutor();
    }
}
