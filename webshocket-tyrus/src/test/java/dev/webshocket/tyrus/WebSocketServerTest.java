package dev.webshocket.tyrus;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatNullPointerException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.webshocket.DefinitionException;
import dev.webshocket.WebshocketSettings;
import dev.webshocket.tyrus.handlers.BadPathHandler;
import dev.webshocket.tyrus.handlers.Counter;
import dev.webshocket.tyrus.handlers.CountingHandler;
import java.io.IOException;
import java.net.BindException;
import java.net.HttpURLConnection;
import java.net.ServerSocket;
import java.net.URI;
import java.net.URL;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.net.http.WebSocketHandshakeException;
import java.util.Collections;
import java.util.Enumeration;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.logging.Handler;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class WebSocketServerTest {

    private static WebSocketServerBuilder echo() {
        return WebSocketServer.builder().port(0).handlers(EchoHandler.class);
    }

    @Test
    void classesThatAreNullAreNamed() {
        assertThatNullPointerException()
                .isThrownBy(() -> WebSocketServer.builder().handlers((Class<?>) null))
                .withMessage("handlers[0] is null");
        assertThatNullPointerException()
                .isThrownBy(() -> WebSocketServer.builder().beans(String.class, null))
                .withMessage("beans[1] is null");
    }

    @Test
    void answersCalls() throws Exception {
        try (WebSocketServer server = echo().start();
                TestClient client = TestClient.connect(server.uri("/ws"))) {
            assertThat(client.call("echo", "hello")).contains("\"response\":\"hello\"");
        }
    }

    @Test
    void portZeroMeansAnyFreePort() {
        try (WebSocketServer one = echo().start();
                WebSocketServer other = echo().start()) {
            assertThat(one.port()).isPositive().isNotEqualTo(other.port());
            assertThat(one.uri("/ws")).isEqualTo(URI.create("ws://localhost:" + one.port() + "/ws"));
        }
    }

    @Test
    void aPortMustBeSet() {
        assertThatThrownBy(() ->
                        WebSocketServer.builder().handlers(EchoHandler.class).start())
                .isInstanceOf(IllegalStateException.class)
                .hasMessage("no port is set; call port(...), with 0 for any free one");
    }

    @Test
    void aPortOutOfRangeIsRefused() {
        assertThatThrownBy(() -> WebSocketServer.builder().port(65536)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> WebSocketServer.builder().port(-1)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void pathsAreBelowTheContextPath() throws Exception {
        try (WebSocketServer server = echo().contextPath("/app").start();
                TestClient client = TestClient.connect(server.uri("/ws"))) {
            assertThat(server.uri("/ws").getPath()).isEqualTo("/app/ws");
            assertThat(server.paths()).containsExactly("/ws");
            assertThat(client.call("echo", "there")).contains("there");
        }
    }

    @Test
    void aContextPathOfAnotherFormIsRefused() {
        assertThatThrownBy(() -> echo().contextPath("app")).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> echo().contextPath("/app/")).isInstanceOf(IllegalArgumentException.class);
    }

    @ParameterizedTest
    @ValueSource(strings = {"/a b", "/a{b}", "/a%", "/a?b", "/a#b"})
    void aContextPathThatIsInvalidInAUriIsRefused(String path) {
        assertThatThrownBy(() -> echo().contextPath(path))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("a context path is a path as URIs have it, unlike \"" + path + '"');
    }

    @Test
    void aStartThatFailsAtItsEndLeavesNothingRunning() throws Exception {
        Set<String> before = Threads.names();
        Logger log = Logger.getLogger("dev.webshocket");
        ThrowingHandler handler = new ThrowingHandler();
        log.addHandler(handler);
        try {
            assertThatThrownBy(() -> echo().start()).isSameAs(handler.failure);
        } finally {
            log.removeHandler(handler);
        }
        // Another program may have got the port meanwhile, for a moment.
        await().ignoreException(BindException.class).until(() -> {
            new ServerSocket(handler.listening.getPort()).close();
            return true;
        });
        await().untilAsserted(() -> assertThat(Threads.namesBeyond(before)).isEmpty());
    }

    @Test
    void aFailedStartLeavesNoThreadOfWeld() {
        Set<Thread> before = Threads.ofWeld();
        assertThatThrownBy(() -> WebSocketServer.builder()
                        .port(0)
                        .handlers(CountingHandler.class)
                        .start())
                .isInstanceOf(ServerStartException.class);
        assertThatThrownBy(() -> WebSocketServer.builder()
                        .port(0)
                        .handlers(BadPathHandler.class)
                        .start())
                .isInstanceOf(DefinitionException.class);
        await().untilAsserted(() -> assertThat(before).containsAll(Threads.ofWeld()));
    }

    @Test
    void anUnknownPathIsNotFound() {
        try (WebSocketServer server = echo().start()) {
            assertThatThrownBy(() -> TestClient.connect(server.uri("/nowhere")))
                    .hasCauseInstanceOf(WebSocketHandshakeException.class)
                    .extracting(e -> ((WebSocketHandshakeException) e.getCause())
                            .getResponse()
                            .statusCode())
                    .isEqualTo(HttpURLConnection.HTTP_NOT_FOUND);
        }
    }

    @Test
    void headersOfTheHandshakeArriveComplete() throws Exception {
        try (WebSocketServer server = echo().start();
                TestClient client = TestClient.connect(server.uri("/ws"), "Accept-Language", "de, en;q=0.5")) {
            assertThat(client.call("header", "accept-language")).contains("[de, en;q=0.5]");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n", "Connection: Upgrade\r\n"})
    void aHandshakeThatLacksAHeaderIsABadRequest(String header) throws Exception {
        try (WebSocketServer server = echo().start();
                RawClient client = new RawClient(server.port())) {
            client.send(RawClient.handshake("/ws").replace(header, ""));
            assertThat(client.readHeader()).startsWith("HTTP/1.1 400 ");
            assertThat(client.isAtEnd()).isTrue();
        }
    }

    @Test
    void connectionHeadersWithFurtherOptionsAreServed() throws Exception {
        try (WebSocketServer server = echo().start();
                RawClient client = new RawClient(server.port())) {
            client.send(RawClient.handshake("/ws").replace("Connection: Upgrade", "Connection: keep-alive, upgrade"));
            assertThat(client.readHeader()).startsWith("HTTP/1.1 101 ");
        }
    }

    @Test
    void aRequestWithoutAnUpgradeIsNotFound() throws Exception {
        try (WebSocketServer server = echo().start()) {
            var response = HttpClient.newHttpClient()
                    .send(
                            HttpRequest.newBuilder(URI.create("http://localhost:" + server.port() + "/ws"))
                                    .build(),
                            BodyHandlers.ofString());
            assertThat(response.statusCode()).isEqualTo(HttpURLConnection.HTTP_NOT_FOUND);
            assertThat(response.body()).isEqualTo("404 Not Found");
            assertThat(response.headers().map()).doesNotContainKey("server");
        }
    }

    @Test
    void handlersAreDiscoveredWithoutBeingNamed() throws Exception {
        try (WebSocketServer server = WebSocketServer.builder().port(0).start();
                TestClient client = TestClient.connect(server.uri("/ws"))) {
            assertThat(client.call("echo", "found")).contains("found");
        }
    }

    @Test
    void withoutHandlersItDoesNotStart() {
        assertThatThrownBy(() ->
                        WebSocketServer.builder().port(0).beans(Counter.class).start())
                .isInstanceOfSatisfying(
                        ServerStartException.class, e -> assertThat(e.code()).isEqualTo("WEBSHOCKET-0102"))
                .hasMessageStartingWith("WEBSHOCKET-0102: ");
    }

    @Test
    void withoutABeansXmlItSaysWhereToPutOne() {
        Thread current = Thread.currentThread();
        ClassLoader usual = current.getContextClassLoader();
        current.setContextClassLoader(new WithoutBeansXml(usual));
        try {
            assertThatThrownBy(() -> WebSocketServer.builder().port(0).start())
                    .isInstanceOfSatisfying(
                            ServerStartException.class,
                            e -> assertThat(e.code()).isEqualTo("WEBSHOCKET-0102"))
                    .hasMessageContaining("META-INF/beans.xml")
                    .hasMessageContaining("src/main/resources/META-INF")
                    .hasMessageContaining("handlers(...)");
        } finally {
            current.setContextClassLoader(usual);
        }
    }

    /** Hides the application's bean archives from CDI. */
    private static final class WithoutBeansXml extends ClassLoader {

        private WithoutBeansXml(ClassLoader parent) {
            super(parent);
        }

        @Override
        public Enumeration<URL> getResources(String name) throws IOException {
            return name.equals("META-INF/beans.xml") ? Collections.emptyEnumeration() : super.getResources(name);
        }
    }

    @Test
    void aClassWithoutTheAnnotationIsNamed() {
        assertThatThrownBy(() -> WebSocketServer.builder()
                        .port(0)
                        .handlers(Counter.class, EchoHandler.class, BadPathHandler.class)
                        .start())
                .isInstanceOf(DefinitionException.class)
                .hasMessageContaining("WEBSHOCKET-0001: @WebSocketHandler on " + Counter.class.getName() + ":")
                .hasMessageContaining("WEBSHOCKET-0002: @WebSocketHandler on " + BadPathHandler.class.getName() + ":");
    }

    @Test
    void aHandlerThatCannotBeServedIsADefinitionError() {
        assertThatThrownBy(() -> WebSocketServer.builder()
                        .port(0)
                        .handlers(BadPathHandler.class)
                        .start())
                .isInstanceOf(DefinitionException.class);
    }

    @Test
    void beansThatDoNotStartAreReported() {
        assertThatThrownBy(() -> WebSocketServer.builder()
                        .port(0)
                        .handlers(CountingHandler.class)
                        .start())
                .isInstanceOfSatisfying(
                        ServerStartException.class, e -> assertThat(e.code()).isEqualTo("WEBSHOCKET-0104"))
                .hasMessageContaining("Counter");
    }

    @Test
    void theBuildersSettingsOverrideTheApplications() {
        WebshocketSettings settings =
                WebshocketSettings.builder().maxMessageBytes(77).build();
        try (WebSocketServer server = echo().settings(settings).start()) {
            assertThat(server.select(WebshocketSettings.class).get()).isEqualTo(settings);
        }
    }

    @Test
    void twoServersShareNoBeans() throws Exception {
        try (WebSocketServer one = counting();
                WebSocketServer other = counting();
                TestClient client = TestClient.connect(one.uri("/count"))) {
            client.call("count", "x");
            client.call("count", "x");
            assertThat(one.select(Counter.class).get().value()).isEqualTo(2);
            assertThat(other.select(Counter.class).get().value()).isZero();
        }
    }

    @Test
    void closeSendsGoingAway() throws Exception {
        WebSocketServer server = echo().start();
        try (TestClient client = TestClient.connect(server.uri("/ws"))) {
            client.call("echo", "x");
            server.close();
            assertThat(client.closeCode()).isEqualTo(1001);
        }
    }

    @Test
    void disconnectCallbacksStillHaveTheirBeans() throws Exception {
        CountingHandler.LAST_SEEN.set(0);
        WebSocketServer server = counting();
        Counter counter = server.select(Counter.class).get();
        counter.increment();
        try (TestClient client = TestClient.connect(server.uri("/count"))) {
            client.call("count", "x");
            server.close();
            assertThat(CountingHandler.LAST_SEEN).hasValue(2);
        }
    }

    @Test
    void closeFreesThePortAndAllThreads() throws Exception {
        Set<String> before = Threads.names();
        WebSocketServer server = echo().start();
        try (TestClient client = TestClient.connect(server.uri("/ws"))) {
            client.call("echo", "x");
        }
        server.close();
        server.close();
        new ServerSocket(server.port()).close();
        await().untilAsserted(() -> assertThat(Threads.namesBeyond(before)).isEmpty());
    }

    @Test
    void allThreadsAreDaemons() {
        try (WebSocketServer server = echo().start()) {
            assertThat(Threads.nonDaemons()).noneMatch(name -> name.contains("webshocket"));
        }
    }

    @Test
    void awaitReturnsWhenAnotherThreadHasClosed() throws Exception {
        WebSocketServer server = echo().start();
        CountDownLatch over = new CountDownLatch(1);
        Thread waiting = new Thread(() -> {
            try {
                server.await();
                over.countDown();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        });
        waiting.start();
        assertThat(over.await(50, TimeUnit.MILLISECONDS)).isFalse();
        server.close();
        assertThat(over.await(10, TimeUnit.SECONDS)).isTrue();
    }

    /** Fails at the log line that says where a server listens. */
    private static final class ThrowingHandler extends Handler {

        private final IllegalStateException failure = new IllegalStateException("the disk is full");
        private URI listening;

        @Override
        public void publish(LogRecord entry) {
            listening = (URI) entry.getParameters()[0];
            throw failure;
        }

        @Override
        public void flush() {}

        @Override
        public void close() {}
    }

    private static WebSocketServer counting() {
        return WebSocketServer.builder()
                .port(0)
                .handlers(CountingHandler.class)
                .beans(Counter.class)
                .start();
    }
}
