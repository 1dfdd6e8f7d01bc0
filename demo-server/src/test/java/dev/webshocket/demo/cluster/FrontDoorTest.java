package dev.webshocket.demo.cluster;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.net.BindException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class FrontDoorTest {

    private static final int PATIENCE_MILLIS = 20_000;
    private static final InetSocketAddress ANY_PORT = new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);

    private final List<AutoCloseable> open = new ArrayList<>();

    @AfterEach
    void closeAll() throws Exception {
        for (AutoCloseable each : open) {
            each.close();
        }
    }

    @Test
    void givesConnectionsToTheServersInTurn() throws Exception {
        FrontDoor door = door(server('a'), server('b'), server('c'));

        assertThat(Stream.generate(() -> answer(door)).limit(6)).containsExactly('a', 'b', 'c', 'a', 'b', 'c');
    }

    @Test
    void passesOverAServerThatDoesNotListen() throws Exception {
        FrontDoor door = door(List.of(address(server('a')), nobody(), address(server('c'))));

        assertThat(Stream.generate(() -> answer(door)).limit(6)).containsOnly('a', 'c');
    }

    @Test
    void givesNewConnectionsToNewServers() throws Exception {
        FrontDoor door = door(List.of(nobody(), address(server('b'))));
        assertThat(answer(door)).isEqualTo('b');

        door.servers(List.of(address(server('c')), address(server('d'))));

        assertThat(Stream.generate(() -> answer(door)).limit(4)).containsOnly('c', 'd');
    }

    @Test
    void endsAConnectionThatNoServerTakes() throws Exception {
        for (List<InetSocketAddress> servers : List.of(List.of(nobody()), List.<InetSocketAddress>of())) {
            try (Socket client = connect(door(servers))) {
                assertThat(client.getInputStream().read()).isEqualTo(-1);
            }
        }
    }

    @Test
    void endsAConnectionWhoseServerEnds() throws Exception {
        try (ServerSocket listening = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
                FrontDoor door = FrontDoor.open(ANY_PORT, List.of(address(listening)));
                Socket client = connect(door)) {
            listening.accept().close();

            assertThat(client.getInputStream().read()).isEqualTo(-1);
        }
    }

    @Test
    void passesAllBytesInBothDirectionsAndTheEndOfTheStream() throws Exception {
        byte[] sent = new byte[3_000_000];
        new Random(1).nextBytes(sent);
        try (ServerSocket listening = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
                FrontDoor door = FrontDoor.open(ANY_PORT, List.of(address(listening)));
                Socket client = connect(door);
                Socket server = listening.accept()) {
            CompletableFuture<Boolean> echo = CompletableFuture.supplyAsync(() -> {
                try {
                    // Only what has come as a whole is sent back: the end of the stream has to come through.
                    server.getOutputStream().write(server.getInputStream().readAllBytes());
                    server.shutdownOutput();
                    return true;
                } catch (IOException e) {
                    throw new AssertionError(e);
                }
            });
            client.getOutputStream().write(sent);
            client.shutdownOutput();

            assertThat(Arrays.equals(client.getInputStream().readAllBytes(), sent))
                    .isTrue();
            assertThat(echo.join()).isTrue();
        }
    }

    @Test
    void oneServerThatDoesNotReadHoldsUpNobodyElse() throws Exception {
        try (ServerSocket unread = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            FrontDoor door = FrontDoor.open(ANY_PORT, List.of(address(unread), address(server('b'))));
            open.add(door);
            try (Socket stuck = connect(door)) {
                CompletableFuture.runAsync(() -> {
                    try {
                        stuck.getOutputStream().write(new byte[64 * 1024 * 1024]);
                    } catch (IOException e) {
                        // The test is over.
                    }
                });

                assertThat(answer(door)).isEqualTo('b');
            }
        }
    }

    @Test
    void closingEndsAllConnectionsAndTheThread() throws Exception {
        FrontDoor door = door(server('a'));
        Socket client = connect(door);
        open.add(client);
        client.getInputStream().read();

        door.close();
        door.close();

        assertThat(client.getInputStream().read()).isEqualTo(-1);
        assertThatThrownBy(() -> connect(door)).isInstanceOf(IOException.class);
        await().atMost(Duration.ofSeconds(20))
                .untilAsserted(() -> assertThat(Thread.getAllStackTraces().keySet())
                        .noneMatch(thread -> thread.getName().equals("front-door") && thread.isAlive()));
    }

    @Test
    void doesNotOpenOnAPortThatIsTaken() throws Exception {
        FrontDoor door = door(server('a'));

        assertThatThrownBy(() ->
                        FrontDoor.open(new InetSocketAddress(InetAddress.getLoopbackAddress(), door.port()), List.of()))
                .isInstanceOf(BindException.class);
    }

    /** Starts a server that says its name to each connection, which stays open until the client ends it. */
    private ServerSocket server(char name) throws IOException {
        ServerSocket listening = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
        open.add(listening);
        Thread thread = new Thread(() -> greetAll(listening, name), "greeting-server");
        thread.setDaemon(true);
        thread.start();
        return listening;
    }

    private static void greetAll(ServerSocket listening, char name) {
        while (!listening.isClosed()) {
            try (Socket client = listening.accept()) {
                client.getOutputStream().write(String.valueOf(name).getBytes(US_ASCII));
                client.getInputStream().read();
            } catch (IOException e) {
                // The client, or the server, has ended.
            }
        }
    }

    /** Returns where nobody listens. */
    private static InetSocketAddress nobody() throws IOException {
        try (ServerSocket ended = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return address(ended);
        }
    }

    private FrontDoor door(ServerSocket... servers) throws IOException {
        return door(Stream.of(servers).map(FrontDoorTest::address).toList());
    }

    private FrontDoor door(List<InetSocketAddress> servers) throws IOException {
        FrontDoor door = FrontDoor.open(ANY_PORT, servers);
        open.add(door);
        return door;
    }

    private static InetSocketAddress address(ServerSocket server) {
        return new InetSocketAddress(InetAddress.getLoopbackAddress(), server.getLocalPort());
    }

    private static Socket connect(FrontDoor door) throws IOException {
        Socket client = new Socket(InetAddress.getLoopbackAddress(), door.port());
        client.setSoTimeout(PATIENCE_MILLIS);
        return client;
    }

    private static char answer(FrontDoor door) {
        try (Socket client = connect(door)) {
            return (char) client.getInputStream().read();
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }
}
