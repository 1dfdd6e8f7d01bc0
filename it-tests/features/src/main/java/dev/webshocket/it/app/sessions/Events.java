package dev.webshocket.it.app.sessions;

import dev.webshocket.ClientConnection;
import dev.webshocket.cdi.Connected;
import dev.webshocket.cdi.Disconnected;
import dev.webshocket.cdi.Resumed;
import dev.webshocket.cdi.Suspended;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.util.List;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.CopyOnWriteArrayList;

/** What has happened to connections, by the name in their path. */
@ApplicationScoped
public class Events {

    private final ConcurrentMap<String, List<String>> events = new ConcurrentHashMap<>();

    void add(ClientConnection connection, String event) {
        events.computeIfAbsent(connection.pathParameters().get("name"), name -> new CopyOnWriteArrayList<>())
                .add(event);
    }

    List<String> of(String name) {
        return events.getOrDefault(name, List.of());
    }

    void connected(@Observes @Connected ClientConnection connection) {
        add(connection, "@Connected");
    }

    void suspended(@Observes @Suspended ClientConnection connection) {
        add(connection, "@Suspended");
    }

    void resumed(@Observes @Resumed ClientConnection connection) {
        add(connection, "@Resumed");
    }

    void disconnected(@Observes @Disconnected ClientConnection connection) {
        add(connection, "@Disconnected");
    }
}
