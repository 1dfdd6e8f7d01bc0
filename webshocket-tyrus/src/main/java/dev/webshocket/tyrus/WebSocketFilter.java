package dev.webshocket.tyrus;

import dev.webshocket.spi.OriginRule;
import jakarta.websocket.CloseReason;
import jakarta.websocket.CloseReason.CloseCodes;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.glassfish.grizzly.Buffer;
import org.glassfish.grizzly.Connection;
import org.glassfish.grizzly.Grizzly;
import org.glassfish.grizzly.attributes.Attribute;
import org.glassfish.grizzly.filterchain.BaseFilter;
import org.glassfish.grizzly.filterchain.FilterChainContext;
import org.glassfish.grizzly.filterchain.NextAction;
import org.glassfish.grizzly.http.HttpContent;
import org.glassfish.grizzly.http.HttpRequestPacket;
import org.glassfish.grizzly.http.HttpResponsePacket;
import org.glassfish.grizzly.http.Method;
import org.glassfish.grizzly.http.util.Header;
import org.glassfish.grizzly.utils.IdleTimeoutFilter;
import org.glassfish.tyrus.core.RequestContext;
import org.glassfish.tyrus.core.TyrusUpgradeResponse;
import org.glassfish.tyrus.spi.UpgradeRequest;
import org.glassfish.tyrus.spi.UpgradeResponse;
import org.glassfish.tyrus.spi.WebSocketEngine;
import org.glassfish.tyrus.spi.WebSocketEngine.UpgradeInfo;

/**
 * Stands in Grizzly's chain between the HTTP codec and the HTTP server: answers handshakes, and hands what comes over
 * upgraded connections to Tyrus. Other requests pass.
 */
final class WebSocketFilter extends BaseFilter {

    /** The link of a connection that has been upgraded. */
    static final Attribute<WebSocketLink> LINK =
            Grizzly.DEFAULT_ATTRIBUTE_BUILDER.createAttribute(WebSocketFilter.class.getName() + ".link");

    private static final String SEEN = WebSocketFilter.class.getName() + ".seen";
    private static final CloseReason GONE = new CloseReason(CloseCodes.CLOSED_ABNORMALLY, "the connection has gone");

    private final WebSocketEngine engine;
    private final OpenLinks links;
    private final OriginRule origins;
    private final ScheduledExecutorService timer;

    WebSocketFilter(WebSocketEngine engine, OpenLinks links, OriginRule origins, ScheduledExecutorService timer) {
        this.engine = engine;
        this.links = links;
        this.origins = origins;
        this.timer = timer;
    }

    @Override
    public NextAction handleRead(FilterChainContext ctx) {
        HttpContent message = ctx.getMessage();
        WebSocketLink link = LINK.get(ctx.getConnection());
        if (link != null) {
            Buffer bytes = message.getContent();
            message.recycle();
            link.read(bytes);
            return ctx.getStopAction();
        }
        HttpRequestPacket request = (HttpRequestPacket) message.getHttpHeader();
        return isHandshake(request) ? shakeHands(ctx, request) : pass(ctx, request);
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

    private static boolean isHandshake(HttpRequestPacket request) {
        return UpgradeRequest.WEBSOCKET.equalsIgnoreCase(request.getUpgrade())
                && request.getMethod() == Method.GET
                // A request that is nobody's endpoint comes by again with its body.
                && request.getAttribute(SEEN) == null;
    }

    // A request to upgrade to anything is taken for one to stop speaking HTTP; answered by a page, it is a common one.
    private static NextAction pass(FilterChainContext ctx, HttpRequestPacket request) {
        request.setIgnoreContentModifiers(false);
        return ctx.getInvokeAction();
    }

    private NextAction shakeHands(FilterChainContext ctx, HttpRequestPacket request) {
        request.setAttribute(SEEN, true);
        if (!mayConnect(request)) {
            return refuse(ctx, request, 403);
        }
        if (!Handshakes.isComplete(request)) {
            return refuse(ctx, request, 400);
        }
        RequestContext handshake;
        try {
            handshake = Handshakes.read(request, ClientCertificates.principal(ctx.getConnection()));
        } catch (IllegalArgumentException e) {
            return refuse(ctx, request, 400);
        }
        TyrusUpgradeResponse answer = new TyrusUpgradeResponse();
        UpgradeInfo upgrade = engine.upgrade(handshake, answer);
        return switch (upgrade.getStatus()) {
            case NOT_APPLICABLE -> pass(ctx, request);
            case HANDSHAKE_FAILED -> refuse(ctx, request, answer);
            case SUCCESS ->
                // Tyrus calls some refusals a success.
                answer.getStatus() == 101 ? accept(ctx, request, answer, upgrade) : refuse(ctx, request, answer);
        };
    }

    private NextAction accept(
            FilterChainContext ctx, HttpRequestPacket request, UpgradeResponse answer, UpgradeInfo upgrade) {
        Connection<Object> connection = connection(ctx);
        // A connection that only waits is no idle one: the pings tell whether the client is there.
        IdleTimeoutFilter.setCustomTimeout(connection, -1, TimeUnit.MILLISECONDS);
        WebSocketLink link = new WebSocketLink(connection, timer);
        // Before the client knows that it is connected, so that a server that stops now does not overlook it.
        links.add(link);
        LINK.set(connection, link);
        ctx.write(HttpContent.builder(Handshakes.answer(request, answer)).build());
        link.open(upgrade);
        HttpContent message = ctx.getMessage();
        if (message.getContent().hasRemaining()) {
            // The client has not waited for the answer.
            link.read(message.getContent());
        }
        if (!connection.isOpen()) {
            // It may have gone before it had a link, and then nobody has told it.
            end(link);
        }
        return ctx.getStopAction();
    }

    private boolean mayConnect(HttpRequestPacket request) {
        return origins.allows(name -> Handshakes.values(request, name), request.isSecure(), Handshakes.peer(request));
    }

    private static NextAction refuse(FilterChainContext ctx, HttpRequestPacket request, int status) {
        TyrusUpgradeResponse answer = new TyrusUpgradeResponse();
        answer.setStatus(status);
        return refuse(ctx, request, answer);
    }

    private static NextAction refuse(FilterChainContext ctx, HttpRequestPacket request, UpgradeResponse answer) {
        HttpResponsePacket response = Handshakes.answer(request, answer);
        response.setHeader(Header.Connection, "close");
        response.setContentLengthLong(0);
        ctx.write(HttpContent.builder(response).last(true).build());
        ctx.getConnection().closeSilently();
        return ctx.getStopAction();
    }

    private void end(WebSocketLink link) {
        link.end(GONE);
        links.remove(link);
    }

    // Without a type in Grizzly's context; its addresses are of no interest here.
    @SuppressWarnings("unchecked")
    private static Connection<Object> connection(FilterChainContext ctx) {
        return ctx.getConnection();
    }
}
