package dev.webshocket.cdi;

import jakarta.enterprise.context.BeforeDestroyed;
import jakarta.enterprise.context.Destroyed;
import jakarta.enterprise.context.Initialized;
import jakarta.enterprise.context.RequestScoped;
import jakarta.enterprise.event.Event;
import jakarta.enterprise.inject.spi.BeanManager;
import java.lang.annotation.Annotation;
import java.util.List;

/** Fires the CDI events of the request scope of calls, if they have observers. Safe for use by any thread. */
final class RequestEvents {

    /** The payload of the events; it only marks them as those of calls. */
    private static final class CallRequest {}

    /** Fires no events. */
    static final RequestEvents NONE = new RequestEvents();

    private static final Annotation INITIALIZED = Initialized.Literal.of(RequestScoped.class);
    private static final Annotation BEFORE_DESTROYED = BeforeDestroyed.Literal.of(RequestScoped.class);
    private static final Annotation DESTROYED = Destroyed.Literal.of(RequestScoped.class);

    private final boolean observed;
    private final Event<CallRequest> initialized;
    private final Event<CallRequest> beforeDestroyed;
    private final Event<CallRequest> destroyed;

    private RequestEvents() {
        observed = false;
        initialized = null;
        beforeDestroyed = null;
        destroyed = null;
    }

    RequestEvents(BeanManager beans) {
        observed = List.of(INITIALIZED, BEFORE_DESTROYED, DESTROYED).stream()
                .anyMatch(event ->
                        !beans.resolveObserverMethods(new CallRequest(), event).isEmpty());
        initialized = beans.getEvent().select(CallRequest.class, INITIALIZED);
        beforeDestroyed = beans.getEvent().select(CallRequest.class, BEFORE_DESTROYED);
        destroyed = beans.getEvent().select(CallRequest.class, DESTROYED);
    }

    /** Tells whether the events have observers. */
    boolean areObserved() {
        return observed;
    }

    void initialized() {
        initialized.fire(new CallRequest());
    }

    void beforeDestroyed() {
        beforeDestroyed.fire(new CallRequest());
    }

    void destroyed() {
        destroyed.fire(new CallRequest());
    }
}
