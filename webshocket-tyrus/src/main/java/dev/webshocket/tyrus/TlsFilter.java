package dev.webshocket.tyrus;

import java.io.IOException;
import org.glassfish.grizzly.Buffer;
import org.glassfish.grizzly.Connection;
import org.glassfish.grizzly.Grizzly;
import org.glassfish.grizzly.attributes.Attribute;
import org.glassfish.grizzly.filterchain.FilterChainContext;
import org.glassfish.grizzly.filterchain.NextAction;
import org.glassfish.grizzly.ssl.SSLBaseFilter;
import org.glassfish.grizzly.ssl.SSLEngineConfigurator;

/** Grizzly's TLS filter. It refuses a client without TLS at once, and does not wait for the rest of a record. */
final class TlsFilter extends SSLBaseFilter {

    /** The type of a handshake record, which a client sends first: RFC 8446, section 5.1. */
    private static final int HANDSHAKE = 0x16;

    /** Whether a connection has started with a TLS record. */
    private static final Attribute<Boolean> BEGUN =
            Grizzly.DEFAULT_ATTRIBUTE_BUILDER.createAttribute(TlsFilter.class.getName() + ".begun");

    private final Refusals refusals;

    TlsFilter(SSLEngineConfigurator tls, Refusals refusals) {
        super(tls);
        this.refusals = refusals;
    }

    @Override
    public NextAction handleRead(FilterChainContext ctx) throws IOException {
        Connection<?> connection = ctx.getConnection();
        if (!BEGUN.isSet(connection) && isPlain(ctx.getMessage())) {
            refusals.refuse(
                    ctx,
                    "the client does not speak TLS, and this port does: have it say wss:// or https://",
                    "This port speaks TLS: say wss:// or https://\n");
            return ctx.getStopAction();
        }
        BEGUN.set(connection, true);
        return super.handleRead(ctx);
    }

    private static boolean isPlain(Buffer bytes) {
        return bytes.hasRemaining() && (bytes.get(bytes.position()) & 0xFF) != HANDSHAKE;
    }

    @Override
    @SuppressWarnings("rawtypes")
    protected void notifyHandshakeFailed(Connection connection, Throwable failure) {
        refusals.tlsFailed(connection, failure);
        super.notifyHandshakeFailed(connection, failure);
    }
}
