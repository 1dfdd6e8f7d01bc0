package dev.webshocket.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import jakarta.websocket.ClientEndpointConfig;
import jakarta.websocket.CloseReason;
import jakarta.websocket.ContainerProvider;
import jakarta.websocket.Endpoint;
import jakarta.websocket.EndpointConfig;
import jakarta.websocket.Session;
import jakarta.websocket.WebSocketContainer;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.net.URI;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A server that accepts the handshake and closes the connection before the client has it. */
@Timeout(60)
class ClientTurnedAwayTest {

    private final AtomicInteger attempts = new AtomicInteger();

    private ConnectionFailedException failure(int code, RetryPolicy policy) throws Exception {
        try (SilentServer server = SilentServer.closing(code)) {
            return catchThrowableOfType(
                    ConnectionFailedException.class,
                    () -> WebSocketClient.builder(server.uri())
                            .container(untilClosed())
                            .retryFirst(policy)
                            .connect());
        }
    }

    @ParameterizedTest
    @CsvSource({"1013, true", "1000, false", "1008, false"})
    void isAFailedAttempt(int code, boolean isTransient) throws Exception {
        ConnectionFailedException failure = failure(code, RetryPolicy.none());
        assertThat(failure.code()).isEqualTo("WEBSHOCKET-0307");
        assertThat(failure).hasMessageContaining("close code " + code);
        assertThat(failure.isTransient()).isEqualTo(isTransient);
        assertThat(attempts).hasValue(1);
    }

    @Test
    void isRetriedAsTheFirstConnectionIs() throws Exception {
        RetryPolicy twice = RetryPolicy.builder()
                .firstDelay(Duration.ofMillis(10))
                .retries(2)
                .build();
        ConnectionFailedException failure = failure(1013, twice);
        assertThat(failure.code()).isEqualTo("WEBSHOCKET-0307");
        assertThat(attempts).hasValue(3);
    }

    /** Returns a container whose sessions have ended by the time that they are connected. */
    private WebSocketContainer untilClosed() {
        WebSocketContainer container = ContainerProvider.getWebSocketContainer();
        return (WebSocketContainer) Proxy.newProxyInstance(
                getClass().getClassLoader(), new Class<?>[] {WebSocketContainer.class}, (proxy, method, arguments) -> {
                    try {
                        if (arguments == null || !(arguments[0] instanceof Endpoint endpoint)) {
                            return method.invoke(container, arguments);
                        }
                        attempts.incrementAndGet();
                        Watched watched = new Watched(endpoint);
                        Session session = container.connectToServer(
                                watched, (ClientEndpointConfig) arguments[1], (URI) arguments[2]);
                        assertThat(watched.closed.await(20, TimeUnit.SECONDS)).isTrue();
                        return session;
                    } catch (InvocationTargetException e) {
                        throw e.getCause();
                    }
                });
    }

    private static final class Watched extends Endpoint {

        private final Endpoint endpoint;
        private final CountDownLatch closed = new CountDownLatch(1);

        Watched(Endpoint endpoint) {
            this.endpoint = endpoint;
        }

        @Override
        public void onOpen(Session session, EndpointConfig config) {
            endpoint.onOpen(session, config);
        }

        @Override
        public void onClose(Session session, CloseReason reason) {
            endpoint.onClose(session, reason);
            closed.countDown();
        }

        @Override
        public void onError(Session session, Throwable failure) {
            endpoint.onError(session, failure);
        }
    }
}
