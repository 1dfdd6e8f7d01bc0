package dev.webshocket.internal.client;

import dev.webshocket.PresenceChange;
import dev.webshocket.client.ClientException;
import dev.webshocket.client.ClientOptions;
import dev.webshocket.client.ClientState;
import dev.webshocket.client.ConnectionFailedException;
import dev.webshocket.client.RetryPolicy;
import dev.webshocket.internal.codec.SessionMessage.Refreshed;
import dev.webshocket.internal.codec.SessionMessage.Resumed;
import dev.webshocket.internal.link.CloseStatus;
import dev.webshocket.internal.session.SessionEnd;
import dev.webshocket.packet.Packet;
import dev.webshocket.packet.RpcResponse;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Future;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;

/**
 * Keeps a client connected: connects, and reconnects after a lost connection, as the {@link RetryPolicy} says. A session that has
 * lost its link stays the current one until an attempt has resumed it, or has opened another in its place.
 *
 * <p>Safe for use by any thread. One lock guards the state; it is not held while user code or the JDK's client runs.
 */
final class Reconnector implements Attempts.Owner {

    private static final System.Logger LOG = System.getLogger("dev.webshocket");
    private static final long CLOSE_SECONDS = 5;
    private static final CloseStatus NOT_WANTED = new CloseStatus(CloseStatus.NORMAL, "not wanted any more");

    private final ClientThreads threads;
    private final Handshakes handshakes;
    private final Backlog backlog;
    private final Inbox inbox;
    private final Callbacks callbacks;
    private final Preparation preparation;
    private final TokenRefresh refresh;
    private final StateListeners listeners;
    private final Attempts attempts;
    private final CompletableFuture<Void> firstConnection = new CompletableFuture<>();
    private final CompletableFuture<Void> closed = new CompletableFuture<>();

    private final ReentrantLock lock = new ReentrantLock();
    private final Retries retries;
    private final CurrentSession current;
    private ClientState state = ClientState.CONNECTING;
    /** The pending task of the timer: the next attempt, or the end of a connection that is being closed. */
    private Future<?> pending;

    private boolean closing;

    /**
     * Creates a reconnector that does nothing before {@link #start}.
     *
     * @param preparation runs on each new session but the first
     */
    Reconnector(
            ClientOptions options,
            ClientThreads threads,
            Handshakes handshakes,
            Backlog backlog,
            Inbox inbox,
            Callbacks callbacks,
            Preparation preparation) {
        this.threads = threads;
        this.handshakes = handshakes;
        this.backlog = backlog;
        this.inbox = inbox;
        this.callbacks = callbacks;
        this.preparation = preparation;
        this.refresh = new TokenRefresh(options.credentials(), threads);
        this.listeners = new StateListeners(options.onState(), new CallbackLane(threads::callBack));
        this.attempts = new Attempts(handshakes, threads, options.connectTimeout(), this);
        this.retries = new Retries(options, handshakes);
        this.current = new CurrentSession(threads, backlog, refresh);
    }

    /** Starts to connect. */
    void start() {
        listeners.add(ClientState.CONNECTING);
        listeners.tell();
        attempts.begin();
    }

    /** Completes when the first connection is ready or has finally failed. */
    CompletableFuture<Void> firstConnection() {
        return firstConnection;
    }

    ClientState state() {
        lock.lock();
        try {
            return state;
        } finally {
            lock.unlock();
        }
    }

    @Override
    public boolean begins() {
        lock.lock();
        try {
            if (closing) {
                return false;
            }
            become(ClientState.CONNECTING);
        } finally {
            lock.unlock();
        }
        listeners.tell();
        return true;
    }

    @Override
    public ClientSession resumable() {
        lock.lock();
        try {
            return current.resumable();
        } finally {
            lock.unlock();
        }
    }

    @Override
    public void opened(Opened result) {
        ClientSession opened = result.session();
        Runnable replaced;
        lock.lock();
        try {
            replaced = closing
                    ? () -> opened.discard(NOT_WANTED)
                    : current.take(result, retries.isFirst() || !preparation.isWanted());
        } finally {
            lock.unlock();
        }
        replaced.run();
        if (opened.end() != null) {
            // The session ended, or lost its link, before it was known here.
            ended(opened, opened.end());
        } else if (opened.isLost()) {
            suspended(opened, opened.loss());
        } else if (opened.isPrepared()) {
            ready(opened);
        } else if (result.resumed() != Resumed.ALL) {
            preparation.begin(opened, () -> {
                opened.setPrepared();
                ready(opened);
            });
        }
    }

    /** Opens a session for all messages, if it is the current one, and has a link. */
    private void ready(ClientSession opened) {
        lock.lock();
        try {
            if (closing || !current.open(opened)) {
                return;
            }
            retries.connected();
            become(ClientState.CONNECTED);
        } finally {
            lock.unlock();
        }
        backlog.kick();
        listeners.tell();
        firstConnection.complete(null);
    }

