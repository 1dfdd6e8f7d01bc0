package dev.webshocket.tyrus;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.webshocket.internal.log.SampledLog;
import java.io.IOException;
import java.lang.reflect.Proxy;
import java.nio.channels.SelectableChannel;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.util.ArrayDeque;
import java.util.Queue;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.atomic.AtomicInteger;
import org.glassfish.grizzly.nio.ChannelConfigurator;
import org.glassfish.grizzly.nio.NIOTransport;
import org.glassfish.grizzly.nio.transport.TCPNIOServerConnection;
import org.glassfish.grizzly.nio.transport.TCPNIOTransport;
import org.glassfish.grizzly.nio.transport.TCPNIOTransportBuilder;
import org.junit.jupiter.api.Test;

/** Accepting resumes after a failure, whatever the timer does. */
class SteadyIoTest {

    private final AtomicInteger failures = new AtomicInteger();
    private final Queue<Runnable> scheduled = new ArrayDeque<>();

    /** Throws as often as configured, and records its tasks. */
    private final ScheduledExecutorService timer = (ScheduledExecutorService) Proxy.newProxyInstance(
            getClass().getClassLoader(), new Class<?>[] {ScheduledExecutorService.class}, (proxy, method, args) -> {
                if (failures.getAndUpdate(left -> Math.max(0, left - 1)) > 0) {
                    throw new OutOfMemoryError("injected");
                }
                scheduled.add((Runnable) args[0]);
                return null;
            });

    /** Fails at the first client. */
    private static final class FailingOnce implements ChannelConfigurator {

        private final AtomicInteger clients = new AtomicInteger();

        @Override
        public void preConfigure(NIOTransport transport, SelectableChannel channel) throws IOException {
            channel.configureBlocking(false);
            if (channel instanceof SocketChannel && clients.incrementAndGet() == 1) {
                throw new OutOfMemoryError("injected");
            }
        }

        @Override
        public void postConfigure(NIOTransport transport, SelectableChannel channel) {}
    }

    @Test
    void clientsAreAcceptedAtOnceWhereTheTimerFails() throws Exception {
        failures.set(Integer.MAX_VALUE);
        FailingOnce failing = new FailingOnce();
        SteadyIo io = new SteadyIo(new Refusals(new SampledLog()), timer);
        TCPNIOTransport transport =
                TCPNIOTransportBuilder.newInstance().setIOStrategy(io).build();
        transport.setChannelConfigurator(failing);
        try (io;
                EchoTransport echo = new EchoTransport(transport);
                RawClient first = new RawClient(echo.port())) {
            await().until(() -> failing.clients.get() > 0);
            try (RawClient second = new RawClient(echo.port())) {
                second.send("a");
                assertThat(second.readBytes(1)).isEqualTo(new byte[] {'a'});
            }
        }
    }

    @Test
    void enablingIsTriedUntilItSucceedsOrTheListenerHasBeenClosed() throws IOException {
        failures.set(3);
        TCPNIOTransport transport = TCPNIOTransportBuilder.newInstance().build();
        try (SteadyIo io = new SteadyIo(new Refusals(new SampledLog()), timer);
                ServerSocketChannel channel = ServerSocketChannel.open()) {
            // Registered with no selector, so nothing can be enabled.
            TCPNIOServerConnection listener = new TCPNIOServerConnection(transport, channel);
            io.enable(listener);
            assertThat(failures).hasValue(0);
            assertThat(scheduled).hasSize(1);

            scheduled.remove().run();
            assertThat(scheduled).as("it is tried again").hasSize(1);

            channel.close();
            scheduled.remove().run();
            assertThat(scheduled).isEmpty();
        }
    }
}
