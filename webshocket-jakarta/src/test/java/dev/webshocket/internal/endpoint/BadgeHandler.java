package dev.webshocket.internal.endpoint;

import dev.webshocket.ClientConnection;
import dev.webshocket.OnConnect;
import dev.webshocket.OnDisconnect;
import dev.webshocket.Per;
import dev.webshocket.RateLimit;
import dev.webshocket.RpcException;
import dev.webshocket.RpcMethod;
import dev.webshocket.WebSocketHandler;
import dev.webshocket.spi.extension.CredentialCheck;
import dev.webshocket.spi.extension.Identity;
import jakarta.annotation.security.RolesAllowed;
import java.security.Principal;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CopyOnWriteArrayList;

/** A service that tells who calls, and the check of its users: a token is {@code name:role:seconds}. */
@WebSocketHandler("/badge")
class BadgeHandler {

    static final String SECRET = "tok-5f2c9a";

    final List<String> events = new CopyOnWriteArrayList<>();

    /** The checks that wait for the test to complete them. */
    final List<CompletableFuture<Identity>> pending = new CopyOnWriteArrayList<>();

    CredentialCheck check() {
        return this::check;
    }

    private CompletionStage<Identity> check(String token, ClientConnection connection) {
        String[] parts = token.split(":");
        return switch (parts[0]) {
            case "pending" -> {
                CompletableFuture<Identity> later = new CompletableFuture<>();
                pending.add(later);
                yield later;
            }
            case "unknown" -> CompletableFuture.completedFuture(null);
            case "blocked" -> throw new RpcException("blocked until Monday");
            case "broken" -> throw new IllegalStateException("cannot read " + token);
            default -> CompletableFuture.completedFuture(new Identity(parts[0], List.of(parts[1]), end(parts[2])));
        };
    }

    private static Instant end(String seconds) {
        return seconds.equals("never") ? null : Instant.now().plusSeconds(Long.parseLong(seconds));
    }

    @OnConnect
    void connected(ClientConnection connection) {
        events.add("connected " + connection.principal().map(Principal::getName).orElse("nobody"));
    }

    @OnDisconnect
    void disconnected(ClientConnection connection) {
        events.add(
                "disconnected " + connection.principal().map(Principal::getName).orElse("nobody")
                        + (connection.isInRole("staff") ? " of the staff" : ""));
    }

    @RpcMethod
    String me(ClientConnection connection) {
        events.add("me");
        return connection.principal().map(Principal::getName).orElse(null);
    }

    @RpcMethod
    boolean has(ClientConnection connection, String role) {
        return connection.isInRole(role);
    }

    @RpcMethod
    @RolesAllowed("staff")
    String staff() {
        return "ok";
    }

    @RpcMethod
    @RateLimit(limit = 1, period = "1d", per = Per.PRINCIPAL)
    String once() {
        return "ok";
    }

    @RpcMethod
    void listen(ClientConnection connection, List<String> channels) {
        connection.subscribe(channels.toArray(String[]::new));
    }

    @RpcMethod
    List<String> channels(ClientConnection connection) {
        return List.copyOf(connection.subscriptions());
    }
}
