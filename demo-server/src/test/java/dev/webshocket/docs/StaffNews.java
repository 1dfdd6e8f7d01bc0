package dev.webshocket.docs;

import dev.webshocket.ClientConnection;
import dev.webshocket.cdi.Refreshed;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;

// region refreshed
@ApplicationScoped
public class StaffNews {

    void refreshed(@Observes @Refreshed ClientConnection connection) {
        if (!connection.isInRole("staff")) {
            connection.unsubscribe("staff.news"); // the client is told
        }
    }
}
// endregion
