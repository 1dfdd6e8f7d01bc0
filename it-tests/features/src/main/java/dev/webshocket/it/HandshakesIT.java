package dev.webshocket.it;

import static org.assertj.core.api.Assertions.assertThat;

import dev.webshocket.it.app.handshake.AskedHandler;
import org.jboss.arquillian.container.test.api.Deployment;
import org.jboss.arquillian.junit5.ArquillianExtension;
import org.jboss.shrinkwrap.api.spec.WebArchive;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Unusual handshakes that browsers send, and those that servers interpret differently. */
@ExtendWith(ArquillianExtension.class)
class HandshakesIT {

    private final Server server = new Server("asked");

    @Deployment(testable = false)
    static WebArchive asked() {
        return Archives.war("asked", AskedHandler.class);
    }

    private RawHandshake shakeHands(String target) throws Exception {
        return new RawHandshake(server, target, "");
    }

    @ParameterizedTest
    @CsvSource({
        "a=%7B%7D, {}",
        "a=%7C, |",
        "a=100%25, 100%",
        "a=1+2%2B3, 1 2+3",
        "a=%C3%A9, \u00e9",
        "a=b=c, b=c",
        "a=x?y, x?y"
    })
    void validQueriesAreServed(String query, String value) throws Exception {
        try (RawHandshake handshake = shakeHands("/asked/x?" + query)) {
            assertThat(handshake.status()).isEqualTo(101);
            assertThat(handshake.call("query", "\"a\"")).contains("\"response\":\"" + value + "\"");
        }
    }

    /** The server may refuse them itself, but must not upgrade and then cut the connection. */
    @ParameterizedTest
    @CsvSource({"a={}, {}", "a=|, |", "a=^, ^", "a=%, %", "a=%zz, %zz", "a=5%&b, 5%", "a=[1], [1]"})
    void otherQueriesOfBrowsersAreServedOrRefusedBeforeTheUpgrade(String query, String value) throws Exception {
        try (RawHandshake handshake = shakeHands("/asked/x?" + query)) {
            if (handshake.status() == 101) {
                assertThat(handshake.call("query", "\"a\"")).contains("\"response\":\"" + value + "\"");
            } else {
                assertThat(handshake.status()).isBetween(400, 499);
            }
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/asked/",
                "/asked/?a=1",
                "/asked//",
                "/asked///",
                "/asked/%2e//",
                "/asked/;x",
                "/asked/x/",
                "/asked//x",
                "//asked/x",
                "/asked/../x",
                "/asked/y/../x",
                "/asked/./x",
                "/asked/%2e%2e/x",
                "/asked/%2e/x",
                "/asked/x%0d%0aINFO"
            })
    void ambiguousPathsAreRefused(String target) throws Exception {
        try (RawHandshake handshake = shakeHands(target)) {
            assertThat(handshake.status()).isBetween(400, 499);
        }
    }

    /** However the server interprets the path, no page of another origin gets an upgrade. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "/asked/x",
                "/asked/",
                "/asked/x/",
                "/asked/;x",
                "/asked/x;y",
                "/asked/a%2fb",
                "/%61sked/a%2Fb",
                "/asked/%3bx",
                "/asked/%252f",
                "/asked/..",
                "//asked/x",
                "/asked//x"
            })
    void pagesOfOtherOriginsAreRefused(String target) throws Exception {
        try (RawHandshake handshake = new RawHandshake(server, target, "Origin: http://evil.example\r\n")) {
            // Tomcat sends whoever asks for the context root without its slash there.
            assertThat(handshake.status()).isBetween(300, 499);
        }
    }

    private void assertBad(String line, String headers) throws Exception {
        String request = "GET " + RawHandshake.path(server) + "/asked/x " + line + "\r\n" + headers + "\r\n";
        try (RawHandshake handshake = new RawHandshake(server, request)) {
            assertThat(handshake.status()).isBetween(400, 499);
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Host: evil.example",
                "Content-Length: 5",
                "Transfer-Encoding: chunked",
                "Upgrade: websocket",
                "Upgrade: h2c",
                "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ=="
            })
    void handshakesWithARepeatedHeaderAreRefused(String header) throws Exception {
        assertBad(
                "HTTP/1.1",
                RawHandshake.host(server)
                        + RawHandshake.UPGRADE
                        + RawHandshake.KEY
                        + RawHandshake.VERSION
                        + header
                        + "\r\n");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"", "x", "dGhlIHNhbXBsZSBub25j", "dGhlIHNhbXBsZSBub25jZQ", "dGhlIHNhbXBsZSBub25jZSBsb25nZXI="})
    void handshakesWithoutAKeyOf16BytesAreRefused(String key) throws Exception {
        String headers = RawHandshake.host(server) + RawHandshake.UPGRADE + RawHandshake.VERSION;
        assertBad("HTTP/1.1", headers + (key.isEmpty() ? "" : "Sec-WebSocket-Key: " + key + "\r\n"));
    }

    @Test
    void handshakesOfAnotherVersionAreRefused() throws Exception {
        String headers = RawHandshake.host(server) + RawHandshake.UPGRADE + RawHandshake.KEY;
        assertBad("HTTP/1.0", headers + RawHandshake.VERSION);
        assertBad("HTTP/1.1", headers + "Sec-WebSocket-Version: 12\r\n");
        assertBad("HTTP/1.1", headers);
    }

    @Test
    void aHandshakeMaySayThatItHasNoBody() throws Exception {
        try (RawHandshake handshake = new RawHandshake(server, "/asked/x", "Content-Length: 0\r\n")) {
            assertThat(handshake.status()).isEqualTo(101);
        }
    }

    @ParameterizedTest
    @CsvSource({"/asked/a%20b, /asked/a b", "/asked/a+b, /asked/a+b", "/asked/%C3%A9, /asked/\u00e9"})
    void otherPathsAreServed(String target, String path) throws Exception {
        try (RawHandshake handshake = shakeHands(target)) {
            assertThat(handshake.status()).isEqualTo(101);
            assertThat(handshake.call("path", "")).contains("\"response\":\"" + path + "\"");
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"webshocket.v1.json ,x", "x , webshocket.v1.json", "webshocket.v1.json,x", "webshocket.v1.json"})
    void subprotocolsMayHaveSpacesAroundTheirCommas(String protocols) throws Exception {
        try (RawHandshake handshake =
                new RawHandshake(server, "/asked/x", "Sec-WebSocket-Protocol: " + protocols + "\r\n")) {
            assertThat(handshake.status()).isEqualTo(101);
            assertThat(handshake.response()).containsIgnoringCase("\r\nsec-websocket-protocol: webshocket.v1.json\r\n");
            assertThat(handshake.call("path", "")).contains("/asked/x");
        }
    }
}
