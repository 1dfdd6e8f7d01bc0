package dev.webshocket.docs;

// region events
import dev.webshocket.Channels;
import dev.webshocket.ClientConnection;
import dev.webshocket.cdi.Connected;
import dev.webshocket.cdi.Disconnected;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import java.util.concurrent.atomic.AtomicInteger;

@ApplicationScoped
public class Visitors {

    private final AtomicInteger present = new AtomicInteger();

    @Inject
    Channels channels;

    void arrived(@Observes @Connected ClientConnection connection) {
        channels.publish("visitors", present.incrementAndGet());
    }

    void left(@Observes @Disconnected ClientConnection connection) {
        channels.publish("visitors", present.decrementAndGet());
    }
}
// endregion
