package dev.webshocket.tyrus;

import java.nio.ByteBuffer;
import org.glassfish.grizzly.Buffer;
import org.glassfish.grizzly.Connection;
import org.glassfish.grizzly.Grizzly;
import org.glassfish.grizzly.attributes.Attribute;
import org.glassfish.grizzly.filterchain.BaseFilter;
import org.glassfish.grizzly.filterchain.FilterChainContext;
import org.glassfish.grizzly.filterchain.NextAction;
import org.glassfish.grizzly.memory.ByteBufferArray;

/**
 * A filter below HTTP in Grizzly's chain. It passes decrypted bytes and the end of the connection to links, and lets
 * all other events through.
 */
final class LinkFilter extends BaseFilter {

    private static final Attribute<GrizzlyLink> LINK =
            Grizzly.DEFAULT_ATTRIBUTE_BUILDER.createAttribute(LinkFilter.class.getName() + ".link");

    /** Returns the link of a connection; null if it is not upgraded. */
    static GrizzlyLink link(Connection<?> connection) {
        return LINK.get(connection);
    }

    /** Marks a connection as upgraded. */
    static void upgrade(Connection<?> connection, GrizzlyLink link) {
        LINK.set(connection, link);
    }

    @Override
    public NextAction handleRead(FilterChainContext ctx) {
        GrizzlyLink link = LINK.get(ctx.getConnection());
        if (link == null) {
            return ctx.getInvokeAction();
        }
        Buffer bytes = ctx.getMessage();
        if (bytes.isComposite()) {
            ByteBufferArray parts = bytes.toByteBufferArray();
            for (int i = 0; i < parts.size(); i++) {
                link.decrypted(parts.getArray()[i]);
            }
            parts.recycle();
        } else {
            ByteBuffer part = bytes.toByteBuffer();
            link.decrypted(part);
        }
        bytes.tryDispose();
        return ctx.getStopAction();
    }

    @Override
    public NextAction handleClose(FilterChainContext ctx) {
        GrizzlyLink link = LINK.get(ctx.getConnection());
        if (link != null) {
            link.gone();
        }
        return ctx.getInvokeAction();
    }
}
