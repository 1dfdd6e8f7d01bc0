package dev.webshocket.cdi;

import jakarta.enterprise.context.control.RequestContextController;
import jakarta.enterprise.inject.spi.Bean;
import jakarta.enterprise.inject.spi.BeanManager;
import java.util.concurrent.ConcurrentLinkedQueue;

/**
 * Begins and ends CDI's request context on the current thread. Safe for use by any thread.
 *
 * <p>A controller costs far more to obtain than to use, and is free for any thread again once it has ended what it
 * began: so they are kept, as many as there were calls at the same time.
 */
final class RequestScopes {

    private final BeanManager beans;
    private final Bean<?> controllerBean;
    private final ConcurrentLinkedQueue<RequestContextController> idle = new ConcurrentLinkedQueue<>();

    RequestScopes(BeanManager beans) {
        this.beans = beans;
        this.controllerBean = beans.resolve(beans.getBeans(RequestContextController.class));
    }

    /** Begins a request context; returns what ends it, or null where one is active that somebody else ends. */
    RequestContextController begin() {
        RequestContextController controller = idle.poll();
        if (controller == null) {
            controller = create();
        }
        if (controller.activate()) {
            return controller;
        }
        idle.offer(controller);
        return null;
    }

    /** Ends the request context that a controller began on this thread; its beans are destroyed. */
    void end(RequestContextController controller) {
        controller.deactivate();
        // Not reached when that failed: a controller in doubt is not used again.
        idle.offer(controller);
    }

    int idle() {
        return idle.size();
    }

    private RequestContextController create() {
        return (RequestContextController) beans.getReference(
                controllerBean, RequestContextController.class, beans.createCreationalContext(controllerBean));
    }
}
