package dev.webshocket.internal.endpoint;

import dev.webshocket.ClientConnection;
import dev.webshocket.Concurrent;
import dev.webshocket.OnConnect;
import dev.webshocket.OnDisconnect;
import dev.webshocket.OnReceive;
import dev.webshocket.RpcException;
import dev.webshocket.RpcMethod;
import dev.webshocket.WebSocketHandler;
import dev.webshocket.packet.Packet;
import jakarta.websocket.CloseReason;
import java.util.List;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;

/** Returns the data of a connection that handlers see. */
@WebSocketHandler("/rooms/{room}")
class RoomHandler {

    final List<ClientConnection> connected = new CopyOnWriteArrayList<>();
    final BlockingQueue<Packet> received = new LinkedBlockingQueue<>();
    final BlockingQueue<String> gone = new LinkedBlockingQueue<>();
    volatile Object farewell;
    final CountDownLatch begun = new CountDownLatch(1);
    final CountDownLatch gate = new CountDownLatch(1);
    final AtomicInteger worked = new AtomicInteger();

    @OnConnect
    void onConnect(ClientConnection connection) {
        if (connection.query().containsKey("refuse")) {
            throw new RpcException("not you");
        }
        if (connection.query().containsKey("fail")) {
            throw new IllegalStateException("broken");
        }
        connection.set("greeted", true);
        connected.add(connection);
    }

    @OnReceive
    void onReceive(Packet packet, ClientConnection connection) {
        if ("fail".equals(packet.data())) {
            throw new IllegalStateException("broken");
        }
        received.add(packet);
    }

    @OnDisconnect
    void onDisconnect(ClientConnection connection, CloseReason reason) {
        connection.set("farewell", reason);
        farewell = connection.get("farewell");
        gone.add(connection.get("user") + " " + reason.getCloseCode().getCode() + ' ' + connection.isOpen());
    }

    @RpcMethod
    Map<String, Object> facts(ClientConnection connection) {
        return Map.of(
                "path", connection.path(),
                "room", connection.pathParameters().get("room"),
                "query", connection.query(),
                "header",
                        connection
                                .headers()
                                .getOrDefault("x-test", List.of("none"))
                                .get(0),
                "principal", connection.principal().isPresent(),
                "admin", connection.isInRole("admin"),
                "greeted", connection.get("greeted"),
                "open", connection.isOpen());
    }

    @RpcMethod
    Object put(ClientConnection connection, String name, Object value) {
        connection.set(name, value);
        return connection.has(name);
    }

    @RpcMethod
    void close(ClientConnection connection, int code, String reason) {
        connection.close(code, reason);
    }

    @RpcMethod
    void closeWhenLet(ClientConnection connection) throws InterruptedException {
        gate.await();
        connection.close(4003, "enough");
    }

    @RpcMethod
    @Concurrent
    void workBeside() throws InterruptedException {
        begun.countDown();
        gate.await();
        worked.incrementAndGet();
    }

    @RpcMethod
    void work() {
        worked.incrementAndGet();
    }

    @RpcMethod
    void closeNormally(ClientConnection connection) {
        connection.close();
    }

    @RpcMethod
    void sendMany(ClientConnection connection, int n) {
        IntStream.range(0, n).forEach(connection::send);
        connection.close();
    }
}
