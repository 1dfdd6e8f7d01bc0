package dev.webshocket.internal.channel;

import dev.webshocket.Channels;
import dev.webshocket.ClientConnection;
import dev.webshocket.OnConnect;
import dev.webshocket.OnDisconnect;
import dev.webshocket.Recipients;
import dev.webshocket.RpcMethod;
import dev.webshocket.WebSocketHandler;
import dev.webshocket.WebshocketSettings;
import dev.webshocket.spi.platform.CallScopes;
import dev.webshocket.support.EngineServer;
import jakarta.websocket.CloseReason;
import java.util.List;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.LinkedBlockingQueue;

/** The handler of the tests: the documentation's handler, and a method for each operation. */
@WebSocketHandler("/ws")
class ChatHandler {

    /** The end of a connection: its close code and its subscriptions. */
    record Ended(int code, ClientConnection connection, List<String> subscriptions) {}

    final List<ClientConnection> connected = new CopyOnWriteArrayList<>();
    final BlockingQueue<Ended> ended = new LinkedBlockingQueue<>();
    Channels channels;

    EngineServer start(Object... others) throws Exception {
        return start(WebshocketSettings.defaults(), others);
    }

    EngineServer start(WebshocketSettings settings, Object... others) throws Exception {
        Object[] handlers = new Object[others.length + 1];
        handlers[0] = this;
        System.arraycopy(others, 0, handlers, 1, others.length);
        return started(EngineServer.start(settings, handlers));
    }

    EngineServer start(CallScopes scopes) throws Exception {
        return started(EngineServer.start(scopes, this));
    }

    private EngineServer started(EngineServer server) {
        channels = server.engine().channels();
        return server;
    }

    @OnConnect
    void onConnect(ClientConnection connection) {
        connected.add(connection);
    }

    @OnDisconnect
    void onDisconnect(ClientConnection connection, CloseReason reason) {
        List<String> subscriptions = List.copyOf(connection.subscriptions());
        connection.subscribe("too late");
        ended.add(new Ended(reason.getCloseCode().getCode(), connection, subscriptions));
    }

    @RpcMethod
    String login(ClientConnection connection, String username, boolean admin) {
        connection.set("username", username);
        connection.set("is_admin", admin);
        return "Logged in as " + username;
    }

    @RpcMethod
    String join(ClientConnection connection, String room) {
        connection.subscribe(room);
        return "Joined " + room;
    }

    @RpcMethod
    String leave(ClientConnection connection, String room) {
        connection.unsubscribe(room);
        return "Left " + room;
    }

    @RpcMethod("send_message")
    void sendMessage(ClientConnection connection, String room, String msg) {
        channels.publish(room, Map.of("user", connection.get("username"), "msg", msg), Recipients.except(connection));
    }

    @RpcMethod
    void subscribe(ClientConnection connection, List<String> names) {
        connection.subscribe(names.toArray(String[]::new));
    }

    @RpcMethod("subscribe_names")
    void subscribeNames(ClientConnection connection, List<String> names) {
        connection.subscribeNames(names.toArray(String[]::new));
    }

    @RpcMethod
    void unsubscribe(ClientConnection connection, List<String> names) {
        connection.unsubscribe(names.toArray(String[]::new));
    }

    @RpcMethod
    List<String> subscriptions(ClientConnection connection) {
        return List.copyOf(connection.subscriptions());
    }

    @RpcMethod
    int publish(String channel, Object data) {
        return channels.publish(channel, data);
    }

    @RpcMethod("publish_to_all")
    int publishToAll(List<String> names, Object data) {
        return channels.publish(names, data);
    }

    static boolean isAdmin(ClientConnection connection) {
        return Boolean.TRUE.equals(connection.get("is_admin"));
    }
}
