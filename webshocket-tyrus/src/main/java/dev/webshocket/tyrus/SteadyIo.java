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
 * Reads and writes links on the thread of their selector, which they never block, and has all else handled by worker threads, as Grizzly's own strategy does. What differs besides is what becomes of failures: a connection whose event cannot be handled is cut, since nothing would tell of its next
 * one; and where a connection cannot be accepted, for a lack of file descriptors above all, that is logged and tried again a
 * little later, rather than at once and for ever. Safe for use by any thread.
 */
final class SteadyIo extends AbstractIOStrategy implements AutoCloseable {

    private static final long RETRY_MILLIS = 250;
    private static final System.Logger LOG = System.getLogger("dev.webshocket");

    private final Refusals refusals;
    private final ScheduledExecutorService timer;
    /** A file descriptor in reserve: to log that there is none left may take one, for a class or for a file of the log. */
    private SocketChannel reserve;

    private boolean closed;

    /**
     * Makes the strategy of one transport.
     *
     * @param timer runs what is tried again
     */
    SteadyIo(Refusals refusals, ScheduledExecutorService timer) {
        this.refusals = refusals;
        this.timer = timer;
        // Once now: the JDK takes descriptors when it first closes a channel, and would never close one if there were
        // none.
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

    /** Releases what is kept in reserve. */
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

    /** Lets a link handle an event; returns false if it is none of a link's. */
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

    /** The selector would tell of the same client again at once, as long as it waits. */
    private void acceptLater(TCPNIOServerConnection listener) {
        try {
            listener.disableIOEvent(IOEvent.SERVER_ACCEPT);
        } catch (IOException | RuntimeException | Error e) {
            // The server stops; or nothing has been disabled, and it is tried again at once.
            return;
        }
        if (!isScheduled(listener)) {
            // Rather at once than never, for want of memory above all.
            enable(listener);
        }
    }

    /** Tries until it is done, since without it no client could ever connect again. */
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

    /** Has it enabled a little later; tells whether that is so, or the server stops. */
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
