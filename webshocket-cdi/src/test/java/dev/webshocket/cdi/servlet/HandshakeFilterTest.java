package dev.webshocket.cdi.servlet;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.webshocket.WebshocketSettings;
import dev.webshocket.internal.log.SampledLog;
import dev.webshocket.spi.platform.OriginRule;
import jakarta.servlet.FilterChain;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.lang.reflect.Proxy;
import java.net.InetAddress;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.logging.Handler;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The decisions of the filter. The integration tests run it on the servers. */
class HandshakeFilterTest {

    private final HandshakeFilter filter = new HandshakeFilter();
    private final Map<String, List<String>> headers = new HashMap<>(Map.of(
            "Host", List.of("shop.example"),
            "Upgrade", List.of("websocket"),
            "Connection", List.of("keep-alive, Upgrade"),
            "Sec-WebSocket-Key", List.of("dGhlIHNhbXBsZSBub25jZQ=="),
            "Origin", List.of("http://evil.example")));
    private final List<String> outcome = new ArrayList<>();
    private final List<Optional<InetAddress>> peers = new ArrayList<>();
    private String rawPath;
    private String protocol = "HTTP/1.1";
    private String query;
    /** What the container throws; null for nothing. */
    private RuntimeException failure;

    private boolean committed;

    @BeforeEach
    void protect() {
        filter.protect(
                OriginRule.of(WebshocketSettings.builder()
                        .trustedProxies("10.0.0.0/8", "fe80::1")
                        .build()),
                ServicePaths.of(List.of("/ws", "/rooms/{room}")),
                new SampledLog());
    }

    private String ask(String path, String peer) throws Exception {
        HttpServletRequest request = proxy(HttpServletRequest.class, (method, argument) -> switch (method) {
            case "getHeaders" -> Collections.enumeration(headers.getOrDefault(argument, List.of()));
            case "getProtocol" -> protocol;
            case "getContextPath" -> "/app";
            case "getServletPath" -> path;
            case "getQueryString" -> query;
            case "getRequestURI" -> rawPath == null ? "/app" + path : rawPath;
            case "getPathInfo" -> null;
            case "isSecure" -> false;
            case "getRemoteAddr" -> peer;
            default -> throw new UnsupportedOperationException(method);
        });
        HttpServletResponse response = proxy(HttpServletResponse.class, (method, argument) -> {
            if (method.equals("isCommitted")) {
                return committed;
            }
            outcome.add(method + ' ' + argument);
            return null;
        });
        FilterChain chain = (passed, answered) -> {
            HttpServletRequest next = (HttpServletRequest) passed;
            peers.add(filter.peer());
            if (failure != null) {
                throw failure;
            }
            outcome.add(next == request ? "passed" : "passed as " + next.getRequestURI() + "?" + next.getQueryString());
        };
        filter.doFilter(request, response, chain);
        return String.join(", ", outcome);
    }

    private interface Answer {
        Object to(String method, Object argument);
    }

    private static <T> T proxy(Class<T> type, Answer answer) {
        return type.cast(Proxy.newProxyInstance(
                type.getClassLoader(),
                new Class<?>[] {type},
                (proxy, method, args) -> answer.to(method.getName(), args == null ? null : args[0])));
    }

    @Test
    void tellsTheAddressOfTheClientWhileAHandshakeIsAnswered() throws Exception {
        headers.remove("Origin");
        ask("/ws", "192.0.2.1");
        ask("/ws", "fe80::1%eth0");
        ask("/ws", "");
        ask("/ws", null);
        ask("/other", "192.0.2.1");
        assertThat(peers)
                .containsExactly(
                        Optional.of(InetAddress.getByName("192.0.2.1")),
                        Optional.of(InetAddress.getByName("fe80::1")),
                        Optional.empty(),
                        Optional.empty(),
                        Optional.empty());
        assertThat(filter.peer()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "/ws,           sendError 403",
        "/rooms/5,      sendError 403",
        "/rooms,        passed",
        "/rooms/5/6,    passed",
        "/rooms/,       sendError 403",
        "/rooms/5/,     sendError 403",
        "/ws/,          sendError 403",
        "//rooms//5,    sendError 403",
        "/other,        passed"
    })
    void refusesPagesOfOtherSitesAtPathsOfServicesOnly(String path, String expected) throws Exception {
        assertThat(ask(path, "192.0.2.1")).isEqualTo(expected);
    }

    @ParameterizedTest
    @CsvSource({
        "/app/rooms//x,     sendError 400",
        "/app//rooms/x,     sendError 400",
        "/app/rooms/../rooms/x, sendError 400",
        "/app/rooms/%2e/x,  sendError 400",
        "/app/rooms/x%0d,   sendError 400",
        "/app/rooms/,       sendError 400",
        "/app/rooms/x/,     sendError 400",
        "/app/rooms/;x,     sendError 400",
        "/app/rooms/x%2Fy,  passed"
    })
    void refusesAmbiguousPaths(String sent, String expected) throws Exception {
        headers.remove("Origin");
        rawPath = sent;
        assertThat(ask("/rooms/x", "192.0.2.1")).isEqualTo(expected);
    }

