package dev.webshocket.internal.client;

import dev.webshocket.internal.client.socket.Handshake;
import dev.webshocket.internal.codec.SessionMessage;
import dev.webshocket.internal.codec.SessionMessage.Hello;
import dev.webshocket.internal.codec.SessionMessage.Resumed;
import dev.webshocket.internal.codec.SessionMessage.Welcome;
import dev.webshocket.internal.link.CloseStatus;
import dev.webshocket.internal.session.SessionEnd;
import dev.webshocket.internal.session.SessionLink;
import dev.webshocket.internal.settings.Bounds;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.BooleanSupplier;

/**
 * The beginning of a link of version 2, section "Session" of the wire protocol: sends {@code hello}, and lets a session take the
 * link when {@code welcome} has come. Numbered packets follow only then, so that none is sent whose outcome could not be known. Safe
 * for use by any thread.
 */
final class Greeting implements SessionLink.Opening {

    private final SessionMaker sessions;
    private final ClientSession suspended;
    private final String token;
    private final BooleanSupplier succeeds;
    private final CompletableFuture<Opened> done = new CompletableFuture<>();
    private final AtomicBoolean greeted = new AtomicBoolean();
    /** The session that hello asks for; null for none. */
    private volatile ClientSession resuming;

    /** The positions that hello had. */
    private volatile List<String> said = List.of();

    private volatile Handshake handshake;
    private volatile SessionLink link;

    /**
     * Creates a greeting that has not begun.
     *
     * @param sessions makes the link, and the session if there is a new one
     * @param suspended the session to take up again; null for none
     * @param token the credential; null for none
     * @param succeeds decides, when welcome has come, whether the link is still wanted
     */
    Greeting(SessionMaker sessions, ClientSession suspended, String token, BooleanSupplier succeeds) {
        this.sessions = sessions;
        this.suspended = suspended;
        this.token = token;
        this.succeeds = succeeds;
    }

    /**
     * Greets the server.
     *
     * @param opened has opened the socket
     *
     * @return completes when a session has taken the link; fails with an {@link EndedGreetingException}, or a {@link
     *     CancellationException} if the greeting was abandoned
     */
    CompletableFuture<Opened> begin(Handshake opened) {
        handshake = opened;
        SessionLink made = sessions.link(opened, this);
        link = made;
        made.start();
        if (suspended != null) {
            suspended.whenQuiet(received -> greet(made, suspended, received));
        }
        if (suspended == null || suspended.end() != null) {
            greet(made, null, 0);
        }
        return done;
    }

    /** Sends hello, once: a session may end while it is about to be resumed. */
    private void greet(SessionLink made, ClientSession resume, long received) {
        if (greeted.compareAndSet(false, true)) {
            resuming = resume;
            said = sessions.positions().hello(resume != null);
            made.send(new Hello(resume == null ? null : resume.secret(), received, said, token));
        }
    }

    /**
     * Gives the link up, unless a session has taken it. A close frame would end a session that the server has just taken up
     * again, so that one is cut without it.
     */
    void abandon() {
        if (done.completeExceptionally(new CancellationException("not wanted any more"))) {
            link.abort(new CloseStatus(
                    resuming == null ? CloseStatus.NORMAL : CloseStatus.ABNORMAL, "not wanted any more"));
        }
    }

    @Override
    public void opened(SessionLink opened, SessionMessage first) {
        if (!(first instanceof Welcome welcome)) {
            refuse(opened, "the first packet of a server is welcome");
        } else if (succeeds.getAsBoolean()) {
            try {
                take(opened, welcome);
            } catch (RuntimeException | Error e) {
                // For instance an OutOfMemoryError: somebody waits for the end of the attempt.
                done.completeExceptionally(e);
                opened.abort(new CloseStatus(CloseStatus.GOING_AWAY, "the client has failed"));
            }
        }
    }

    private void take(SessionLink opened, Welcome welcome) {
        boolean same = welcome.resumed() == Resumed.ALL;
        ClientSession before = resuming;
        if (same && before == null) {
            refuse(opened, "there is no session to take up again");
            return;
        }
        ClientSession session = same ? before : sessions.resumable(opened, welcome);
        sessions.positions().welcomed(session, said, welcome);
        if (session.take(opened, welcome, handshake::check)) {
            Duration expires = welcome.expires() == null ? null : seconds(welcome.expires());
            done.complete(new Opened(session, welcome.resumed(), expires));
        } else if (same && session.end() != null) {
            // It ended while the server took it up again.
            end(opened, new CloseStatus(CloseStatus.NORMAL, "the session has ended"));
        } else {
            refuse(opened, "received in welcome is more than was sent, or less than was confirmed");
            session.discard(new CloseStatus(CloseStatus.PROTOCOL_ERROR, "the server's count of packets is wrong"));
        }
    }

    /** Returns a duration that the server has sent, at most a century. */
    static Duration seconds(long sent) {
        return Bounds.capped(Duration.ofSeconds(Math.max(0, sent)));
    }

    private void refuse(SessionLink opened, String why) {
        end(opened, new CloseStatus(CloseStatus.PROTOCOL_ERROR, why));
    }

    private void end(SessionLink opened, CloseStatus status) {
        done.completeExceptionally(new EndedGreetingException(new SessionEnd(status, true)));
        opened.close(status);
    }

    @Override
    public void failed(SessionLink ended, CloseStatus status) {
        done.completeExceptionally(new EndedGreetingException(new SessionEnd(status, false)));
    }
}
