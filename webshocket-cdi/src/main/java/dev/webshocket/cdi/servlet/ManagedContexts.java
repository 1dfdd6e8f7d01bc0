package dev.webshocket.cdi.servlet;

import dev.webshocket.spi.platform.CallContexts;
import jakarta.enterprise.concurrent.ContextService;
import java.util.concurrent.Executor;

/** Takes naming, security and class loader of a handshake along, by the server's context service. */
final class ManagedContexts implements CallContexts {

    private final ContextService service;

    private ManagedContexts(ContextService service) {
        this.service = service;
    }

    /** Uses what JNDI has; in a method of this class, so that servers without Jakarta Concurrency never load its types. */
    static CallContexts of(Object service) {
        return new ManagedContexts((ContextService) service);
    }

    @Override
    public Executor capture() {
        return service.currentContextExecutor();
    }
}
