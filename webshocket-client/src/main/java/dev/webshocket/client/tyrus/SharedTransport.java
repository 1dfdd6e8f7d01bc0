package dev.webshocket.client.tyrus;

import java.io.IOException;
import java.nio.channels.SelectableChannel;
import java.util.HashSet;
import java.util.Set;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.glassfish.grizzly.nio.ChannelConfigurator;
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

    private static final int CHECK_SECONDS = 5;

    private final NIOTransport transport;
    private final ChannelConfigurator channels;
    private final ScheduledExecutorService timer;

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
                    transport.setChannelConfigurator(new SharedTransport(transport, timer));
                }
            }
        };
    }

    /** Comes before a channel connects. */
    @Override
    public void preConfigure(NIOTransport same, SelectableChannel channel) throws IOException {
        channels.preConfigure(same, channel);
        use(channel);
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
            checks = timer.scheduleWithFixedDelay(this::check, CHECK_SECONDS, CHECK_SECONDS, TimeUnit.SECONDS);
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
