package dev.webshocket.cdi.servlet;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.webshocket.ClientConnection;
import dev.webshocket.OnDisconnect;
import dev.webshocket.RpcMethod;
import dev.webshocket.WebSocketHandler;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.websocket.DeploymentException;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/** From the start of a web application to its end. */
class DeploymentTest {

    @ApplicationScoped
    public static class Guests {
        private final BlockingQueue<String> left = new LinkedBlockingQueue<>();

        public void leaves(String room) {
            left.add(room);
        }

        public String awaitOne() throws InterruptedException {
            return left.poll(20, TimeUnit.SECONDS);
        }
    }

    @WebSocketHandler("/rooms/{room}")
    public static class Rooms {
        @Inject
        Guests guests;

        @RpcMethod
        public String where(ClientConnection connection) {
            return connection.pathParameters().get("room");
        }

        @OnDisconnect
        public void left(ClientConnection connection) {
            guests.leaves(connection.pathParameters().get("room"));
        }
    }

    /** A client that keeps the answers and the close code. */
    private static final class Client implements WebSocket.Listener {
        private final BlockingQueue<String> messages = new LinkedBlockingQueue<>();
        private final CompletableFuture<Integer> closed = new CompletableFuture<>();

        @Override
        public CompletionStage<?> onText(WebSocket socket, CharSequence data, boolean last) {
            messages.add(data.toString());
            socket.request(1);
            return null;
        }

        @Override
        public CompletionStage<?> onClose(WebSocket socket, int code, String reason) {
            closed.complete(code);
            return null;
        }
    }

    private static WebSocket connect(WebApplication application, String path, Client client) {
        return HttpClient.newHttpClient()
                .newWebSocketBuilder()
                .subprotocols("webshocket.v1.json")
                .buildAsync(application.uri(path), client)
                .join();
    }

    @Test
    void servesFromItsStartToItsEnd() throws Exception {
        try (WebApplication application =
                WebApplication.of(Rooms.class, Guests.class).deploy()) {
            Client client = new Client();
            WebSocket socket = connect(application, "/rooms/5", client);
            socket.sendText("{\"source\":5,\"rpc\":{\"type\":\"request\",\"method\":\"where\"}}", true);
            assertThat(client.messages.poll(20, TimeUnit.SECONDS)).contains("\"response\":\"5\"");

            application.undeploy();

            assertThat(client.closed.get(20, TimeUnit.SECONDS)).isEqualTo(1001);
            assertThat(application.bean(Guests.class).awaitOne()).isEqualTo("5");
        }
    }

    @Test
    void anApplicationWithoutHandlersNeedsNothing() throws Exception {
        try (WebApplication application =
                WebApplication.of(Guests.class).withoutWebSockets().deploy()) {
            assertThat(application.bean(Guests.class)).isNotNull();
            application.undeploy();
        }
    }

    @Test
    void handlersNeedAWebSocketContainer() {
        try (WebApplication application =
                WebApplication.of(Rooms.class, Guests.class).withoutWebSockets()) {
            assertThatThrownBy(application::deploy)
                    .isInstanceOfSatisfying(
                            ServiceDeploymentException.class,
                            e -> assertThat(e.code()).isEqualTo("WEBSHOCKET-0110"))
                    .hasMessageStartingWith("WEBSHOCKET-0110: ")
                    .hasMessageContaining("/rooms/{room}");
            application.undeploy();
        }
    }

    @Test
    void anEndpointThatIsRefusedStopsTheDeployment() throws Exception {
        try (WebApplication application =
                WebApplication.of(Rooms.class, Guests.class).refusing(new DeploymentException("the path is taken"))) {
            assertThatThrownBy(application::deploy)
                    .isInstanceOfSatisfying(
                            ServiceDeploymentException.class,
                            e -> assertThat(e.code()).isEqualTo("WEBSHOCKET-0111"))
                    .hasMessage("WEBSHOCKET-0111: an endpoint is refused: the path is taken");
            application.undeploy();
        }
    }
}
