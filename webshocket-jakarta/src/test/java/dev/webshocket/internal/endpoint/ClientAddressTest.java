package dev.webshocket.internal.endpoint;

import static org.assertj.core.api.Assertions.assertThat;

import dev.webshocket.AddressRange;
import java.net.InetAddress;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The client's address on a server behind the proxies 10.0.0.0/8 and fd00::/8. */
class ClientAddressTest {

    private final ClientAddress behindProxies = new ClientAddress(
            Stream.of("10.0.0.0/8", "fd00::/8").map(AddressRange::of).toList());

    private static String find(ClientAddress address, String peer, Map<String, List<String>> headers) {
        Map<String, List<String>> anyCase = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
        anyCase.putAll(headers);
        return address.of(ForwardedHops.address(peer), anyCase)
                .map(InetAddress::getHostAddress)
                .orElseThrow();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "192.0.2.7                                | 192.0.2.7",
                "6.6.6.6, 192.0.2.7                       | 192.0.2.7",
                "192.0.2.7, 10.0.0.2                      | 192.0.2.7",
                "6.6.6.6, 192.0.2.7,10.3.3.3 , 10.0.0.2   | 192.0.2.7",
                "10.0.0.3, 10.0.0.2                       | 10.0.0.3",
                "192.0.2.7:4711                           | 192.0.2.7",
                "[2001:db8::7]:4711                       | 2001:db8:0:0:0:0:0:7",
                "2001:db8::7, fd00::1                     | 2001:db8:0:0:0:0:0:7",
                "192.0.2.7, unknown                       | 10.0.0.1",
                "192.0.2.7, unknown, 10.0.0.2             | 10.0.0.2",
                "example.com                              | 10.0.0.1",
                "192.0.2.0/24                             | 10.0.0.1",
                "''                                       | 10.0.0.1",
                "192.0.2.7,                               | 10.0.0.1"
            })
    void theLastUntrustedHopIsTheClient(String header, String client) {
        assertThat(find(behindProxies, "10.0.0.1", Map.of("X-Forwarded-For", List.of(header))))
                .isEqualTo(client);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '\'',
            value = {
                "for=192.0.2.7                                            | 192.0.2.7",
                "For=\"192.0.2.7:4711\";proto=https                       | 192.0.2.7",
                "for=6.6.6.6, proto=http;for=192.0.2.7;by=10.0.0.1        | 192.0.2.7",
                "for=\"[2001:db8::7]:4711\", for=10.0.0.2                 | 2001:db8:0:0:0:0:0:7",
                "for=\"[2001:DB8::7]\"                                    | 2001:db8:0:0:0:0:0:7",
                "for=192.0.2.7;ext=\"a,for=6.6.6.6\"                      | 192.0.2.7",
                "for=192.0.2.7;ext=\"\\\",for=6.6.6.6\"                   | 192.0.2.7",
                "for=192.0.2.7, for=unknown                               | 10.0.0.1",
                "for=192.0.2.7, for=_hidden, for=10.0.0.2                 | 10.0.0.2",
                "for=192.0.2.7, proto=https                               | 10.0.0.1",
                "for=192.0.2.7;ext=\"unclosed                             | 10.0.0.1",
                "for=6.6.6.6, for=\"x, for=192.0.2.7                       | 10.0.0.1",
                "for=6.6.6.6, for=\"x, for=\"192.0.2.7\"                   | 10.0.0.1"
            })
    void theStandardHeaderIsReadToo(String header, String client) {
        assertThat(find(behindProxies, "10.0.0.1", Map.of("Forwarded", List.of(header))))
                .isEqualTo(client);
    }

    @Test
    void aHeaderSentTwiceIsOneList() {
        assertThat(find(
                        behindProxies,
                        "10.0.0.1",
                        Map.of("x-forwarded-for", List.of("6.6.6.6", "192.0.2.7, 10.0.0.2"))))
                .isEqualTo("192.0.2.7");
        assertThat(find(behindProxies, "10.0.0.1", Map.of("forwarded", List.of("for=6.6.6.6", "for=192.0.2.7"))))
                .isEqualTo("192.0.2.7");
    }

    @Test
    void contradictingHeadersAreIgnored() {
        assertThat(find(
                        behindProxies,
                        "10.0.0.1",
                        Map.of("Forwarded", List.of("for=6.6.6.6"), "X-Forwarded-For", List.of("192.0.2.7"))))
                .isEqualTo("10.0.0.1");
        assertThat(find(
                        behindProxies,
                        "10.0.0.1",
                        Map.of(
                                "Forwarded",
                                List.of("for=192.0.2.7"),
                                "X-Forwarded-For",
                                List.of("6.6.6.6, 192.0.2.7"))))
                .isEqualTo("192.0.2.7");
    }

    @Test
    void onlyHeadersOfATrustedPeerCount() {
        Map<String, List<String>> headers = Map.of("X-Forwarded-For", List.of("192.0.2.7"));
        assertThat(find(behindProxies, "11.0.0.1", headers)).isEqualTo("11.0.0.1");
        assertThat(find(new ClientAddress(List.of()), "10.0.0.1", headers)).isEqualTo("10.0.0.1");
        assertThat(behindProxies.of(Optional.empty(), headers)).isEmpty();
    }

    @Test
    void aZoneIsRemoved() {
        assertThat(find(behindProxies, "fe80::1%eth0", Map.of())).isEqualTo("fe80:0:0:0:0:0:0:1");
    }

    @Test
    void aLongHeaderIsReadQuickly() {
        String hops = "for=10.0.0.2;x=\"" + "\\\"".repeat(20_000) + "\",".repeat(2) + "for=10.0.0.2,".repeat(20_000);
        assertThat(find(behindProxies, "10.0.0.1", Map.of("Forwarded", List.of(hops))))
                .isNotNull();
    }
}
