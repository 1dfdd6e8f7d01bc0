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
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ScheduledExecutorService;

/**
 * One attempt to open a socket, without blocking a thread. Then it is the {@link LinkFactory} of the socket's one link. Safe for use
 * by any thread.
 */
public final class Handshake implements LinkFactory {

    private final HttpClients.Lease http;
    private final int maxMessageBytes;
    private final ScheduledExecutorService timer;
    private final SocketEvents events = new SocketEvents();
    /** Set before the session that checks it. */
    private volatile JdkLink link;

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

    /** {@inheritDoc} Call it once, after the attempt has succeeded. */
    @Override
    public synchronized Link create(LinkListener listener, MemoryShare memory) {
        JdkLink made = new JdkLink(opened, events, maxMessageBytes, memory, timer, listener);
        events.attach(made);
        link = made;
        return made;
    }

    /** Looks for an end of the link that the JDK has lost; called regularly, by one thread at a time. */
    public void check() {
        link.check();
    }

    /**
     * Connects. Call it once.
     *
     * @param service a {@code ws} or {@code wss} URI
     * @param offered the subprotocols to offer, the preferred one first
     * @param headers the headers to add to the handshake
     * @param timeout how long to wait for the response; zero for no limit
     * @return completes with the subprotocol that the server has chosen, when the link may be made. Fails with the JDK's exception or an
     *     {@link UnsupportedProtocolException}
     * @throws IllegalArgumentException if a header may not be sent
     */
    public CompletableFuture<Subprotocol> perform(
            URI service, List<Subprotocol> offered, Map<String, String> headers, Duration timeout) {
        URI ascii = URI.create(service.toASCIIString());
        String[] tokens = offered.stream().map(Subprotocol::token).toArray(String[]::new);
        WebSocket.Builder builder = http.client()
                .newWebSocketBuilder()
                .subprotocols(tokens[0], Arrays.copyOfRange(tokens, 1, tokens.length));
        headers.forEach(builder::header);
        if (!timeout.isZero()) {
            builder.connectTimeout(timeout);
        }
        Challenges.Expected response = http.challenges().expect(ascii);
        return builder.buildAsync(ascii, events).handle((socket, failure) -> {
            response.close();
            if (failure == null) {
                return opened(socket, offered);
            }
            throw response.status() != 0 && isRefusal(failure)
                    ? new RefusedCredentialsException(response.status(), failure)
                    : new CompletionException(failure);
        });
    }

    /** Tells whether this may be the JDK's report of refused credentials, for which it has no exception of its own. */
    private static boolean isRefusal(Throwable failure) {
        Throwable cause = failure instanceof CompletionException ? failure.getCause() : failure;
        return cause != null && cause.getClass() == IOException.class && cause.getCause() == null;
    }

    private Subprotocol opened(WebSocket socket, List<Subprotocol> offered) {
        Subprotocol chosen = Subprotocol.of(socket.getSubprotocol());
        boolean spoken = offered.contains(chosen);
        synchronized (this) {
            opened = socket;
            if (spoken && !abandoned) {
                return chosen;
            }
        }
        leave(socket);
        if (!spoken) {
            throw new UnsupportedProtocolException(socket.getSubprotocol());
        }
        return chosen;
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
