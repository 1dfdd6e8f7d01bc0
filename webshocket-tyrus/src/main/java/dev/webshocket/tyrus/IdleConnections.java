package dev.webshocket.tyrus;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.glassfish.grizzly.Connection;
import org.glassfish.grizzly.filterchain.BaseFilter;
import org.glassfish.grizzly.filterchain.FilterChainContext;
import org.glassfish.grizzly.filterchain.NextAction;

/**
 * Closes connections without a request for too long: before the handshake, and between two requests for pages. It is
 * above the HTTP codec in the chain, so an incomplete request does not count. A connection is not idle while its
 * request is answered. Safe for use by any thread.
 */
final class IdleConnections extends BaseFilter {

    private final long limitNanos;
    private final Refusals refusals;
    private final Map<Connection<?>, Activity> connections = new ConcurrentHashMap<>();

    /** The activity on one connection. */
    private static final class Activity {

        private int answering;
        private long since = System.nanoTime();

        synchronized void begin() {
            answering++;
        }

        synchronized void end() {
            answering--;
            since = System.nanoTime();
        }

        synchronized boolean isIdle(long now, long limit) {
            return answering == 0 && now - since > limit;
        }
    }

    IdleConnections(int limitSeconds, Refusals refusals) {
        this.refusals = refusals;
        limitNanos = TimeUnit.SECONDS.toNanos(limitSeconds);
    }

    /** Checks once a second, in short tasks, until the future is cancelled. */
    Future<?> watch(ScheduledExecutorService timer) {
        return timer.scheduleWithFixedDelay(this::check, 1, 1, TimeUnit.SECONDS);
    }

    /** Closes the connections that are idle now. */
    void check() {
        long now = System.nanoTime();
        connections.forEach((connection, activity) -> {
            try {
                if (!connection.isOpen()) {
                    connections.remove(connection);
                } else if (activity.isIdle(now, limitNanos)) {
                    connections.remove(connection);
                    connection.closeSilently();
                }
            } catch (RuntimeException | Error e) {
                // The other connections must still be checked.
                refusals.failed(connection, e);
            }
        });
    }

    /** Stops watching a connection. */
    void forget(Connection<?> connection) {
        connections.remove(connection);
    }

    @Override
    public NextAction handleAccept(FilterChainContext ctx) {
        connections.put(ctx.getConnection(), new Activity());
        return ctx.getInvokeAction();
    }

    @Override
    public NextAction handleRead(FilterChainContext ctx) {
        Activity activity = connections.get(ctx.getConnection());
        if (activity != null) {
            activity.begin();
            ctx.addCompletionListener(done -> activity.end());
        }
        return ctx.getInvokeAction();
    }

    @Override
    public NextAction handleClose(FilterChainContext ctx) {
        connections.remove(ctx.getConnection());
        return ctx.getInvokeAction();
    }
}
