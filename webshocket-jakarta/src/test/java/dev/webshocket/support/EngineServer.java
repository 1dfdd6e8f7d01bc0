package dev.webshocket.support;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.webshocket.ClientConnection;
import dev.webshocket.WebshocketSettings;
import dev.webshocket.internal.concurrent.CallExecutors;
import dev.webshocket.internal.concurrent.DefaultExecutors;
import dev.webshocket.internal.log.SampledLog;
import dev.webshocket.internal.state.InMemorySessionStates;
import dev.webshocket.spi.extension.ChannelRegistry;
import dev.webshocket.spi.platform.CallScopes;
import dev.webshocket.spi.platform.HandlerInstance;
import dev.webshocket.spi.platform.HandlerInstances;
import dev.webshocket.spi.platform.ServiceEnvironment;
import dev.webshocket.spi.platform.WebshocketEngine;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.time.Duration;
import java.util.Arrays;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;

/** An engine with plain objects as handlers, in a real container on a free port. */
public final class EngineServer implements AutoCloseable {

    public final InMemorySessionStates states = new InMemorySessionStates();
    public final ChannelRegistry channels = ChannelRegistry.inMemory();
    private final SettableClock logClock = new SettableClock();
    private final DefaultExecutors executors;
    private final WebshocketEngine engine;
    private final TestContainer container = new TestContainer();

    private EngineServer(
            WebshocketSettings settings,
            DefaultExecutors executors,
            UnaryOperator<CallExecutors> threads,
            Consumer<ServiceEnvironment.Builder> more,
            int port,
            Object... handlers)
            throws Exception {
        this.executors = executors;
        ServiceEnvironment.Builder environment = ServiceEnvironment.builder(
                        Arrays.stream(handlers).<Class<?>>map(Object::getClass).toList(),
                        new SharedHandlers(handlers),
                        threads.apply(executors.executors()))
                .states(states)
                .settings(settings)
                .channels(channels)
                .log(new SampledLog(System.getLogger("dev.webshocket"), logClock));
        more.accept(environment);
        engine = WebshocketEngine.create(environment.build());
        engine.register(container);
        container.start("/", port);
    }

    public static EngineServer start(Object... handlers) throws Exception {
        return start(impatient(), handlers);
    }

    public static EngineServer start(WebshocketSettings settings, Object... handlers) throws Exception {
        return new EngineServer(
                settings,
                new DefaultExecutors(settings.workerThreads()),
                UnaryOperator.identity(),
                environment -> {},
                0,
                handlers);
    }

    /** Starts a server with executors that are derived from the default ones. */
    public static EngineServer startOn(
            UnaryOperator<CallExecutors> threads, WebshocketSettings settings, Object... handlers) throws Exception {
        return new EngineServer(
                settings, new DefaultExecutors(settings.workerThreads()), threads, environment -> {}, 0, handlers);
    }

    /** Starts such a server with a changed environment. */
    public static EngineServer startOn(
            UnaryOperator<CallExecutors> threads, Consumer<ServiceEnvironment.Builder> more, Object... handlers)
            throws Exception {
        return new EngineServer(
                impatient(), new DefaultExecutors(impatient().workerThreads()), threads, more, 0, handlers);
    }

    /** Starts a server on a given port. */
    public static EngineServer startAgain(int port, Object... handlers) throws Exception {
        return startAgain(port, environment -> {}, handlers);
    }

    /** Starts a server with a changed environment on a given port. */
    public static EngineServer startAgain(int port, Consumer<ServiceEnvironment.Builder> more, Object... handlers)
            throws Exception {
        await().atMost(Duration.ofSeconds(20)).until(() -> isFree(port));
        return new EngineServer(
                impatient(),
                new DefaultExecutors(impatient().workerThreads()),
                UnaryOperator.identity(),
                more,
                port,
                handlers);
    }

    /** A selector may not have closed the last server's socket yet, and another program may have the port for a moment. */
    private static boolean isFree(int port) {
        try (ServerSocket socket = new ServerSocket()) {
            socket.setReuseAddress(true);
            socket.bind(new InetSocketAddress(port));
            return true;
        } catch (IOException e) {
            return false;
        }
    }

    /** Starts a server with platform threads, whose number the settings limit, on all Java versions. */
    public static EngineServer startBounded(WebshocketSettings settings, Object... handlers) throws Exception {
        return startBounded(settings, environment -> {}, handlers);
    }

    /** Starts such a server with a changed environment. */
    public static EngineServer startBounded(
            WebshocketSettings settings, Consumer<ServiceEnvironment.Builder> more, Object... handlers)
            throws Exception {
        return new EngineServer(
                settings,
                DefaultExecutors.ofPlatformThreads(settings.workerThreads()),
                UnaryOperator.identity(),
                more,
                0,
                handlers);
    }

    public static EngineServer start(CallScopes scopes, Object... handlers) throws Exception {
        return startWith(environment -> environment.scopes(scopes), handlers);
    }

    /** Starts a server with a changed environment. */
    public static EngineServer startWith(Consumer<ServiceEnvironment.Builder> more, Object... handlers)
            throws Exception {
        return startAgain(0, more, handlers);
    }

    /** The default settings, changed for tests that leave calls running and for clients that reconnect. */
    private static WebshocketSettings impatient() {
        return WebshocketSettings.builder()
                .shutdownGrace(Duration.ZERO)
                .retryAfter(Duration.ZERO)
                .build();
    }

    /** Handlers that exist already. */
    private record SharedHandlers(Object... handlers) implements HandlerInstances {

        @Override
        public HandlerInstance obtain(Class<?> type, ClientConnection connection) {
            Object handler =
                    Arrays.stream(handlers).filter(type::isInstance).findFirst().orElseThrow();
            return () -> handler;
        }

        @Override
        public boolean isShared(Class<?> type) {
            return true;
        }
    }

    /** Ends the windows of the log, so that the next event of each kind is written completely. */
    public void forgetLogged() {
        logClock.advance(Duration.ofMinutes(1));
    }

    public WebshocketEngine engine() {
        return engine;
    }

    public int port() {
        return container.getPort();
    }

    public URI uri(String path) {
        return URI.create("ws://127.0.0.1:" + container.getPort() + path);
    }

    @Override
    public void close() {
        // First, so that a stopping container does not accept clients that reconnect.
        container.refuse();
        engine.close();
        container.stop();
        // After any test, all memory must have been released.
        await().atMost(Duration.ofSeconds(20))
                .untilAsserted(() -> assertThat(engine.bufferedBytes()).isZero());
        executors.close();
    }
}
