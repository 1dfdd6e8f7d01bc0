package dev.webshocket.internal.endpoint;

import dev.webshocket.ClientConnection;
import dev.webshocket.OnConnect;
import dev.webshocket.OnDisconnect;
import dev.webshocket.OnReceive;
import dev.webshocket.OnResume;
import dev.webshocket.OnSuspend;
import dev.webshocket.RpcException;
import dev.webshocket.RpcMethod;
import dev.webshocket.WebSocketHandler;
import dev.webshocket.packet.Packet;
import jakarta.websocket.CloseReason;
import java.util.List;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Semaphore;

/** A service whose calls change the state of their connection, for clients that resume it. */
@WebSocketHandler("/desks/{desk}")
class DeskHandler {

    final List<String> told = new CopyOnWriteArrayList<>();
    final ConcurrentMap<String, ClientConnection> connections = new ConcurrentHashMap<>();
    final Semaphore gate = new Semaphore(0);
    final Semaphore held = new Semaphore(0);

    @OnConnect
    void connect(ClientConnection connection) {
        if (connection.query().containsKey("refuse")) {
            throw new RpcException("not you");
        }
        connection.set("count", 0);
        connections.put(connection.uid(), connection);
        told.add("connect");
    }

    /** Gives 1, 2, 3 for one connection. */
    @RpcMethod
    int bump(ClientConnection connection) {
        int next = connection.get("count", Integer.class) + 1;
        connection.set("count", next);
        return next;
    }

    /** Returns when the test opens the gate. */
    @RpcMethod
    int held(ClientConnection connection) throws InterruptedException {
        held.release();
        gate.acquire();
        return bump(connection);
    }

    @RpcMethod
    void sendSome(ClientConnection connection, int number) {
        for (int i = 1; i <= number; i++) {
            connection.send(i);
        }
    }

    @RpcMethod
    void subscribe(ClientConnection connection, String channel) {
        connection.subscribe(channel);
    }

    @RpcMethod
    void leave(ClientConnection connection, int code) {
        connection.close(code, "enough");
    }

    @RpcMethod
    String address(ClientConnection connection) {
        return connection.remoteAddress().orElse("");
    }

    @OnReceive
    void receive(Packet packet) {
        told.add("packet " + packet.data());
    }

    @OnSuspend
    void suspend(ClientConnection connection, CloseReason reason) {
        told.add("suspend " + reason.getCloseCode().getCode());
    }

    @OnResume
    void resume(ClientConnection connection) {
        told.add("resume " + connection.get("count"));
    }

    @OnDisconnect
    void disconnect(ClientConnection connection, CloseReason reason) {
        told.add("disconnect " + connection.isOpen() + connection.isLinked() + ' '
                + reason.getCloseCode().getCode());
    }

    /** Returns the only connection that there has been. */
    ClientConnection connection() {
        if (connections.size() != 1) {
            throw new AssertionError("not one connection: " + connections);
        }
        return connections.values().iterator().next();
    }
}
