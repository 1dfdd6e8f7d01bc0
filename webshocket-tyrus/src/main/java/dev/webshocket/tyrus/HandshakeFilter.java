package dev.webshocket.tyrus;

import dev.webshocket.internal.log.SampledLog;
import dev.webshocket.spi.platform.ConnectionOpener;
import dev.webshocket.spi.platform.HandshakeRules;
import dev.webshocket.spi.platform.OriginRule;
import java.util.Optional;
import org.glassfish.grizzly.EmptyCompletionHandler;
import org.glassfish.grizzly.WriteResult;
import org.glassfish.grizzly.filterchain.BaseFilter;
import org.glassfish.grizzly.filterchain.FilterChainContext;
import org.glassfish.grizzly.filterchain.NextAction;
import org.glassfish.grizzly.http.HttpContent;
import org.glassfish.grizzly.http.HttpRequestPacket;
import org.glassfish.grizzly.http.HttpResponsePacket;
import org.glassfish.grizzly.http.Method;
import org.glassfish.grizzly.http.util.Header;
import org.glassfish.grizzly.nio.transport.TCPNIOConnection;
import org.glassfish.tyrus.core.RequestContext;
import org.glassfish.tyrus.core.TyrusUpgradeResponse;
import org.glassfish.tyrus.spi.UpgradeRequest;
import org.glassfish.tyrus.spi.UpgradeResponse;
import org.glassfish.tyrus.spi.WebSocketEngine;
import org.glassfish.tyrus.spi.WebSocketEngine.UpgradeInfo;

/** Answers handshakes. Its place in Grizzly's chain is between the HTTP codec and the HTTP server; other requests pass. */
final class HandshakeFilter extends BaseFilter {

    private static final String SEEN = HandshakeFilter.class.getName() + ".seen";

    private final WebSocketEngine engine;
    private final LinkServices links;
    private final IdleConnections idle;
    private final boolean tls;
    private final String contextPath;
    private final OriginRule origins;
    private final SampledLog log;
    private final Refusals refusals;

    HandshakeFilter(WebSocketEngine engine, LinkServices links, IdleConnections idle, TransportConfig config) {
        this.engine = engine;
        this.links = links;
        this.idle = idle;
        this.contextPath = config.contextPath();
        this.origins = config.origins();
        this.log = config.log();
        this.refusals = links.refusals();
        this.tls = config.tls() != null;
    }

    @Override
    public NextAction handleRead(FilterChainContext ctx) {
        HttpContent message = ctx.getMessage();
        HttpRequestPacket request = (HttpRequestPacket) message.getHttpHeader();
        if (!isHandshake(request)) {
            return pass(ctx, request);
        }
        try {
            return shakeHands(ctx, request);
        } catch (Throwable e) {
            // Also for an Error: Grizzly would let it end the thread.
            ctx.getConnection().terminateSilently();
            refusals.failed(ctx.getConnection(), e);
            return ctx.getStopAction();
        }
    }

    private static boolean isHandshake(HttpRequestPacket request) {
        return Handshakes.values(request, UpgradeRequest.UPGRADE).stream()
                        .anyMatch(UpgradeRequest.WEBSOCKET::equalsIgnoreCase)
                && request.getMethod() == Method.GET
                // A request for no endpoint passes here again with its body.
                && request.getAttribute(SEEN) == null;
    }

    // Grizzly takes any upgrade request for the end of HTTP; one answered by a page is an ordinary request.
    private static NextAction pass(FilterChainContext ctx, HttpRequestPacket request) {
        request.setIgnoreContentModifiers(false);
        return ctx.getInvokeAction();
    }

    private NextAction shakeHands(FilterChainContext ctx, HttpRequestPacket request) {
        request.setAttribute(SEEN, true);
        RequestContext handshake;
        try {
            Optional<String> fault = HandshakeRules.fault(
                    request.getProtocol().getProtocolString(), name -> Handshakes.values(request, name));
            if (fault.isPresent()) {
                throw new MalformedRequestException(fault.get());
            }
            handshake = Handshakes.read(request, contextPath, ClientCertificates.principal(ctx.getConnection()));
        } catch (MalformedRequestException e) {
            refusals.malformed(ctx.getConnection(), e.getMessage());
            return refuse(ctx, request, 400);
        }
        if (!mayConnect(request)) {
            origins.logRefusal(log, name -> Handshakes.values(request, name));
            return refuse(ctx, request, 403);
        }
        LinkResponse answer = new LinkResponse();
        UpgradeInfo upgrade = engine.upgrade(handshake, answer);
        return switch (upgrade.getStatus()) {
            case NOT_APPLICABLE -> pass(ctx, request);
            case HANDSHAKE_FAILED -> refuse(ctx, request, answer);
            case SUCCESS ->
                // Tyrus reports some refusals as a success.
                answer.getStatus() == 101 ? accept(ctx, request, answer) : refuse(ctx, request, answer);
        };
    }

    private NextAction accept(FilterChainContext ctx, HttpRequestPacket request, LinkResponse answer) {
        TCPNIOConnection connection = (TCPNIOConnection) ctx.getConnection();
        // An upgraded connection is never idle: pings detect a lost client.
        idle.forget(connection);
        GrizzlyLink link = open(connection, request, answer.opener());
        if (link == null) {
            return refuse(ctx, request, 500);
        }
        LinkFilter.upgrade(connection, link);
        ctx.write(HttpContent.builder(Handshakes.answer(request, answer)).build(), new Answered(link));
        // The client may send before it has the answer.
        HttpContent message = ctx.getMessage();
        link.input().begin(message.getContent().toByteBuffer());
        if (!connection.isOpen()) {
            // The connection may have closed before it had a link; then nothing has told the link.
            link.gone();
        }
        return ctx.getStopAction();
    }

    /** Opens the connection. Returns its link, already closed if that fails; null if there is no link. */
    private GrizzlyLink open(TCPNIOConnection connection, HttpRequestPacket request, ConnectionOpener opener) {
        GrizzlyLink[] made = new GrizzlyLink[1];
        try {
            opener.open(
                    (listener, memory) -> {
                        made[0] = new GrizzlyLink(connection, tls, opener.maxMessageBytes(), links, listener, memory);
                        // Registered before the client knows that it is connected, so that a stopping server closes it
                        // too.
                        links.open().add(made[0]);
                        return made[0];
                    },
                    Handshakes.peer(request),
                    request.isSecure());
        } catch (RuntimeException | Error e) {
            refusals.failed(connection, e);
        }
        return made[0];
    }

    /** The operating system has the answer: only now may the link bypass Grizzly. */
    @SuppressWarnings("rawtypes")
    private static final class Answered extends EmptyCompletionHandler<WriteResult> {

        private final GrizzlyLink link;

        private Answered(GrizzlyLink link) {
            this.link = link;
        }

        @Override
        public void completed(WriteResult result) {
            link.answered();
        }
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
}