    @Override
    public void failed(Throwable failure) {
        Optional<SessionEnd> greeting = EndedGreetingException.endIn(failure);
        ConnectionFailedException explained = greeting.isPresent() ? null : handshakes.explain(failure);
        Supplier<ClientException> over;
        lock.lock();
        try {
            over = follow(greeting.map(retries::after).orElseGet(() -> retries.after(explained)));
        } finally {
            lock.unlock();
        }
        if (over != null) {
            end(over);
        } else {
            LOG.log(Level.DEBUG, "no connection, another attempt follows: {0}", failure.getMessage());
            listeners.tell();
        }
    }

    @Override
    public void received(Packet packet, int bytes, boolean isKept) {
        if (packet.rpc() instanceof RpcResponse response) {
            backlog.answered(response, bytes);
        } else {
            inbox.add(packet, bytes, isKept);
        }
    }

    @Override
    public void gap(List<String> channels) {
        callbacks.gap(channels);
    }

    @Override
    public void presence(PresenceChange change, int bytes) {
        callbacks.presence(change, bytes);
    }

    @Override
    public void refreshed(ClientSession from, Refreshed answer) {
        refresh.answered(from, answer);
    }

    @Override
    public void suspended(ClientSession suspended, SessionEnd loss) {
        Runnable failures;
        Supplier<ClientException> over;
        lock.lock();
        try {
            if (!current.hasLost(suspended)) {
                return;
            }
            failures = current.suspend();
            over = follow(retries.after(loss));
        } finally {
            lock.unlock();
        }
        failures.run();
        lost(loss, over);
    }

    @Override
    public void ended(ClientSession ended, SessionEnd end) {
        Runnable failures;
        Supplier<ClientException> over = null;
        boolean wasLinked;
        lock.lock();
        try {
            if (!current.is(ended)) {
                // The session ended before it was known here; its end is handled later.
                return;
            }
            // Without a link another attempt is under way, or due.
            wasLinked = current.isLinked();
            if (wasLinked || closing) {
                over = follow(retries.after(end));
            }
            failures = current.end(end, over == null && RepeatableEnd.is(end));
        } finally {
            lock.unlock();
        }
        failures.run();
        if (wasLinked || over != null) {
            lost(end, over);
        }
    }

    private void lost(SessionEnd how, Supplier<ClientException> over) {
        if (over != null) {
            end(over);
            return;
        }
        LOG.log(
                Level.INFO,
                "WEBSHOCKET-0236: the connection to {0} is lost ({1}); trying again",
                handshakes.place(),
                how.status());
        listeners.tell();
    }

    /** Schedules another attempt, under the lock. Returns null, or the failure if there will be none. */
    private Supplier<ClientException> follow(Retries.Next next) {
        if (closing) {
            return ClientFailures::closed;
        }
        if (next.delay() != null) {
            pending = attempts.begin(next.delay());
            become(ClientState.DISCONNECTED);
        }
        return next.failure();
    }

    /**
     * Closes the connection after the queued messages.
     *
     * @return completes when the client has released everything
     */
    CompletableFuture<Void> close() {
        ClientSession open;
        lock.lock();
        try {
            if (closing) {
                return closed;
            }
            closing = true;
            cancelPending();
            open = current.linked();
        } finally {
            lock.unlock();
        }
        attempts.close();
        CloseStatus reason = new CloseStatus(CloseStatus.NORMAL, "");
        // Calls end before the connection: no caller waits for a server that does not answer the close frame.
        backlog.close(ClientFailures::closed, open == null ? null : reason);
        if (open == null) {
            end(ClientFailures::closed);
        } else {
            abortLater(open, reason);
        }
        return closed;
    }

    private void abortLater(ClientSession open, CloseStatus reason) {
        lock.lock();
        try {
            if (state != ClientState.CLOSED) {
                pending = threads.schedule(() -> open.abort(reason), Duration.ofSeconds(CLOSE_SECONDS));
            }
        } finally {
            lock.unlock();
        }
    }

    /** Ends the client once, for the first reason. */
    private void end(Supplier<ClientException> why) {
        Runnable abandoned;
        lock.lock();
        try {
            if (state == ClientState.CLOSED) {
                return;
            }
            closing = true;
            cancelPending();
            abandoned = current.abandon();
            become(ClientState.CLOSED);
        } finally {
            lock.unlock();
        }
        abandoned.run();
        attempts.close();
        backlog.close(why, null);
        inbox.close(why);
        listeners.tell();
        if (retries.isFirst()) {
            firstConnection.completeExceptionally(why.get());
        }
        handshakes.close();
        threads.close();
        closed.complete(null);
    }

    private void cancelPending() {
        if (pending != null) {
            pending.cancel(false);
            pending = null;
        }
    }

    /** Sets the state, under the lock. Call the listeners after releasing it. */
    private void become(ClientState next) {
        if (state != next) {
            state = next;
            listeners.add(next);
        }
    }
}
