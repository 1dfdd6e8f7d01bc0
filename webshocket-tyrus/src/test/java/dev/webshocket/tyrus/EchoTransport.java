package dev.webshocket.tyrus;

import java.io.IOException;
import java.net.InetSocketAddress;
import org.glassfish.grizzly.Buffer;
import org.glassfish.grizzly.filterchain.BaseFilter;
import org.glassfish.grizzly.filterchain.FilterChainBuilder;
import org.glassfish.grizzly.filterchain.FilterChainContext;
import org.glassfish.grizzly.filterchain.NextAction;
import org.glassfish.grizzly.filterchain.TransportFilter;
import org.glassfish.grizzly.nio.transport.TCPNIOTransport;

/** A transport that echoes what it reads, on a free port, until it is closed. */
final class EchoTransport implements AutoCloseable {

    private final TCPNIOTransport transport;
    private final int port;

    /** Starts a transport with its strategy and pools already set. */
    EchoTransport(TCPNIOTransport transport) throws IOException {
        this.transport = transport;
        transport.setProcessor(FilterChainBuilder.stateless()
                .add(new TransportFilter())
                .add(new BaseFilter() {
                    @Override
                    public NextAction handleRead(FilterChainContext ctx) {
                        ctx.write((Buffer) ctx.getMessage());
                        return ctx.getStopAction();
                    }
                })
                .build());
        port = ((InetSocketAddress) transport.bind("127.0.0.1", 0).getLocalAddress()).getPort();
        transport.start();
    }

    int port() {
        return port;
    }

    @Override
    public void close() throws IOException {
        transport.shutdownNow();
    }
}
