package dev.webshocket.internal.client;

import dev.webshocket.client.ClientException;
import dev.webshocket.client.ClientOptions;
import dev.webshocket.client.ClientState;
import dev.webshocket.client.ConnectionFailedException;
import dev.webshocket.client.RetryPolicy;
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
 * Keeps a client connected: connects, and reconnects after a lost connection, as the {@link RetryPolicy} says.
 *
 * <p>Safe for use by any thread. One lock guards the state; it is not held while user code or the JDK's client runs.
 */
final class Reconnector implements ClientSession.Owner {

    private static final System.Logger LOG = System.getLogger("dev.webshocket");
    private static final long CLOSE_SECONDS = 5;

    private final ClientOptions options;
    private final ClientThreads threads;
    private final Handshakes handshakes;
    private final Backlog backlog;
    private final Inbox inbox;
    private final Preparation preparation;
    private final Backoff firstBackoff;
    private final Backoff backoff;
    private final StateListeners listeners;
    private final AttemptGate gate = new AttemptGate();
    private final CompletableFuture<Void> firstConnection = new CompletableFuture<>();
    private final CompletableFuture<Void> closed = new CompletableFuture<>();

    private final ReentrantLock lock = new ReentrantLock();
    private ClientState state = ClientState.CONNECTING;
    private Handshakes.Attempt handshake;
    private ClientSession link;
    /** The pending task of the timer: the next attempt, or the timeout of this one. */
    private Future<?> pending;

    private Future<?> watch;
    /** Whether a connection has been ready. Before that, the end of a connection counts as a failed attempt. */
    private volatile boolean connectedOnce;

    private boolean closing;

    /**
     * Creates a reconnector that does nothing before {@link #start}.
     *
     * @param preparation runs on each reconnection
     */
    Reconnector(
            ClientOptions options,
            ClientThreads threads,
            Handshakes handshakes,
            Backlog backlog,
            Inbox inbox,
            Preparation preparation) {
        this.options = options;
        this.threads = threads;
        this.handshakes = handshakes;
        this.backlog = backlog;
        this.inbox = inbox;
        this.preparation = preparation;
        this.firstBackoff = new Backoff(options.firstConnection());
        this.backoff = new Backoff(options.reconnection());
        this.listeners = new StateListeners(options.onState(), new CallbackLane(threads::callBack));
    }

