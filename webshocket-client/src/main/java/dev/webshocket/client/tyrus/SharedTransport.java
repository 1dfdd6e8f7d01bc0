package dev.webshocket.client.tyrus;

import java.io.IOException;
import java.lang.System.Logger.Level;
import java.nio.channels.SelectableChannel;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.glassfish.grizzly.Buffer;
import org.glassfish.grizzly.Connection;
import org.glassfish.grizzly.ConnectionProbe;
import org.glassfish.grizzly.nio.ChannelConfigurator;
import org.glassfish.grizzly.nio.NIOConnection;
import org.glassfish.grizzly.nio.NIOTransport;
import org.glassfish.grizzly.nio.SelectorRunner;
import org.glassfish.grizzly.nio.transport.TCPNIOTransport;
import org.glassfish.grizzly.threadpool.AbstractThreadPool;
import org.glassfish.grizzly.threadpool.ThreadPoolProbe;

/**
 * Ends the threads of the transport that Tyrus shares once it has had no connection for some seconds, and starts it again
 * for the next one. Tyrus has a way of its own to end it, which never ends it again after a connection has come while it
 * waited. Safe for use by any thread.
 */
final class SharedTransport implements ChannelConfigurator {

    private static final System.Logger LOG = System.getLogger("dev.webshocket");
    private static final int CHECK_SECONDS = 5;

    private final NIOTransport transport;
    private final ChannelConfigurator channels;
    private final ScheduledExecutorService timer;

    /** The attempts whose handshake may not be answered yet. */
    private final Map<SelectableChannel, Attempt> attempts = new ConcurrentHashMap<>();

    private final Set<SelectableChannel> open = new HashSet<>();
    private boolean idle;
    private Future<?> checks;

    private SharedTransport(NIOTransport transport, ScheduledExecutorService timer) {
        this.transport = transport;
        this.channels = transport.getChannelConfigurator();
        this.timer = timer;
    }

    /**
     * Finds the transport, which Tyrus shows nobody: it is what runs on its selectors' threads.
     *
     * @param timer what looks now and then whether the transport is in use
     * @return what the pool of those threads is to tell of its tasks
     */
    static ThreadPoolProbe probe(ScheduledExecutorService timer) {
        return new ThreadPoolProbe.Adapter() {
            @Override
            public void onTaskQueueEvent(AbstractThreadPool pool, Runnable task) {
                if (task instanceof SelectorRunner runner
                        && runner.getTransport() instanceof TCPNIOTransport transport
                        && !(transport.getChannelConfigurator() instanceof SharedTransport)) {
                    SharedTransport shared = new SharedTransport(transport, timer);
                    transport.setChannelConfigurator(shared);
                    transport.getConnectionMonitoringConfig().addProbes(shared.new Watch());
                }
            }
        };
    }

    /** Comes before a channel connects, by the thread that has it connect. */
    @Override
    public void preConfigure(NIOTransport same, SelectableChannel channel) throws IOException {
        channels.preConfigure(same, channel);
        use(channel);
        Attempt attempt = Attempt.current();
        if (attempt != null) {
            attempts.put(channel, attempt);
            attempt.whenFinished(() -> attempts.remove(channel));
        }
    }

    /** Tells attempts what becomes of their connections. */
    private final class Watch extends ConnectionProbe.Adapter {

        @Override
        @SuppressWarnings("rawtypes")
        public void onConnectEvent(Connection connection) {
            Attempt attempt = attempts.get(channel(connection));
            if (attempt != null) {
                attempt.connected();
            }
        }

        @Override
        @SuppressWarnings("rawtypes")
        public void onReadEvent(Connection connection, Buffer data, int size) {
            // Empty but while something connects: this comes for each read.
            if (!attempts.isEmpty() && size > 0) {
                Attempt attempt = attempts.get(channel(connection));
                if (attempt != null) {
                    attempt.read(data.get(data.position() - size) & 0xFF);
                }
            }
        }

        @Override
        @SuppressWarnings("rawtypes")
        public void onCloseEvent(Connection connection) {
            Attempt attempt = attempts.remove(channel(connection));
            if (attempt != null) {
                attempt.ended();
            }
        }

        private SelectableChannel channel(Connection<?> connection) {
            return ((NIOConnection) connection).getChannel();
        }
    }

    @Override
    public void postConfigure(NIOTransport same, SelectableChannel channel) throws IOException {
        channels.postConfigure(same, channel);
    }

    // The lock is held while the transport starts and stops, so that none connects over one that stops.
    private synchronized void use(SelectableChannel channel) throws IOException {
        if (transport.isStopped()) {
            start();
        }
        open.add(channel);
        idle = false;
        if (checks == null) {
            checks = timer.scheduleWithFixedDelay(this::checkAgain, CHECK_SECONDS, CHECK_SECONDS, TimeUnit.SECONDS);
        }
    }

    private void start() throws IOException {
        try {
            transport.start();
        } catch (IOException | RuntimeException e) {
            // It would not be started a second time.
            transport.shutdownNow();
            throw e;
        }
    }

    /** A periodic task that throws, an {@code Error} too, would not be run again. */
    private void checkAgain() {
        try {
            check();
        } catch (RuntimeException | Error e) {
            LOG.log(Level.WARNING, "WEBSHOCKET-0244: the client's threads could not be looked after", e);
        }
    }

    /** Stops the transport if it is not used, and has not been since the check before. */
    private synchronized void check() {
        open.removeIf(channel -> !channel.isOpen());
        if (!open.isEmpty()) {
            return;
        }
        if (!idle) {
            idle = true;
            return;
        }
        checks.cancel(false);
        checks = null;
        try {
            transport.shutdownNow();
        } catch (IOException e) {
            // It cannot be: there is nothing that it listens to.
            throw new IllegalStateException(e);
        }
    }
}
