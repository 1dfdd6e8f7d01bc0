package dev.webshocket.internal.redis.moves;

import dev.webshocket.ClientConnection;
import dev.webshocket.OnConnect;
import dev.webshocket.OnDisconnect;
import dev.webshocket.OnResume;
import dev.webshocket.RpcMethod;
import dev.webshocket.RpcStream;
import dev.webshocket.WebSocketHandler;
import dev.webshocket.spi.extension.CredentialCheck;
import dev.webshocket.spi.extension.Identity;
import jakarta.annotation.security.RolesAllowed;
import java.security.Principal;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;

/** A service whose clients move between servers. A credential is a name, which has the role staff. */
@WebSocketHandler("/desk")
public class DeskHandler {

    /** An attribute of a class of the application. */
    public record Basket(String owner, List<Item> items) {}

    public record Item(String article, int count) {}

    final List<String> told = new CopyOnWriteArrayList<>();

    static CredentialCheck check() {
        return (token, connection) -> CompletableFuture.completedFuture(new Identity(token, List.of("staff"), null));
    }

    @OnConnect
    void connected() {
        told.add("connect");
    }

    @OnResume
    void resumed() {
        told.add("resume");
    }

    @OnDisconnect
    void disconnected() {
        told.add("disconnect");
    }

    @RpcMethod
    void fill(ClientConnection connection, String article, int count) {
        connection.set("basket", new Basket("ada", List.of(new Item(article, count))));
        connection.set("visits", 5L);
        // Has no form in the store.
        connection.set("local", new CountDownLatch(1));
    }

    @RpcMethod
    String basket(ClientConnection connection) {
        Basket basket = connection.get("basket", Basket.class);
        return basket.owner()
                + ' '
                + basket.items().get(0).article()
                + ' '
                + basket.items().get(0).count()
                + ' '
                + connection.get("visits", Long.class);
    }

    @RpcMethod
    int bump(ClientConnection connection) {
        int next = connection.has("count") ? connection.get("count", Integer.class) + 1 : 1;
        connection.set("count", next);
        return next;
    }

    @RpcMethod
    void join(ClientConnection connection, List<String> channels) {
        connection.subscribe(channels.toArray(String[]::new));
    }

    @RpcMethod
    List<String> channels(ClientConnection connection) {
        return List.copyOf(connection.subscriptions());
    }

    @RpcMethod
    @RolesAllowed("staff")
    String me(ClientConnection connection) {
        return connection.principal().map(Principal::getName).orElse("nobody");
    }

    @RpcMethod
    int add(int a, int b) {
        return a + b;
    }

    /** Gives one item, and ends with the server or the client. */
    @RpcMethod
    void ticks(RpcStream<Integer> out) throws InterruptedException {
        out.send(1);
        new CountDownLatch(1).await();
    }
}
