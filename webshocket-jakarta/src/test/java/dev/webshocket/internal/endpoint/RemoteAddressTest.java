package dev.webshocket.internal.endpoint;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.webshocket.AddressRange;
import dev.webshocket.ClientConnection;
import dev.webshocket.Per;
import dev.webshocket.RateLimit;
import dev.webshocket.RpcMethod;
import dev.webshocket.WebSocketHandler;
import dev.webshocket.WebshocketSettings;
import dev.webshocket.internal.concurrent.DefaultExecutors;
import dev.webshocket.spi.platform.CallContexts;
import dev.webshocket.spi.platform.ServiceEnvironment;
import dev.webshocket.spi.platform.WebshocketEngine;
import dev.webshocket.support.EngineServer;
import dev.webshocket.support.WireClient;
import dev.webshocket.support.WireClient.Wire;
import jakarta.websocket.DeploymentException;
import jakarta.websocket.server.ServerContainer;
import java.lang.reflect.Proxy;
import java.net.InetAddress;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Executor;
import org.junit.jupiter.api.Test;

class RemoteAddressTest {

    @WebSocketHandler("/ws")
    static class Handler {
        @RpcMethod
        String address(ClientConnection connection) {
            return connection.remoteAddress().orElse("unknown");
        }
    }

    private static String address(WebshocketSettings settings, Map<String, String> headers) throws Exception {
        try (EngineServer server = EngineServer.start(settings, new Handler());
                WireClient client = WireClient.connect(server.uri("/ws"), Wire.JSON, headers)) {
            return (String) client.call("address").response();
        }
    }

    @Test
    void isThePeerAddressOfTheSocket() throws Exception {
        Map<String, String> headers = Map.of("X-Forwarded-For", "192.0.2.7", "Forwarded", "for=192.0.2.7");
        assertThat(address(WebshocketSettings.defaults(), headers)).isEqualTo("127.0.0.1");
    }

    @Test
    void isWhatATrustedProxyReports() throws Exception {
        WebshocketSettings settings =
                WebshocketSettings.builder().trustedProxies("127.0.0.0/8").build();
        assertThat(address(settings, Map.of("X-Forwarded-For", "192.0.2.7"))).isEqualTo("192.0.2.7");
        assertThat(address(settings, Map.of("Forwarded", "for=192.0.2.8;proto=https")))
                .isEqualTo("192.0.2.8");
        assertThat(address(settings, Map.of())).isEqualTo("127.0.0.1");
    }

    @Test
    void isWhatThePlatformKnowsWhereItDoes() throws Exception {
        try (EngineServer server = EngineServer.startWith(
                        environment -> environment.contexts(new KnownPeer("192.0.2.9")), new Handler());
                WireClient client = WireClient.connect(server.uri("/ws"), Wire.JSON)) {
            assertThat(client.call("address").response()).isEqualTo("192.0.2.9");
        }
    }

    @Test
    void aLimitByAddressIsRefusedWhereNobodyKnowsIt() throws Exception {
        try (DefaultExecutors executors = new DefaultExecutors(4)) {
            assertThatThrownBy(() -> register(executors, CallContexts.NONE, new Limited()))
                    .isInstanceOf(DeploymentException.class)
                    .hasMessageStartingWith("WEBSHOCKET-0365: the rate limit of rare at /limited");
            register(executors, CallContexts.NONE, new Handler());
            register(executors, new KnownPeer("192.0.2.9"), new Limited());
        }
    }

    /** Registers a handler in a container that is not known. */
    private static void register(DefaultExecutors executors, CallContexts contexts, Object handler) throws Exception {
        ServerContainer unknown = (ServerContainer) Proxy.newProxyInstance(
                ServerContainer.class.getClassLoader(),
                new Class<?>[] {ServerContainer.class},
                (proxy, method, arguments) -> null);
        try (WebshocketEngine engine = WebshocketEngine.create(ServiceEnvironment.builder(
                        List.of(handler.getClass()), (type, connection) -> () -> handler, executors.executors())
                .contexts(contexts)
                .build())) {
            engine.register(unknown);
        }
    }

    @WebSocketHandler("/limited")
    static class Limited {
        @RpcMethod
        @RateLimit(limit = 1, period = "1h", per = Per.ADDRESS)
        void rare() {}
    }

    /** Knows the address of all clients. */
    private record KnownPeer(String address) implements CallContexts {
        @Override
        public Executor capture() {
            return Runnable::run;
        }

        @Override
        public boolean knowsPeers() {
            return true;
        }

        @Override
        public Optional<InetAddress> peer() {
            return Optional.of(AddressRange.of(address).first());
        }
    }
}
