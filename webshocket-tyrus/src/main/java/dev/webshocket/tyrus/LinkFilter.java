package dev.webshocket.tyrus;

import jakarta.websocket.CloseReason;
import jakarta.websocket.CloseReason.CloseCodes;
import org.glassfish.grizzly.Grizzly;
import org.glassfish.grizzly.attributes.Attribute;
import org.glassfish.grizzly.filterchain.BaseFilter;
import org.glassfish.grizzly.filterchain.FilterChainContext;
import org.glassfish.grizzly.filterchain.NextAction;

/**
 * Stands in Grizzly's chain below HTTP: hands what comes over upgraded connections to Tyrus, and lets all else pass.
 */
final class LinkFilter extends BaseFilter {

    /** The link of a connection that has been upgraded. */
    static final Attribute<WebSocketLink> LINK =
            Grizzly.DEFAULT_ATTRIBUTE_BUILDER.createAttribute(LinkFilter.class.getName() + ".link");

    private static final CloseReason GONE = new CloseReason(CloseCodes.CLOSED_ABNORMALLY, "the connection has gone");

    private final OpenLinks links;
    private final Refusals refusals;

    LinkFilter(OpenLinks links, Refusals refusals) {
        this.links = links;
        this.refusals = refusals;
    }

    @Override
    public NextAction handleRead(FilterChainContext ctx) {
        WebSocketLink link = LINK.get(ctx.getConnection());
        if (link == null) {
            return ctx.getInvokeAction();
        }
        try {
            link.read(ctx.getMessage());
        } catch (Throwable e) {
            // An Error as well, which Grizzly would let end the thread.
            ctx.getConnection().terminateSilently();
            refusals.failed(ctx.getConnection(), e);
        }
        return ctx.getStopAction();
    }

    @Override
    public NextAction handleClose(FilterChainContext ctx) {
        // It keeps its link: what has been read of it may come after this, and must not be taken for a request.
        WebSocketLink link = LINK.get(ctx.getConnection());
        if (link != null) {
            end(link);
        }
        return ctx.getInvokeAction();
    }

    /** Ends a link whose connection has gone. */
    void end(WebSocketLink link) {
        try {
            link.end(GONE);
        } finally {
            links.remove(link);
        }
    }
}
