package dev.webshocket.cdi;

import dev.webshocket.PresenceChange;
import jakarta.enterprise.context.control.RequestContextController;
import jakarta.enterprise.event.Event;
import jakarta.enterprise.inject.spi.BeanManager;
import java.util.List;
import java.util.function.Consumer;

/** Fires the CDI events of changes of presence, each in a request scope of its own. Safe for use by any thread. */
final class PresenceEvents implements Consumer<PresenceChange> {

    private final RequestContextControllers requests;
    private final Event<PresenceChange> changed;

    private PresenceEvents(BeanManager beans) {
        this.requests = new RequestContextControllers(beans);
        this.changed = beans.getEvent().select(PresenceChange.class);
    }

    /** Makes what fires events; null where the application observes none. */
    static Consumer<PresenceChange> of(BeanManager beans) {
        PresenceChange any = new PresenceChange("", List.of(), List.of());
        return beans.resolveObserverMethods(any).isEmpty() ? null : new PresenceEvents(beans);
    }

    @Override
    public void accept(PresenceChange change) {
        RequestContextController request = requests.begin();
        try {
            changed.fire(change);
        } finally {
            if (request != null) {
                requests.end(request);
            }
        }
    }
}
