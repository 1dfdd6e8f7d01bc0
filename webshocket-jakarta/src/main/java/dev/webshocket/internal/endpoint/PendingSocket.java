package dev.webshocket.internal.endpoint;

import dev.webshocket.internal.codec.SessionMessage;
import dev.webshocket.internal.codec.SessionMessage.Hello;
import dev.webshocket.internal.credential.Verdict;
import dev.webshocket.internal.credential.Verdict.Accepted;
import dev.webshocket.internal.credential.Verdict.Refused;
import dev.webshocket.internal.credential.Verdict.Undecided;
import dev.webshocket.internal.endpoint.ResumeSecret.Presented;
import dev.webshocket.internal.link.CloseStatus;
import dev.webshocket.internal.link.LinkFactory;
import dev.webshocket.internal.session.Refusal;
import dev.webshocket.internal.session.SessionLink;
import dev.webshocket.internal.session.Subprotocol;
import dev.webshocket.spi.extension.Identity;
import dev.webshocket.spi.extension.StoredSession;
import java.lang.System.Logger.Level;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/**
 * A socket of version 2 from its opening to its {@code hello}, which opens a connection or resumes one: section "Session" of
 * the wire protocol. Safe for use by any thread.
 */
final class PendingSocket implements SessionLink.Opening {

    /** How long {@code hello} may take. */
    private static final long PATIENCE_NANOS = TimeUnit.SECONDS.toNanos(10);

    private static final CloseStatus NO_HELLO =
            new CloseStatus(CloseStatus.PROTOCOL_ERROR, "no hello within 10 seconds");

    /** Of a client that has left before its credential was checked; never sent. */
    private static final CloseStatus LEFT = new CloseStatus(CloseStatus.ABNORMAL, "");

    private final Arrival arrival;
    private final Subprotocol subprotocol;
    private final Service service;
    private final SessionLink link;
    private final long deadline = System.nanoTime() + PATIENCE_NANOS;

    /** Whether the first packet has come. */
    private volatile boolean greeted;

    private PendingSocket(Arrival arrival, Subprotocol subprotocol, LinkFactory links, Service service) {
        ServiceEngine engine = service.engine();
        this.arrival = arrival;
        this.subprotocol = subprotocol;
        this.service = service;
        this.link = new SessionLink(
                links,
                engine.sessionBounds(subprotocol),
                engine.codec(subprotocol),
                engine.memory().share(this::giveUpForOthers),
                this);
    }

    /** Waits for the {@code hello} of a client, unless its origin may not connect, or there are too many sockets. */
    static PendingSocket begin(Arrival arrival, Subprotocol subprotocol, LinkFactory links, Service service) {
        PendingSocket socket = new PendingSocket(arrival, subprotocol, links, service);
        Optional<CloseStatus> full = service.engine().registry().admit(socket);
        socket.link.start();
        Optional<CloseStatus> refusal = arrival.mayConnect() ? full : Optional.of(Arrival.FOREIGN_ORIGIN);
        refusal.ifPresent(socket::refuse);
        return socket;
    }

    Arrival arrival() {
        return arrival;
    }

    private void giveUpForOthers() {
        link.abort(Refusal.GIVEN_UP_FOR_OTHERS.status());
    }

    /** Closes the link, which has no connection. */
    void refuse(CloseStatus status) {
        link.close(status);
    }

    /** Closes a link whose client sends no {@code hello} in time. For the timer's thread. */
    void check(long now) {
        if (!greeted && now - deadline >= 0) {
            refuse(NO_HELLO);
        } else {
            link.check(now);
        }
    }

    @Override
    public void failed(SessionLink failed, CloseStatus status) {
        service.engine().registry().forget(this);
    }

    @Override
    public void ended(SessionLink ended) {
        service.engine().registry().linkEnded();
    }

    /** Tells whether the link has ended. */
    boolean hasEnded() {
        return link.hasEnded();
    }

    @Override
    public void opened(SessionLink opened, SessionMessage first) {
        greeted = true;
        service.engine().arrivals().execute(() -> attempt(() -> greet((Hello) first)));
    }

    private void greet(Hello hello) {
        Optional<Presented> presented = Optional.ofNullable(hello.resume()).flatMap(Presented::of);
        if (presented.isEmpty()) {
            greetNew(hello);
        } else {
            service.engine()
                    .registry()
                    .session(presented.get().session())
                    .ifPresentOrElse(
                            known -> resume(hello, presented.get(), known), () -> takeUp(hello, presented.get()));
        }
    }

    /** Resumes a session that this server has, if the secret is good and the client may. */
    private void resume(Hello hello, Presented presented, ServerConnection known) {
        if (!known.peer().mayBeResumed(presented.secret(), service, arrival, subprotocol)) {
            lookElsewhere(hello, known);
        } else if (known.resumption().secrets().isRepeated(presented.secret())) {
            // From the beginning, because another socket may have taken it up by then.
            known.copy().giveBack().thenRun(() -> attempt(() -> greet(hello)));
        } else {
            identify(hello, known, identity -> {
                boolean other = identity != null && !known.isOf(identity);
                if (other
                        || !known.resumption().resume(link, presented.secret(), hello.received(), arrival, identity)) {
                    open(newConnection(hello), identity);
                }
            });
        }
    }

