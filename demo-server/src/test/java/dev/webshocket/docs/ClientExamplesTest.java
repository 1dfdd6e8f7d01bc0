package dev.webshocket.docs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.webshocket.client.ClientState;
import dev.webshocket.client.WebSocketClient;
import dev.webshocket.packet.RpcErrorCode;
import dev.webshocket.tyrus.WebSocketServer;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Tag("slow")
@Timeout(60)
class ClientExamplesTest {

    private static WebSocketServer server;

    private final List<Object> printed = new CopyOnWriteArrayList<>();
    private ClientExamples examples;
    private WebSocketClient client;

    @BeforeAll
    static void start() {
        server = WebSocketServer.builder().host("127.0.0.1").port(0).start();
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    @BeforeEach
    void connect() {
        URI uri = server.uri("/ws");
        examples = new ClientExamples(uri, printed::add);
        client = WebSocketClient.connect(uri);
    }

    @AfterEach
    void close() {
        client.close();
    }

    @Test
    void calls() {
        examples.calls(client);
        assertThat(printed).containsExactly(30, 21, 3);
    }

    @Test
    void named() {
        examples.named(client);
        assertThat(printed).containsExactly("Hello, Ada!");
    }

    @Test
    void errors() {
        examples.errors(client);
        assertThat((String) printed.get(0)).startsWith("-32002 ");
        assertThat(printed.get(1)).isEqualTo(RpcErrorCode.RPC_ACCESS_DENIED);
    }

    @Test
    void stream() {
        examples.stream(client);
        assertThat(printed).containsExactly(1, 2, 3, 4, 5);
    }

    @Test
    void publisher() {
        examples.subscribe(client);
        await().until(() -> printed.contains("done"));
        assertThat(printed).containsExactly(1, 2, 3, "done");
    }

    @Test
    void messages() {
        client.call("join", String.class, "lobby");
        try (WebSocketClient bob = WebSocketClient.connect(server.uri("/ws"))) {
            bob.call("login", String.class, "bob");
            bob.call("send_message", Void.class, "lobby", "hello");
        }
        examples.messages(client);
        assertThat(printed).containsExactly("bob in lobby: hello");
    }

    @Test
    void listening() {
        try (WebSocketClient listener = examples.listening();
                WebSocketClient bob = WebSocketClient.connect(server.uri("/ws"))) {
            // Output of other threads may overtake the states.
            await().until(() -> printed.size() == 2);
            listener.call("join", String.class, "lounge");
            bob.call("login", String.class, "bob");
            bob.call("send_message", Void.class, "lounge", "hello");
            await().until(() -> printed.size() == 3);
        }
        await().until(() -> printed.size() == 4);
        assertThat(printed.subList(0, 2)).containsExactly(ClientState.CONNECTING, ClientState.CONNECTED);
        assertThat((String) printed.get(2)).startsWith("lounge: {").contains("user=bob", "msg=hello");
        assertThat(printed.get(3)).isEqualTo(ClientState.CLOSED);
    }

    @Test
    void missing() {
        try (WebSocketClient listener = examples.missing(() -> {});
                WebSocketClient bob = WebSocketClient.connect(server.uri("/ws"))) {
            listener.call("join", String.class, "porch");
            bob.call("login", String.class, "bob");
            bob.call("send_message", Void.class, "porch", "hello");
            await().until(() -> !printed.isEmpty());
        }
        assertThat((String) printed.get(0)).startsWith("porch: {").contains("user=bob", "msg=hello");
    }

    @Test
    void proxy() {
        examples.proxy(client);
        await().until(() -> printed.size() == 5);
        assertThat(printed).containsExactlyInAnyOrder(1, 2, 3, 21, 30);
    }

    @Test
    void retry() {
        try (WebSocketClient retrying = examples.retry()) {
            assertThat(retrying.call("add", int.class, 10, 20)).isEqualTo(30);
        }
    }

    @Test
    void reconnect() {
        WebSocketServer fleeting =
                WebSocketServer.builder().host("127.0.0.1").port(0).start();
        int port = fleeting.port();
        try (WebSocketClient returning = new ClientExamples(fleeting.uri("/ws"), printed::add).reconnect()) {
            fleeting.close();
            await().until(() -> returning.state() != ClientState.CONNECTED);
            fleeting = WebSocketServer.builder().host("127.0.0.1").port(port).start();
            // The server asked for a pause of five seconds; jitter may add as much again.
            await().atMost(Duration.ofSeconds(30)).until(() -> returning.state() == ClientState.CONNECTED);
            assertThat(returning.call("whoami", String.class)).isEqualTo("alice");
        } finally {
            fleeting.close();
        }
    }
}
