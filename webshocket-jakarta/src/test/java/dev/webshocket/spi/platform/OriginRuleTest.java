package dev.webshocket.spi.platform;

import static org.assertj.core.api.Assertions.assertThat;

import dev.webshocket.AddressRange;
import dev.webshocket.WebshocketSettings;
import dev.webshocket.internal.log.SampledLog;
import dev.webshocket.support.RecordedLog;
import java.net.InetAddress;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.logging.Level;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The origins that may connect. */
class OriginRuleTest {

    private static final Optional<InetAddress> PROXY =
            Optional.of(AddressRange.of("10.0.0.1").first());
    private static final Optional<InetAddress> OTHER =
            Optional.of(AddressRange.of("192.0.2.1").first());

    private static boolean allows(OriginRule rule, String origin, String host, boolean secure) {
        return rule.allows(headers(Map.of("Origin", List.of(origin), "Host", List.of(host)))::get, secure, OTHER);
    }

    private static Map<String, List<String>> headers(Map<String, List<String>> given) {
        Map<String, List<String>> all =
                new java.util.HashMap<>(Map.of("Origin", List.of(), "Host", List.of(), "X-Forwarded-Host", List.of()));
        all.putAll(given);
        return all;
    }

    private static OriginRule rule(String... allowed) {
        return OriginRule.of(WebshocketSettings.builder()
                .allowedOrigins(allowed)
                .trustedProxies("10.0.0.0/8")
                .build());
    }

    @ParameterizedTest
    @CsvSource({
        "http://a.example,        a.example,        false, true",
        "http://A.example:80,     a.EXAMPLE,        false, true",
        "http://a.example,        a.example:80,     false, true",
        "http://a.example:8080,   a.example:8080,   false, true",
        "https://a.example,       a.example,        true,  true",
        "https://a.example,       a.example:443,    true,  true",
        "https://a.example,       a.example,        false, true",
        "http://[::1]:8080,       [::1]:8080,       false, true",
        "http://a.example,        a.example,        true,  false",
        "http://a.example:8080,   a.example,        false, false",
        "http://a.example:443,    a.example,        false, false",
        "http://b.example,        a.example,        false, false",
        "http://a.example.evil,   a.example,        false, false",
        "http://evil-a.example,   a.example,        false, false",
        "ftp://a.example,         a.example,        false, false",
        "a.example,               a.example,        false, false",
        "null,                    a.example,        false, false",
    })
    void allowsTheSameHostAndPortByDefault(String origin, String host, boolean secure, boolean allowed) {
        assertThat(allows(rule(), origin, host, secure)).isEqualTo(allowed);
    }

    @Test
    void allowsClientsWithoutAnOrigin() {
        assertThat(rule().allows(headers(Map.of("Host", List.of("a.example")))::get, false, OTHER))
                .isTrue();
    }

    @Test
    void refusesTwoOrigins() {
        var headers = headers(
                Map.of("Origin", List.of("http://a.example", "http://b.example"), "Host", List.of("a.example")));
        assertThat(rule().allows(headers::get, false, OTHER)).isFalse();
    }

    @Test
    void allowsOriginsInTheList() {
        OriginRule rule = rule("https://app.example:443", "http://b.example:8080");
        assertThat(allows(rule, "https://APP.example", "a.example", false)).isTrue();
        assertThat(allows(rule, "http://b.example:8080", "a.example", true)).isTrue();
        assertThat(allows(rule, "http://app.example", "a.example", false)).isFalse();
        assertThat(allows(rule, "http://b.example", "a.example", false)).isFalse();
        assertThat(allows(rule("null"), "null", "a.example", false)).isTrue();
    }

    @Test
    void anAsteriskAllowsAll() {
        assertThat(allows(rule("*"), "https://evil.example", "a.example", false))
                .isTrue();
        assertThat(allows(rule("*"), "null", "a.example", false)).isTrue();
    }

    @Test
    void usesTheHostThatATrustedProxyReports() {
        var headers = headers(Map.of(
                "Origin", List.of("https://a.example"),
                "Host", List.of("backend:8080"),
                "X-Forwarded-Host", List.of("a.example, cache.example")));
        assertThat(rule().allows(headers::get, false, PROXY)).isTrue();
        assertThat(rule().allows(headers::get, false, OTHER)).isFalse();
        assertThat(rule().allows(headers::get, false, Optional.empty())).isFalse();
    }

    @Test
    void eachRefusalIsLoggedAtDebug() {
        var headers = headers(Map.of("Origin", List.of("https://evil\".example"), "Host", List.of("a.example")));
        Logger logger = Logger.getLogger("dev.webshocket.calls");
        logger.setLevel(Level.FINE);
        try (RecordedLog log = RecordedLog.of("dev.webshocket.calls")) {
            SampledLog sampled = new SampledLog(System.getLogger("origins.of.a.test"), () -> 0);
            rule().logRefusal(sampled, headers::get);
            rule().logRefusal(sampled, headers::get);

            assertThat(log.records())
                    .extracting(LogRecord::getMessage)
                    .containsOnly("WEBSHOCKET-0245: refused origin=\"https://evil\\u0022.example\" host=\"a.example\"")
                    .hasSize(2);
        } finally {
            logger.setLevel(null);
        }
    }
}
