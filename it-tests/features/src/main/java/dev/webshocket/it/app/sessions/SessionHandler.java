package dev.webshocket.it.app.sessions;

import dev.webshocket.ClientConnection;
import dev.webshocket.OnConnect;
import dev.webshocket.OnDisconnect;
import dev.webshocket.OnResume;
import dev.webshocket.OnSuspend;
import dev.webshocket.RpcMethod;
import dev.webshocket.WebSocketHandler;
import jakarta.inject.Inject;
import jakarta.websocket.CloseReason;
import java.util.List;

/** Counts for each connection, and tells what has happened to connections. */
@WebSocketHandler("/sessions/{name}")
public class SessionHandler {

    @Inject
    Count count;

    @Inject
    Events events;

    @OnConnect
    void connect(ClientConnection connection) {
        events.add(connection, "connect");
    }

    /** Sends the next number of the connection, and returns it. */
    @RpcMethod
    public int count(ClientConnection connection) {
        int next = count.next();
        connection.send(next);
        return next;
    }

    /** Returns what has happened to the connections of a name. */
    @RpcMethod
    public List<String> events(String name) {
        return events.of(name);
    }

    @OnSuspend
    void suspend(ClientConnection connection, CloseReason reason) {
        events.add(connection, "suspend " + reason.getCloseCode().getCode() + ' ' + connection.isOpen());
    }

    @OnResume
    void resume(ClientConnection connection) {
        events.add(connection, "resume");
    }

    @OnDisconnect
    void disconnect(ClientConnection connection, CloseReason reason) {
        events.add(connection, "disconnect " + reason.getCloseCode().getCode());
    }
}
