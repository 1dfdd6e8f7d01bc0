package dev.webshocket.tyrus;

import java.io.IOException;
import java.lang.System.Logger.Level;
import java.nio.channels.Channel;
import java.nio.channels.ClosedChannelException;
import java.nio.channels.SelectableChannel;
import java.nio.channels.SocketChannel;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.glassfish.grizzly.Connection;
import org.glassfish.grizzly.filterchain.BaseFilter;
import org.glassfish.grizzly.filterchain.FilterChainContext;
import org.glassfish.grizzly.filterchain.NextAction;
import org.glassfish.grizzly.nio.ChannelConfigurator;
import org.glassfish.grizzly.nio.NIOConnection;
import org.glassfish.grizzly.nio.NIOTransport;
import org.glassfish.grizzly.nio.transport.TCPNIOTransport;

/**
 * The sockets that have been accepted and that no selector has registered yet. A transport that shuts down closes only those that are
 * registered: the clients of the others would wait for an answer until their own time limit.
 *
 * <p>It is the transport's configurator, which gets each socket when it is accepted, and a filter of the chain, which gets it when
 * it is registered. Safe for use by any thread.
 */
final class AcceptedSockets extends BaseFilter implements ChannelConfigurator {

    private static final System.Logger LOG = System.getLogger("dev.webshocket");

    private final ChannelConfigurator options = TCPNIOTransport.DEFAULT_CHANNEL_CONFIGURATOR;
    private final Set<Channel> sockets = new HashSet<>();
    private boolean closed;

    @Override
    public void preConfigure(NIOTransport transport, SelectableChannel channel) throws IOException {
        if (channel instanceof SocketChannel && !add(channel)) {
            channel.close();
            throw new ClosedChannelException();
        }
        options.preConfigure(transport, channel);
    }

    private synchronized boolean add(Channel socket) {
        return !closed && sockets.add(socket);
    }

    @Override
    public void postConfigure(NIOTransport transport, SelectableChannel channel) throws IOException {
        options.postConfigure(transport, channel);
    }

    @Override
    public NextAction handleAccept(FilterChainContext ctx) {
        forget(ctx.getConnection());
        return ctx.getInvokeAction();
    }

    @Override
    public NextAction handleClose(FilterChainContext ctx) {
        forget(ctx.getConnection());
        return ctx.getInvokeAction();
    }

    private synchronized void forget(Connection<?> connection) {
        sockets.remove(((NIOConnection) connection).getChannel());
    }

    /** Closes the sockets, and those that are accepted later. Call it when the transport has shut down. */
    void close() {
        List<Channel> left;
        synchronized (this) {
            closed = true;
            left = List.copyOf(sockets);
            sockets.clear();
        }
        for (Channel socket : left) {
            try {
                socket.close();
            } catch (IOException e) {
                LOG.log(Level.DEBUG, "a socket does not close", e);
            }
        }
    }
}
