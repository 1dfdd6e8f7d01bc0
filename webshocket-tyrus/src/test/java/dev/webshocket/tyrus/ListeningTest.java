package dev.webshocket.tyrus;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assumptions.assumeThat;
import static org.awaitility.Awaitility.await;

import java.net.BindException;
import java.net.ConnectException;
import java.net.Inet4Address;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.NetworkInterface;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketException;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

class ListeningTest {

    private static WebSocketServerBuilder echo() {
        return WebSocketServer.builder().handlers(EchoHandler.class);
    }

    @Test
    void aPortInUseIsReportedAndNothingIsLeftRunning() throws Exception {
        try (ServerSocket taken = new ServerSocket(0)) {
            int port = taken.getLocalPort();
            Set<String> before = Threads.names();
            assertThatThrownBy(() -> echo().port(port).start())
                    .isInstanceOf(ServerStartException.class)
                    .hasMessage("WEBSHOCKET-0100: port " + port
                            + " is already in use; stop what listens there, or take another port, 0 for any free one")
                    .hasCauseInstanceOf(BindException.class);
            await().untilAsserted(() -> assertThat(Threads.namesBeyond(before)).isEmpty());
        }
    }

    @Test
    void aServerCanStartAgainOnceThePortIsFree() throws Exception {
        WebSocketServerBuilder builder = echo();
        int port;
        try (WebSocketServer first = builder.port(0).start();
                TestClient client = TestClient.connect(first.uri("/ws"))) {
            port = first.port();
            client.call("echo", "x");
        }
        try (WebSocketServer second = builder.port(port).start();
                TestClient client = TestClient.connect(second.uri("/ws"))) {
            assertThat(client.call("echo", "again")).contains("again");
        }
    }

    @Test
    void listensOnAllInterfacesByDefault() throws Exception {
        try (WebSocketServer server = echo().port(0).start()) {
            assertThat(accepts(InetAddress.getLoopbackAddress(), server.port())).isTrue();
            Optional<InetAddress> other = otherAddress();
            if (other.isPresent()) {
                assertThat(accepts(other.get(), server.port())).isTrue();
            }
        }
    }

    @Test
    void listensOnlyOnTheGivenHost() throws Exception {
        Optional<InetAddress> other = otherAddress();
        assumeThat(other).as("a machine with a network").isPresent();
        try (WebSocketServer server = echo().host("127.0.0.1").port(0).start()) {
            assertThat(accepts(InetAddress.getByName("127.0.0.1"), server.port()))
                    .isTrue();
            assertThat(accepts(other.get(), server.port())).isFalse();
        }
    }

    @Test
    void listensOnlyOnTheGivenLoopbackAddress() throws Exception {
        try (WebSocketServer server = echo().host("127.0.0.1").port(0).start()) {
            InetAddress sibling = InetAddress.getByName("127.0.0.2");
            assumeThat(NetworkInterface.getByName("lo"))
                    .as("Linux, where all of 127 is here")
                    .isNotNull();
            assertThat(accepts(sibling, server.port())).isFalse();
        }
    }

    @Test
    void theUriNamesTheHost() {
        try (WebSocketServer server = echo().host("127.0.0.1").port(0).start()) {
            assertThat(server.uri("/ws")).hasToString("ws://127.0.0.1:" + server.port() + "/ws");
        }
    }

    @Test
    void theUriOfAnAddressOfIpv6HasBrackets() {
        assertThat(ServerUri.host("::1")).isEqualTo("[::1]");
        assertThat(ServerUri.host("[::1]")).isEqualTo("[::1]");
        assertThat(ServerUri.host("::")).isEqualTo("localhost");
    }

    @Test
    void anUnknownHostIsReported() {
        assertThatThrownBy(() -> echo().host("no-such-host.invalid").port(0).start())
                .isInstanceOf(ServerStartException.class)
                .hasMessageStartingWith("WEBSHOCKET-0101: cannot listen on host \"no-such-host.invalid\", port 0: ");
    }

    @Test
    void theAddressOfAnotherMachineIsReported() {
        // From the range for documentation (RFC 5737), so no machine has it.
        assertThatThrownBy(() -> echo().host("192.0.2.1").port(0).start())
                .isInstanceOf(ServerStartException.class)
                .hasMessageStartingWith("WEBSHOCKET-0101: cannot listen on host \"192.0.2.1\"");
    }

    private static boolean accepts(InetAddress address, int port) throws Exception {
        try (Socket socket = new Socket()) {
            socket.connect(new InetSocketAddress(address, port), 20_000);
            return true;
        } catch (ConnectException e) {
            return false;
        }
    }

    private static Optional<InetAddress> otherAddress() throws SocketException {
        return NetworkInterface.networkInterfaces()
                .flatMap(NetworkInterface::inetAddresses)
                .filter(address -> address instanceof Inet4Address && !address.isLoopbackAddress())
                .findFirst();
    }
}