    /** Starts to connect. */
    void start() {
        listeners.add(ClientState.CONNECTING);
        listeners.tell();
        threads.connect(this::attempt);
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

    /**
     * Tries to connect, and lets the application prepare the connection. One attempt runs at a time: if {@code
     * onReconnect} outlives its connection, the next attempt waits for it.
     */
    private void attempt() {
        if (!begin()) {
            return;
        }
        Handshakes.Attempt attempt = null;
        try {
            attempt = handshakes.prepare(this);
            if (!watch(attempt)) {
                finish();
                return;
            }
            Handshakes.Attempt made = attempt;
            attempt.perform().whenComplete((opened, failure) -> threads.connect(() -> conclude(made, opened, failure)));
        } catch (Throwable e) {
            // Also for an Error: somebody waits for the end of the attempt.
            conclude(attempt, null, e);
        }
    }

    private void conclude(Handshakes.Attempt attempt, ClientSession opened, Throwable failure) {
        try {
            if (failure == null) {
                opened(attempt, opened);
            } else {
                failed(attempt, handshakes.explain(failure));
            }
        } finally {
            finish();
        }
    }

    private boolean begin() {
        lock.lock();
        try {
            if (closing || !gate.enter()) {
                return false;
            }
            become(ClientState.CONNECTING);
        } finally {
            lock.unlock();
        }
        listeners.tell();
        return true;
    }

    private void finish() {
        if (gate.leave()) {
            threads.connect(this::attempt);
        }
    }

    /** Starts the timeout of an attempt. */
    private boolean watch(Handshakes.Attempt attempt) {
        Duration timeout = options.connectTimeout();
        lock.lock();
        try {
            if (closing) {
                return false;
            }
            handshake = attempt;
            pending = timeout.isZero() ? null : threads.schedule(() -> failed(attempt, handshakes.timedOut()), timeout);
            return true;
        } finally {
            lock.unlock();
        }
    }

    private void opened(Handshakes.Attempt attempt, ClientSession opened) {
        boolean again;
        lock.lock();
        try {
            if (handshake != attempt) {
                // The attempt was cancelled and closes its session itself.
                return;
            }
            handshake = null;
            cancelPending();
            link = opened;
            backlog.attach(opened);
            again = connectedOnce;
            watch = threads.every(() -> opened.check(System.nanoTime()), options.pingInterval());
        } finally {
            lock.unlock();
        }
        if (opened.end() != null) {
            // The session ended before it was known here.
            ended(opened, opened.end());
        } else if (!again || preparation.succeeds(opened)) {
            ready(opened);
        }
    }

    private void ready(ClientSession opened) {
        lock.lock();
        try {
            if (link != opened || closing) {
                return;
            }
            connectedOnce = true;
            backoff.connected();
            backlog.open();
            become(ClientState.CONNECTED);
        } finally {
            lock.unlock();
        }
        backlog.kick();
        listeners.tell();
        firstConnection.complete(null);
    }

    private void failed(Handshakes.Attempt attempt, ConnectionFailedException failure) {
        Optional<Duration> delay;
        lock.lock();
        try {
            if (handshake != attempt || closing) {
                return;
            }
            handshake = null;
            cancelPending();
            delay = failure.isTransient() ? used().next(Duration.ZERO) : Optional.empty();
            delay.ifPresent(this::scheduleAttempt);
        } finally {
            lock.unlock();
        }
        if (attempt != null) {
            attempt.abandon();
        }
        if (delay.isEmpty()) {
            end(connectedOnce ? () -> ClientFailures.gaveUp(failure) : () -> failure);
        } else {
            LOG.log(Level.DEBUG, "no connection, next attempt in {0}: {1}", delay.get(), failure.getMessage());
            listeners.tell();
        }
    }

    @Override
    public void received(Packet packet, int bytes) {
        if (packet.rpc() instanceof RpcResponse response) {
            backlog.answered(response, bytes);
        } else {
            inbox.add(packet, bytes);
        }
    }

    @Override
    public void ended(ClientSession ended, SessionEnd end) {
        List<Submission> failed;
        Supplier<ClientException> over;
        lock.lock();
        try {
            if (link != ended) {
                // The session ended before it was known here; its end is handled later.
                return;
            }
            link = null;
            watch.cancel(false);
            over = scheduleRetry(end);
            failed = backlog.detach(over == null && RepeatableEnd.is(end));
        } finally {
            lock.unlock();
        }
        failed.forEach(message -> message.failed(() -> ClientFailures.lostInFlight(end)));
        if (over != null) {
            end(over);
        } else {
            LOG.log(
                    Level.INFO,
                    "WEBSHOCKET-0236: the connection to {0} is lost ({1}); trying again",
                    handshakes.place(),
                    end.status());
            listeners.tell();
        }
    }

    /** Schedules another attempt, under the lock. Returns null, or the failure if there will be none. */
    private Supplier<ClientException> scheduleRetry(SessionEnd end) {
        if (closing) {
            return ClientFailures::closed;
        }
        boolean first = !connectedOnce;
        if (!end.local() && used().isFinal(end.code())) {
            return () -> first ? handshakes.turnedAway(end, false) : ClientFailures.ended(end);
        }
        Optional<Duration> delay = used().next(RetryHint.in(end.status()));
        delay.ifPresent(this::scheduleAttempt);
        return delay.isPresent()
                ? null
                : () -> first ? handshakes.turnedAway(end, true) : ClientFailures.notRetried(end);
    }

    /** Returns the current backoff; under the lock. */
    private Backoff used() {
        return connectedOnce ? backoff : firstBackoff;
    }

    /** Schedules the next attempt; under the lock. */
    private void scheduleAttempt(Duration delay) {
        pending = threads.schedule(() -> threads.connect(this::attempt), delay);
        become(ClientState.DISCONNECTED);
    }

    /**
     * Closes the connection after the queued messages.
     *
     * @return completes when the client has released everything
     */
    CompletableFuture<Void> close() {
        ClientSession open;
        Handshakes.Attempt abandoned;
        lock.lock();
        try {
            if (closing) {
                return closed;
            }
            closing = true;
            cancelPending();
            open = link;
            abandoned = handshake;
            handshake = null;
        } finally {
            lock.unlock();
        }
        if (abandoned != null) {
            abandoned.abandon();
        }
        if (open == null) {
            end(ClientFailures::closed);
        } else {
            CloseStatus reason = new CloseStatus(CloseStatus.NORMAL, "");
            // Calls end before the connection: no caller waits for a server that does not answer the close frame.
            backlog.close(ClientFailures::closed, reason);
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
        lock.lock();
        try {
            if (state == ClientState.CLOSED) {
                return;
            }
            closing = true;
            cancelPending();
            become(ClientState.CLOSED);
        } finally {
            lock.unlock();
        }
        backlog.close(why, null);
        inbox.close(why);
        listeners.tell();
        if (!connectedOnce) {
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