    @ParameterizedTest
    @CsvSource({
        "/app/rooms/a%2fb,   /rooms/a/b, sendError 403",
        "/app/r%6foms/a%2Fb, /rooms/a/b, sendError 403",
        "//app/rooms/a%2Fb,  /rooms/a/b, sendError 403",
        "/app/rooms/..,      /,          sendError 403",
        "/app/rooms/5%zz%2f, /rooms/5/,  sendError 403",
        "/app/rooms/a/b,     /rooms/a/b, passed",
        "/rooms/a%2fb,       /rooms/a/b, passed",
        "*,                  *,          passed"
    })
    void comparesTheReceivedPathToo(String sent, String decoded, String expected) throws Exception {
        rawPath = sent;
        assertThat(ask(decoded, "192.0.2.1")).isEqualTo(expected);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            Host              | shop.example;evil.example
            Host              |
            Upgrade           | websocket;websocket
            Upgrade           | h2c;websocket
            Upgrade           | websocket, x
            Connection        | keep-alive
            Content-Length    | 5
            Content-Length    | 0;0;5
            Transfer-Encoding | chunked
            Expect            | 100-continue
            Sec-WebSocket-Key |
            Sec-WebSocket-Key | dGhlIHNhbXBsZSBub25j
            Sec-WebSocket-Key | dGhlIHNhbXBsZSBub25jZQ==;dGhlIHNhbXBsZSBub25jZQ==""")
    void refusesMalformedHandshakes(String header, String values) throws Exception {
        headers.remove("Origin");
        headers.put(header, values == null ? List.of() : List.of(values.split(";")));
        assertThat(ask("/ws", "192.0.2.1")).isEqualTo("sendError 400");
    }

    @Test
    void refusesHandshakesOfOtherVersionsOfHttp() throws Exception {
        headers.remove("Origin");
        protocol = "HTTP/1.0";
        assertThat(ask("/ws", "192.0.2.1")).isEqualTo("sendError 400");
    }

    @Test
    void acceptsAHandshakeWithAContentLengthOfZero() throws Exception {
        headers.remove("Origin");
        headers.put("Content-Length", List.of("0"));
        assertThat(ask("/ws", "192.0.2.1")).isEqualTo("passed");
    }

    @Test
    void refusesWhatTheContainerCannotParseAlthoughItWasEscaped() throws Exception {
        headers.remove("Origin");
        failure = new IllegalArgumentException("Illegal character in query");
        query = "a={}";
        assertThat(ask("/ws", "192.0.2.1")).isEqualTo("sendError 400");

        committed = true;
        assertThatThrownBy(() -> ask("/ws", "192.0.2.1")).isSameAs(failure);
        committed = false;
        query = "a=%7B%7D";
        assertThatThrownBy(() -> ask("/ws", "192.0.2.1")).isSameAs(failure);
    }

    @Test
    void escapesCharactersThatAUriMustNotHave() throws Exception {
        headers.remove("Origin");
        query = "a={}&b=%zz";
        assertThat(ask("/rooms/a|b", "192.0.2.1")).isEqualTo("passed as /app/rooms/a%7Cb?a=%7B%7D&b=%25zz");
        outcome.clear();
        query = "a=%7B%7D";
        assertThat(ask("/rooms/ab", "192.0.2.1")).isEqualTo("passed");
    }

    @Test
    void logsAPageThatItRefusesWithTheCure() throws Exception {
        List<String> lines = new ArrayList<>();
        Logger logger = Logger.getLogger("dev.webshocket");
        Handler handler = new Handler() {
            @Override
            public void publish(LogRecord entry) {
                lines.add(entry.getMessage());
            }

            @Override
            public void flush() {}

            @Override
            public void close() {}
        };
        logger.addHandler(handler);
        try {
            headers.put("Origin", List.of("http://evil.example\u001b"));
            ask("/ws", "192.0.2.1");
        } finally {
            logger.removeHandler(handler);
        }
        assertThat(lines)
                .singleElement()
                .asString()
                .startsWith("WEBSHOCKET-0239: ")
                .contains("http://evil.example\\u001b", "shop.example", "allowedOrigins");
    }

    @Test
    void passesRequestsThatAreNotHandshakes() throws Exception {
        headers.remove("Upgrade");
        assertThat(ask("/ws", "192.0.2.1")).isEqualTo("passed");
    }

    @Test
    void passesPagesOfTheSameHost() throws Exception {
        headers.put("Origin", List.of("http://shop.example"));
        assertThat(ask("/ws", "192.0.2.1")).isEqualTo("passed");
    }

    @Test
    void passesAllRequestsBeforeTheServicesStart() throws Exception {
        FilterChain chain = (passed, answered) -> outcome.add("passed");
        new HandshakeFilter().doFilter(proxy(HttpServletRequest.class, (m, a) -> null), null, chain);
        assertThat(outcome).containsExactly("passed");
    }

    @ParameterizedTest
    @CsvSource({"10.1.2.3, passed", "fe80::1%eth0, passed", "192.0.2.1, sendError 403", "unknown, sendError 403"})
    void usesTheHostThatTrustedProxiesReport(String peer, String expected) throws Exception {
        headers.put("Host", List.of("backend:8080"));
        headers.put("X-Forwarded-Host", List.of("shop.example"));
        headers.put("Origin", List.of("https://shop.example"));
        assertThat(ask("/ws", peer)).isEqualTo(expected);
    }
}
