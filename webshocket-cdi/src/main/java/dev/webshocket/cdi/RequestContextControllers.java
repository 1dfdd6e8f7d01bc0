package dev.webshocket.cdi;

import jakarta.enterprise.context.control.RequestContextController;
import jakarta.enterprise.inject.spi.Bean;
import jakarta.enterprise.inject.spi.BeanManager;
import java.util.concurrent.ConcurrentLinkedQueue;

/**
 * Activates and deactivates CDI's request context on the current thread. Safe for use by any thread.
 *
 * <p>Controllers are pooled, since they are far slower to obtain than to use. The pool holds as many as there were
 * concurrent calls.
 */
final class RequestContextControllers {

    private final BeanManager beans;
    private final Bean<?> controllerBean;
    private final ConcurrentLinkedQueue<RequestContextController> idle = new ConcurrentLinkedQueue<>();

    RequestContextControllers(BeanManager beans) {
        this.beans = beans;
        this.controllerBean = beans.resolve(beans.getBeans(RequestContextController.class));
    }

    /** Activates a request context and returns its controller, or null if the thread already has an active one. */
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

    /** Deactivates the request context that a controller activated on this thread, and destroys its beans. */
    void end(RequestContextController controller) {
        controller.deactivate();
        // Not reached if that failed, since the controller's state is unknown then.
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