    /** The client may have been at another server meanwhile, which has given it the secret. */
    private void lookElsewhere(Hello hello, ServerConnection known) {
        if (known.copy() == null) {
            greetNew(hello);
            return;
        }
        known.copy()
                .isElsewhere()
                .thenAccept(elsewhere -> attempt(() -> {
                    if (elsewhere) {
                        greet(hello);
                    } else {
                        greetNew(hello);
                    }
                }));
    }

    /** Goes on with a session of another server, if there is a store that has it. */
    private void takeUp(Hello hello, Presented presented) {
        StoredSessions sessions = service.engine().storedSessions();
        if (sessions == null) {
            greetNew(hello);
            return;
        }
        sessions.take(presented)
                .thenAcceptAsync(
                        taken -> attempt(() -> taken(hello, presented, taken)),
                        service.engine().arrivals());
    }

    private void taken(Hello hello, Presented presented, StoredSession taken) {
        Optional<ServerConnection> known = service.engine().registry().session(presented.session());
        if (known.isPresent()) {
            // Another socket has taken it up while this one waited for the store, where its secrets may be void now.
            known.get().copy().changedAtOnce();
            resume(hello, presented, known.get());
        } else if (taken == null) {
            greetNew(hello);
        } else if (isForHere(taken) && link.isOpen()) {
            restore(hello, presented, taken);
        } else {
            service.engine().storedSessions().giveBack(taken);
            greetNew(hello);
        }
    }

    private boolean isForHere(StoredSession taken) {
        return taken.application().equals(service.engine().environment().application())
                && taken.path().equals(arrival.uri().path())
                && taken.subprotocol().equals(subprotocol.token());
    }

    private void restore(Hello hello, Presented presented, StoredSession taken) {
        ServerConnection made = newConnection(hello, taken);
        identify(hello, made, identity -> {
            if (identity != null) {
                made.accept(identity);
            }
            if (!Objects.equals(made.userName(), taken.principal())) {
                made.discard(LEFT);
                open(newConnection(hello), identity);
                return;
            }
            made.restore(link, presented.secret());
            if (identity != null) {
                // Of what it has subscribed to, the application may take away what this credential does not allow.
                made.credentials().resumedAs(identity);
            }
        });
    }

    private void greetNew(Hello hello) {
        ServerConnection made = newConnection(hello);
        identify(hello, made, identity -> open(made, identity));
    }

    private ServerConnection newConnection(Hello hello) {
        return newConnection(hello, null);
    }

    private ServerConnection newConnection(Hello hello, StoredSession origin) {
        ServerConnection made = ServerConnection.resumable(
                arrival, subprotocol, service.engine().terms(link.canSuspend()), service, origin);
        made.comeBack(hello.positions());
        return made;
    }

    private void open(ServerConnection made, Identity identity) {
        if (identity != null) {
            made.accept(identity);
        }
        made.open(link);
    }

    /**
     * Checks the credential of a client. Nothing else of the client runs before: its messages wait on the link.
     *
     * @param connection the one that is to be opened or resumed
     * @param next goes on, with the identity; null for a client without a credential
     */
    private void identify(Hello hello, ServerConnection connection, Consumer<Identity> next) {
        if (hello.token() == null) {
            service.engine().registry().forget(this);
            next.accept(null);
            return;
        }
        connection
                .credentials()
                .check(hello.token())
                .thenAccept(verdict -> attempt(() -> {
                    service.engine().registry().forget(this);
                    if (!link.isOpen()) {
                        connection.discard(LEFT);
                    } else if (verdict instanceof Accepted accepted) {
                        next.accept(accepted.identity());
                    } else {
                        CloseStatus status = status(verdict);
                        connection.discard(status);
                        refuse(status);
                    }
                }));
    }

    private CloseStatus status(Verdict verdict) {
        if (verdict instanceof Undecided undecided) {
            return CloseStatus.of(CloseStatus.TRY_AGAIN_LATER, undecided.reason());
        }
        service.engine()
                .environment()
                .log()
                .event(Level.INFO, "WEBSHOCKET-0256: closed with 4401, a credential was refused", this::toString);
        return CloseStatus.of(CloseStatus.CREDENTIALS_REFUSED, ((Refused) verdict).reason());
    }

    /** Runs a step; if it fails, the client must not wait without end. */
    private void attempt(Runnable step) {
        try {
            step.run();
        } catch (Throwable failure) {
            service.engine()
                    .environment()
                    .log()
                    .failure(
                            Level.WARNING,
                            "WEBSHOCKET-0252: a connection could not be opened or resumed",
                            failure,
                            id -> this + ", error " + id);
            service.engine().registry().forget(this);
            refuse(JakartaLink.status(service.engine().cannotOpen()));
        }
    }

    @Override
    public String toString() {
        return "a socket at " + arrival.uri().path()
                + Optional.ofNullable(arrival.address())
                        .map(address -> " from " + address.getHostAddress())
                        .orElse("");
    }
}
