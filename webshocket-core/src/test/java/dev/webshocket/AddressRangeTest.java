package dev.webshocket;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.InetAddress;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class AddressRangeTest {

    @ParameterizedTest
    @CsvSource({
        "10.1.2.3, 10.1.2.3/32",
        "10.1.2.3/8, 10.0.0.0/8",
        "0.0.0.0/0, 0.0.0.0/0",
        "192.168.77.130/25, 192.168.77.128/25",
        "2001:db8::1, 2001:db8:0:0:0:0:0:1/128",
        "2001:DB8:1:2:3::/33, 2001:db8:0:0:0:0:0:0/33",
        "::1, 0:0:0:0:0:0:0:1/128",
        "::ffff:10.1.2.3, 10.1.2.3/32"
    })
    void readsAddressesAndRanges(String text, String range) {
        assertThat(AddressRange.of(text)).hasToString(range).isEqualTo(AddressRange.of(range));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                " 10.1.2.3",
                "localhost",
                "dead",
                "1.2",
                "10.1.2.256",
                "010.1.2.3",
                "10.1.2.3/33",
                "10.1.2.3/-1",
                "10.1.2.3/",
                "10.1.2.3/8/8",
                "::1/129",
                "1:2:3",
                ":::",
                ".:",
                "fe80::1%eth0",
                "[::1]"
            })
    void refusesOtherTexts(String text) {
        assertThatThrownBy(() -> AddressRange.of(text)).isInstanceOf(IllegalArgumentException.class);
    }

    @ParameterizedTest
    @CsvSource({
        "10.0.0.0/8, 10.255.255.255, true",
        "10.0.0.0/8, 11.0.0.0, false",
        "10.0.0.0/8, ::1, false",
        "0.0.0.0/0, 8.8.8.8, true",
        "0.0.0.0/0, ::, false",
        "2001:db8::/33, 2001:db8:7fff::1, true",
        "2001:db8::/33, 2001:db8:8000::1, false",
        "10.1.2.3, 10.1.2.3, true",
        "10.1.2.3, 10.1.2.4, false"
    })
    void containsTheAddressesWithItsPrefix(String range, String address, boolean contained) throws Exception {
        assertThat(AddressRange.of(range).contains(InetAddress.getByName(address)))
                .isEqualTo(contained);
    }
}
