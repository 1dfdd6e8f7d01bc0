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
 * One attempt to connect, made without a thread. It is a {@link LinkFactory} for the session that it is for, which is made first.
 * Safe for use by any thread.
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
     * @param http connects
     * @param maxMessageBytes how long a message may be that comes
     * @param timer cuts off connections that do not end by themselves
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
     * Connects; once, and after the link has been made.
     *
     * @param service where to, {@code ws} or {@code wss}
     * @param headers what to add to the handshake
     * @param timeout how long to wait for its answer; zero for no end
     * @return when the link may be started: whether the server takes cancellations. To the original they are malformed packets,
     *     which it hands to the application. Failed with what the JDK reports, or an {@link UnsupportedProtocolException}
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

    /** Tells whether the JDK may report credentials so: it has no exception of its own for them, as it has for all else. */
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

    /** Gives the attempt up. Its connection is closed if it succeeds all the same, or has succeeded. */
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
