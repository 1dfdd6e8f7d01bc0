package dev.webshocket.tyrus;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatNullPointerException;

import dev.webshocket.ClientConnection;
import dev.webshocket.RpcMethod;
import dev.webshocket.WebSocketHandler;
import dev.webshocket.cdi.Connected;
import dev.webshocket.cdi.Refreshed;
import dev.webshocket.internal.codec.SessionMessage;
import dev.webshocket.internal.codec.SessionMessage.Hello;
import dev.webshocket.internal.codec.SessionMessage.Refresh;
import dev.webshocket.spi.extension.CredentialCheck;
import dev.webshocket.spi.extension.Identity;
import dev.webshocket.support.SessionSocket;
import dev.webshocket.support.SessionSocket.Wire;
import jakarta.annotation.security.RolesAllowed;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.context.RequestScoped;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import java.security.Principal;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Credentials over the connection on the embedded server, checked by a bean or by an object that the server was given. */
class CredentialsTest {

    @WebSocketHandler("/ws")
    @ApplicationScoped
    public static class Handler {

        @RpcMethod
        String me(ClientConnection connection) {
            return connection.principal().map(Principal::getName).orElse(null);
        }

        @RpcMethod
        @RolesAllowed("staff")
        String staff() {
            return "ok";
        }

        @RpcMethod
        void listen(ClientConnection connection) {
            connection.subscribe("staff.news", "weather");
        }
    }

    /** What a check may look up in the request scope. */
    @RequestScoped
    public static class Request {

        public String prefix() {
            return "user-";
        }
    }

    /** Takes {@code name:role}. */
    @ApplicationScoped
    public static class Check implements CredentialCheck {

        @Inject
        Request request;

        @Inject
        ClientConnection current;

        @Override
        public CompletionStage<Identity> check(String token, ClientConnection connection) {
            String[] parts = token.split(":");
            return CompletableFuture.completedFuture(
                    current.equals(connection) ? Identity.of(request.prefix() + parts[0], parts[1]) : null);
        }
    }

    @ApplicationScoped
    public static class Observer {

        void connected(@Observes @Connected ClientConnection connection) {
            connection.set("connected", connection.principal().isPresent());
        }

        void refreshed(@Observes @Refreshed ClientConnection connection) {
            if (!connection.isInRole("staff")) {
                connection.unsubscribe("staff.news");
            }
        }
    }

    private static WebSocketServerBuilder server() {
        return WebSocketServer.builder()
                .host("localhost")
                .port(0)
                .handlers(Handler.class)
                .beans(Check.class, Request.class, Observer.class);
    }

    private static SessionSocket greet(WebSocketServer server, Wire wire, String token) {
        SessionSocket socket = SessionSocket.connect(server.uri("/ws"), wire);
        socket.send(new Hello(null, 0, List.of(), token));
        return socket;
    }

    @ParameterizedTest
    @EnumSource
    void aBeanChecksWithinTheRequestScope(Wire wire) throws Exception {
        try (WebSocketServer server = server().start();
                SessionSocket socket = greet(server, wire, "ada:staff")) {
            socket.welcome();

            assertThat(socket.call("1", "me").response()).isEqualTo("user-ada");
            assertThat(socket.call("2", "staff").response()).isEqualTo("ok");
        }
    }

    @ParameterizedTest
    @EnumSource
    void observersOfRefreshedTakeSubscriptionsAway(Wire wire) throws Exception {
        try (WebSocketServer server = server().start();
                SessionSocket socket = greet(server, wire, "ada:staff")) {
            socket.welcome();
            socket.call("1", "listen");

            socket.send(new Refresh("ada:guest"));

            SessionMessage.Refreshed answer = null;
            while (answer == null) {
                answer = socket.session() instanceof SessionMessage.Refreshed found ? found : null;
            }
            assertThat(answer.unsubscribed()).containsExactly("staff.news");
            assertThat(socket.call("2", "staff").error()).isEqualTo(-32002);
        }
    }

    @Test
    void aCheckThatTheServerWasGivenComesBeforeTheBean() throws Exception {
        CredentialCheck given = (token, connection) -> CompletableFuture.completedFuture(Identity.of(token, "staff"));
        try (WebSocketServer server = server().credentialCheck(given).start();
                SessionSocket socket = greet(server, Wire.JSON, "bob")) {
            socket.welcome();

            assertThat(socket.call("1", "me").response()).isEqualTo("bob");
        }
    }

    @Test
    void aServerWithoutACheckRefusesTokens() throws Exception {
        try (WebSocketServer server = WebSocketServer.builder()
                        .host("localhost")
                        .port(0)
                        .handlers(Handler.class)
                        .start();
                SessionSocket socket = greet(server, Wire.MSGPACK, "ada:staff")) {
            assertThat(socket.closeCode()).isEqualTo(4401);
        }
    }

    @Test
    void noCheckIsRefused() {
        assertThatNullPointerException()
                .isThrownBy(() -> WebSocketServer.builder().credentialCheck(null));
    }
}
