package dev.webshocket.docs;

import dev.webshocket.PresenceChange;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

// region observer
@ApplicationScoped
public class RoomLog {

    private final Map<String, Integer> visits = new ConcurrentHashMap<>();

    void changed(@Observes PresenceChange change) {
        change.joined().forEach(member -> visits.merge(member.id(), 1, Integer::sum));
    }
}
// endregion
