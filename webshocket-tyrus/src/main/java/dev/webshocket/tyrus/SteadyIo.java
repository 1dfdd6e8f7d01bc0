package dev.webshocket.tyrus;

import java.io.IOException;
import java.lang.System.Logger.Level;
import java.nio.channels.ClosedChannelException;
import java.nio.channels.SocketChannel;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.glassfish.grizzly.Connection;
import org.glassfish.grizzly.IOEvent;
import org.glassfish.grizzly.IOEventLifeCycleListener;
import org.glassfish.grizzly.nio.transport.TCPNIOServerConnection;
import org.glassfish.grizzly.strategies.AbstractIOStrategy;

/**
 * Reads and writes links on their selector's thread, which they never block. Worker threads handle all other events, as
 * in Grizzly's own strategy. Failures are handled differently from it: a connection whose event fails is cut, since no
 * further event would come; and a failed accept, mostly for lack of file descriptors, is logged and retried a little
 * later, not in a busy loop. Safe for use by any thread.
 */
final class SteadyIo extends AbstractIOStrategy implements AutoCloseable {

    private static final long RETRY_MILLIS = 250;
    private static final System.Logger LOG = System.getLogger("dev.webshocket");

    private final Refusals refusals;
    private final ScheduledExecutorService timer;
    /** A reserved file descriptor: logging that none is left may need one, for a class file or a log file. */
    private SocketChannel reserve;

    private boolean closed;

    /**
     * Creates the strategy of one transport.
     *
     * @param timer runs the retries
     */
    SteadyIo(Refusals refusals, ScheduledExecutorService timer) {
        this.refusals = refusals;
        this.timer = timer;
        // Close a channel now: the JDK needs descriptors when it first closes one, and without them could never close
        // any.
        keepReserve();
        releaseReserve();
        keepReserve();
    }

    private synchronized void keepReserve() {
        if (reserve == null && !closed) {
            try {
                reserve = SocketChannel.open();
            } catch (IOException e) {
                LOG.log(Level.DEBUG, "there is no file descriptor to keep in reserve", e);
            }
        }
    }

    private synchronized void releaseReserve() {
        if (reserve != null) {
            try {
                reserve.close();
            } catch (IOException e) {
                LOG.log(Level.DEBUG, "a channel that was never connected does not close", e);
            }
            reserve = null;
        }
    }

    /** Releases the reserved descriptor. */
    @Override
    public synchronized void close() {
        closed = true;
        releaseReserve();
    }

    @Override
    @SuppressWarnings("rawtypes")
    public boolean executeIoEvent(Connection connection, IOEvent event, boolean enabled) {
        if (event == IOEvent.SERVER_ACCEPT) {
            accept((TCPNIOServerConnection) connection);
            return true;
        }
        try {
            if (isForLink(connection, event)) {
                return true;
            }
            boolean readOrWrite = isReadWrite(event);
            if (readOrWrite && enabled) {
                connection.disableIOEvent(event);
            }
            IOEventLifeCycleListener listener = readOrWrite ? ENABLE_INTEREST_LIFECYCLE_LISTENER : null;
            Executor workers = getThreadPoolFor(connection, event);
            if (workers == null) {
                handle(connection, event, listener);
            } else {
                workers.execute(() -> handle(connection, event, listener));
            }
        } catch (IOException | RuntimeException | Error e) {
            cut(connection, e);
        }
        return true;
    }

    /** Lets a link handle its event; returns false if the event is not for a link. */
    private static boolean isForLink(Connection<?> connection, IOEvent event) throws IOException {
        GrizzlyLink link = LinkFilter.link(connection);
        if (link == null) {
            return false;
        }
        if (event == IOEvent.READ) {
            link.input().readable();
            return true;
        }
        if (event == IOEvent.WRITE && link.awaitsWrites()) {
            connection.disableIOEvent(IOEvent.WRITE);
            link.writable();
            return true;
        }
        return false;
    }

    private void handle(Connection<?> connection, IOEvent event, IOEventLifeCycleListener listener) {
        try {
            connection.getTransport().fireIOEvent(event, connection, listener);
        } catch (RuntimeException | Error e) {
            cut(connection, e);
        }
    }

    private void cut(Connection<?> connection, Throwable failure) {
        connection.terminateSilently();
        refusals.failed(connection, failure);
    }

    private void accept(TCPNIOServerConnection listener) {
        try {
            listener.onAccept();
        } catch (ClosedChannelException e) {
            // The server stops.
        } catch (IOException | RuntimeException | Error e) {
            releaseReserve();
            refusals.cannotAccept(e);
            acceptLater(listener);
            keepReserve();
        }
    }

    /** Pauses accepting: the selector would report the same waiting client again at once. */
    private void acceptLater(TCPNIOServerConnection listener) {
        try {
            listener.disableIOEvent(IOEvent.SERVER_ACCEPT);
        } catch (IOException | RuntimeException | Error e) {
            // The server stops; or nothing was disabled, and the next attempt is immediate.
            return;
        }
        if (!isScheduled(listener)) {
            // Better at once than never, mostly for lack of memory.
            enable(listener);
        }
    }

    /** Retries until it succeeds: otherwise no client could ever connect again. */
    void enable(TCPNIOServerConnection listener) {
        boolean waits = false;
        while (!waits) {
            try {
                listener.enableIOEvent(IOEvent.SERVER_ACCEPT);
                return;
            } catch (IOException | RuntimeException | Error e) {
                waits = !listener.isOpen() || isScheduled(listener);
            }
        }
    }

    /** Schedules the enabling; returns true if that worked or the server stops. */
    private boolean isScheduled(TCPNIOServerConnection listener) {
        try {
            timer.schedule(() -> enable(listener), RETRY_MILLIS, TimeUnit.MILLISECONDS);
            return true;
        } catch (RejectedExecutionException e) {
            return true;
        } catch (Error e) {
            return false;
        }
    }
}
