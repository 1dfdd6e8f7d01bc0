package dev.webshocket.it.app.door;

import dev.webshocket.ClientConnection;
import dev.webshocket.WebshocketSettings;
import dev.webshocket.cdi.Connected;
import dev.webshocket.cdi.Disconnected;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.inject.Produces;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;

/** Records the clients of each door. Trusts the tests as a proxy. */
@ApplicationScoped
public class Porter {

    private final Map<String, List<String>> notes = new ConcurrentHashMap<>();

    @Produces
    WebshocketSettings settings() {
        return WebshocketSettings.builder()
                .trustedProxies("127.0.0.1", "::1")
                .allowedOrigins("https://friend.example")
                .build();
    }

    void came(@Observes @Connected ClientConnection connection) {
        note("came", connection);
    }

    void went(@Observes @Disconnected ClientConnection connection) {
        note("went", connection);
    }

    private void note(String what, ClientConnection connection) {
        notes.computeIfAbsent(connection.pathParameters().get("door"), door -> new CopyOnWriteArrayList<>())
                .add(what + " " + connection.get("name"));
    }

    List<String> report(String door) {
        return List.copyOf(notes.getOrDefault(door, List.of()));
    }
}
