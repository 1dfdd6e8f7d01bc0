package dev.webshocket.internal.client.socket;

import dev.webshocket.internal.link.Link;
import dev.webshocket.internal.link.LinkFactory;
import dev.webshocket.internal.link.LinkListener;
import dev.webshocket.internal.memory.MemoryShare;
import dev.webshocket.internal.session.Subprotocol;
import java.io.IOException;
import java.net.URI;
import java.net.http.WebSocket;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ScheduledExecutorService;

/**
 * One attempt to connect, without blocking a thread. It is the {@link LinkFactory} of its session, which is created
 * first. Safe for use by any thread.
 */
public final class Handshake implements LinkFactory {

    private final HttpClients.Lease http;
    private final int maxMessageBytes;
    private final ScheduledExecutorService timer;
    private JdkLink link;
    private WebSocket opened;
    private boolean abandoned;

    /**
     * Prepares an attempt.
     *
     * @param http the HTTP client that connects
     * @param maxMessageBytes the longest message accepted, in bytes
     * @param timer aborts connections that do not end by themselves
     */
    public Handshake(HttpClients.Lease http, int maxMessageBytes, ScheduledExecutorService timer) {
        this.http = http;
        this.maxMessageBytes = maxMessageBytes;
        this.timer = timer;
    }

    @Override
    public Link create(LinkListener listener, MemoryShare memory) {
        link = new JdkLink(maxMessageBytes, memory, timer, listener);
        return link;
    }

    /**
     * Connects. Call it once, after the link is created.
     *
     * @param service a {@code ws} or {@code wss} URI
     * @param headers the headers to add to the handshake
     * @param timeout how long to wait for the response; zero for no limit
     * @return completes when the link may be started, with whether the server accepts cancellations (for the original
     *     they are malformed packets, which it delivers to the application). Fails with the JDK's exception or an
     *     {@link UnsupportedProtocolException}
     * @throws IllegalArgumentException if a header may not be sent
     */
    public CompletableFuture<Boolean> perform(URI service, Map<String, String> headers, Duration timeout) {
        URI ascii = URI.create(service.toASCIIString());
        WebSocket.Builder builder = http.client().newWebSocketBuilder().subprotocols(Subprotocol.MSGPACK.token());
        headers.forEach(builder::header);
        if (!timeout.isZero()) {
            builder.connectTimeout(timeout);
        }
        Announcements.Expected response = http.announcements().expect(ascii);
        return builder.buildAsync(ascii, link).handle((socket, failure) -> {
            response.close();
            if (failure == null) {
                opened(socket);
                return response.isCancellable();
            }
            throw response.challenge() != 0 && isRefusal(failure)
                    ? new RefusedCredentialsException(response.challenge(), failure)
                    : new CompletionException(failure);
        });
    }

    /** Tells whether this may be the JDK's report of refused credentials, for which it has no exception of its own. */
    private static boolean isRefusal(Throwable failure) {
        Throwable cause = failure instanceof CompletionException ? failure.getCause() : failure;
        return cause != null && cause.getClass() == IOException.class && cause.getCause() == null;
    }

    private void opened(WebSocket socket) {
        boolean spoken = Subprotocol.of(socket.getSubprotocol()) == Subprotocol.MSGPACK;
        synchronized (this) {
            opened = socket;
            link.opened(socket);
            if (spoken && !abandoned) {
                return;
            }
        }
        leave(socket);
        if (!spoken) {
            throw new UnsupportedProtocolException(socket.getSubprotocol());
        }
    }

    /** Cancels the attempt. If it has succeeded or still succeeds, its connection is closed. */
    public void abandon() {
        WebSocket open;
        synchronized (this) {
            abandoned = true;
            open = opened;
        }
        if (open != null) {
            leave(open);
        }
    }

    private static void leave(WebSocket socket) {
        socket.sendClose(WebSocket.NORMAL_CLOSURE, "not wanted any more")
                .whenComplete((sent, failure) -> socket.abort());
    }
}
