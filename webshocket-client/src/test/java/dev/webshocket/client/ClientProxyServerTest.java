package dev.webshocket.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.webshocket.support.EngineServer;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.net.Authenticator;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.PasswordAuthentication;
import java.net.ProxySelector;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Clients that connect through a proxy, and clients that must give a user and a password. */
@Timeout(60)
class ClientProxyServerTest {

    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final List<String> heads = new CopyOnWriteArrayList<>();
    private ServerSocket listening;

    @BeforeEach
    void listen() throws IOException {
        listening = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
    }

    @AfterEach
    void end() throws IOException {
        listening.close();
        threads.shutdownNow();
    }

    private static Authenticator user(AtomicInteger asked, String password) {
        return new Authenticator() {
            @Override
            protected PasswordAuthentication getPasswordAuthentication() {
                asked.incrementAndGet();
                return password == null ? null : new PasswordAuthentication("ada", password.toCharArray());
            }
        };
    }

    @Test
    void connectsThroughAProxy() throws Exception {
        threads.execute(this::serveTunnels);
        try (EngineServer server = EngineServer.start(new MathHandler());
                WebSocketClient client = WebSocketClient.builder(server.uri("/ws"))
                        .proxy(ProxySelector.of(
                                new InetSocketAddress(InetAddress.getLoopbackAddress(), listening.getLocalPort())))
                        .connect()) {
            assertThat(client.call("add", int.class, 1, 2)).isEqualTo(3);
            assertThat(heads)
                    .singleElement()
                    .asString()
                    .startsWith("CONNECT 127.0.0.1:" + server.uri("/").getPort());
        }
    }

    @Test
    void theStatusOfARefusingProxyIsReported() {
        threads.execute(() -> answer("HTTP/1.1 407 Proxy Authentication Required\r\n"
                + "Proxy-Authenticate: Basic realm=\"proxy\"\r\nContent-Length: 0\r\n\r\n"));
        ConnectionFailedException failure = catchThrowableOfType(
                ConnectionFailedException.class,
                () -> WebSocketClient.builder(URI.create("ws://service.invalid/ws"))
                        .proxy(ProxySelector.of(
                                new InetSocketAddress(InetAddress.getLoopbackAddress(), listening.getLocalPort())))
                        .connect());
        assertThat(failure.code()).isEqualTo("WEBSHOCKET-0303");
        assertThat(failure.status()).hasValue(407);
        assertThat(failure.isTransient()).isFalse();
    }

    @Test
    void sendsCredentialsToAServerThatRequestsThem() throws Exception {
        threads.execute(() -> answer("HTTP/1.1 401 Unauthorized\r\nWWW-Authenticate: Basic realm=\"service\"\r\n"
                + "Content-Length: 0\r\n\r\n"));
        AtomicInteger asked = new AtomicInteger();
        ConnectionFailedException failure = catchThrowableOfType(
                ConnectionFailedException.class,
                () -> WebSocketClient.builder(uri())
                        .authenticator(user(asked, "secret"))
                        .connect());
        assertThat(asked.get()).isPositive();
        assertThat(heads)
                .anyMatch(head -> head.contains("Authorization: Basic "
                        + Base64.getEncoder().encodeToString("ada:secret".getBytes(StandardCharsets.UTF_8))));
        assertThat(failure.code()).isEqualTo("WEBSHOCKET-0303");
        assertThat(failure.status()).hasValue(401);
        assertThat(failure.isTransient()).isFalse();
    }

    @Test
    void anAuthenticatorWithoutCredentialsFailsTheAttempt() {
        threads.execute(() -> answer("HTTP/1.1 401 Unauthorized\r\nWWW-Authenticate: Basic realm=\"service\"\r\n"
                + "Content-Length: 0\r\n\r\n"));
        AtomicInteger asked = new AtomicInteger();
        ConnectionFailedException failure = catchThrowableOfType(
                ConnectionFailedException.class,
                () -> WebSocketClient.builder(uri())
                        .authenticator(user(asked, null))
                        .connect());
        assertThat(asked).hasValue(1);
        assertThat(failure.code()).isEqualTo("WEBSHOCKET-0303");
        assertThat(failure.status()).hasValue(401);
    }

    @Test
    void aHeaderThatTheJdkSetsIsRefusedAtOnce() throws Exception {
        for (String name : List.of("Host", "Sec-WebSocket-Key", "not a name")) {
            ConnectionFailedException failure = catchThrowableOfType(
                    ConnectionFailedException.class,
                    () -> WebSocketClient.builder(uri()).header(name, "x").connect());
            assertThat(failure.code()).isEqualTo("WEBSHOCKET-0338");
            assertThat(failure.isTransient()).isFalse();
        }
    }

    private URI uri() {
        return URI.create("ws://127.0.0.1:" + listening.getLocalPort() + "/ws");
    }

    /** Gives each request the same answer, on any number of connections. */
    private void answer(String response) {
        while (!listening.isClosed()) {
            try {
                Socket client = listening.accept();
                threads.execute(() -> {
                    try (client) {
                        BufferedReader in = new BufferedReader(
                                new InputStreamReader(client.getInputStream(), StandardCharsets.ISO_8859_1));
                        while (!head(in).isEmpty()) {
                            client.getOutputStream().write(response.getBytes(StandardCharsets.ISO_8859_1));
                        }
                    } catch (IOException e) {
                        // The client has disconnected.
                    }
                });
            } catch (IOException e) {
                return;
            }
        }
    }

    private String head(BufferedReader in) throws IOException {
        StringBuilder head = new StringBuilder();
        for (String line = in.readLine(); line != null && !line.isEmpty(); line = in.readLine()) {
            head.append(line).append('\n');
        }
        if (head.length() > 0) {
            heads.add(head.toString());
        }
        return head.toString();
    }

    /** Forwards one client to its target. */
    private void serveTunnels() {
        try (Socket client = listening.accept()) {
            BufferedReader in =
                    new BufferedReader(new InputStreamReader(client.getInputStream(), StandardCharsets.ISO_8859_1), 1);
            String[] target = head(in).split("[ :]");
            try (Socket server = new Socket(target[1], Integer.parseInt(target[2]))) {
                client.getOutputStream().write("HTTP/1.1 200 OK\r\n\r\n".getBytes(StandardCharsets.ISO_8859_1));
                threads.execute(() -> copy(client, server));
                copy(server, client);
            }
        } catch (IOException e) {
            // The client has disconnected.
        }
    }

    private static void copy(Socket from, Socket to) {
        try {
            InputStream in = from.getInputStream();
            in.transferTo(to.getOutputStream());
            to.shutdownOutput();
        } catch (IOException e) {
            // One side has disconnected.
        }
    }
}
