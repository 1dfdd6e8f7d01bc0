package dev.webshocket.internal.endpoint;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.webshocket.RpcMethod;
import dev.webshocket.WebSocketHandler;
import dev.webshocket.WebshocketSettings;
import dev.webshocket.support.EngineServer;
import dev.webshocket.support.RecordedLog;
import dev.webshocket.support.WireClient;
import dev.webshocket.support.WireClient.Wire;
import java.net.InetAddress;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** The limits of connections, in total and for each address. */
class ConnectionBoundsTest {

    @WebSocketHandler("/ws")
    static class Handler {
        @RpcMethod
        int one() {
            return 1;
        }
    }

    private static WireClient connect(EngineServer server, String address) {
        return WireClient.connect(server.uri("/ws"), Wire.MSGPACK, Map.of("X-Forwarded-For", address));
    }

    @Test
    void connectionsOfAnAddressAreLimited() throws Exception {
        WebshocketSettings settings =
                WebshocketSettings.builder().connectionsPerAddress(2).build();
        try (RecordedLog log = RecordedLog.of("dev.webshocket");
                EngineServer server = EngineServer.start(settings, new Handler());
                WireClient first = WireClient.connect(server.uri("/ws"), Wire.MSGPACK);
                // Headers of the client do not count.
                WireClient second = connect(server, "192.0.2.7")) {
            assertThat(first.call("one").response()).isEqualTo(1L);
            assertThat(second.call("one").response()).isEqualTo(1L);
            try (WireClient third = connect(server, "192.0.2.8")) {
                assertThat(third.closeCode()).isEqualTo(1013);
                assertThat(third.closeReason()).isEqualTo("no room for another connection of this address");
            }
            second.close();
            await().atMost(Duration.ofSeconds(20)).until(() -> server.engine().connections() == 1);
            try (WireClient fourth = WireClient.connect(server.uri("/ws"), Wire.MSGPACK)) {
                assertThat(fourth.call("one").response()).isEqualTo(1L);
            }
            await().atMost(Duration.ofSeconds(20))
                    .untilAsserted(() -> assertThat(log.records())
                            .extracting(record -> record.getMessage())
                            .anyMatch(line -> line.startsWith("WEBSHOCKET-0226: closed with 1013, no room for another"
                                    + " connection of this address (the setting connectionsPerAddress)")));
        }
    }

    @Test
    void behindATrustedProxyTheForwardedAddressCounts() throws Exception {
        WebshocketSettings settings = WebshocketSettings.builder()
                .connectionsPerAddress(1)
                .trustedProxies("127.0.0.1")
                .build();
        try (EngineServer server = EngineServer.start(settings, new Handler());
                WireClient first = connect(server, "192.0.2.7");
                WireClient second = connect(server, "192.0.2.8");
                WireClient third = connect(server, "2001:db8:1:2::1");
                WireClient fourth = connect(server, "2001:db8:1:3::1")) {
            for (WireClient client : List.of(first, second, third, fourth)) {
                assertThat(client.call("one").response()).isEqualTo(1L);
            }
            // Not before: a client may know of its connection before the server does.
            try (WireClient again = connect(server, "2001:db8:1:2:ffff::2")) {
                assertThat(again.closeCode()).isEqualTo(1013);
            }
        }
    }

    @Test
    void theCountsEndWithTheConnections() throws Exception {
        NetworkCounts counts = new NetworkCounts();
        List<Optional<InetAddress>> addresses = new ArrayList<>();
        for (String address : List.of("192.0.2.7", "192.0.2.7", "::1", "2001:db8::1")) {
            addresses.add(Optional.of(InetAddress.getByName(address)));
        }
        addresses.add(Optional.empty());
        addresses.forEach(counts::enter);
        addresses.forEach(counts::leave);
        assertThat(counts.isEmpty()).isTrue();
        assertThat(counts.enter(addresses.get(0))).isEqualTo(1);
        assertThat(counts.enter(addresses.get(1))).isEqualTo(2);
        assertThat(counts.enter(Optional.empty())).isEqualTo(1);
    }
}
