package dev.webshocket.internal.endpoint;

import dev.webshocket.ChannelException;
import dev.webshocket.internal.concurrent.CallerRuns;
import dev.webshocket.internal.endpoint.ResumeSecret.Presented;
import dev.webshocket.internal.log.LogText;
import dev.webshocket.internal.log.SampledLog;
import dev.webshocket.spi.extension.SessionStore;
import dev.webshocket.spi.extension.StoredSession;
import dev.webshocket.spi.platform.ServiceEnvironment;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;
import java.util.concurrent.Future;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import java.util.function.Supplier;

/**
 * The sessions that servers hand over to each other, in the application's {@link SessionStore}. What it returns completes within
 * {@link #PATIENCE} and never fails: a failure is logged. Safe for use by any thread.
 */
final class StoredSessions {

    /** How long a client waits for the store, and a server that stops. */
    static final Duration PATIENCE = Duration.ofSeconds(2);

    /** What has become of a session that was to be stored. */
    enum Saved {
        STORED,
        /** Another server has the session, so that nothing was stored. */
        TAKEN,
        /** The store has failed, or has not answered in time. */
        FAILED;

        static Saved of(boolean stored) {
            return stored ? STORED : TAKEN;
        }
    }

    private final SessionStore store;
    private final String application;
    private final ScheduledExecutorService timer;
    private final Executor threads;
    private final StoreQueue writes;
    private final WriteBehind behind;
    private final SampledLog log;
    private final Duration keep;
    private final String server = UUID.randomUUID().toString();

    private StoredSessions(ServiceEnvironment environment, Duration keep) {
        this.store = environment.sessions();
        this.application = environment.application();
        this.timer = environment.executors().timer();
        this.threads = new CallerRuns(environment.executors().upkeep());
        this.writes = new StoreQueue(threads, SessionStore.MOST_WRITES);
        this.behind = new WriteBehind(environment.executors());
        this.log = environment.log();
        this.keep = keep;
    }

    /**
     * Returns the sessions of an application.
     *
     * @param keep how long a session is kept without a socket
     * @return null if it has no store, or keeps no sessions
     */
    static StoredSessions of(ServiceEnvironment environment, Duration keep) {
        return environment.sessions() == null || keep.isZero() ? null : new StoredSessions(environment, keep);
    }

    /** Returns how long a session is kept without a socket. */
    Duration keep() {
        return keep;
    }

    /** Returns the id of this server, which it has until it stops. */
    String server() {
        return server;
    }

    /** Returns what separates the application from others that share the store. */
    String application() {
        return application;
    }

    /** Returns the sessions that have changed. */
    WriteBehind behind() {
        return behind;
    }

    /**
     * Takes a session whose client has presented a good secret; completes with null if there is none. The store is asked on a thread for
     * upkeep: one that keeps the thread, though it must not, would hold up all who arrive.
     */
    CompletableFuture<StoredSession> take(Presented presented) {
        return CompletableFuture.supplyAsync(() -> askFor(presented), threads).thenCompose(Function.identity());
    }

    private CompletableFuture<StoredSession> askFor(Presented presented) {
        CompletableFuture<Optional<StoredSession>> answer =
                ask(() -> store.take(presented.session(), presented.secret().hash(), server), Optional.empty());
        CompletableFuture<Optional<StoredSession>> inTime = inTime(answer, Optional.empty());
        return inTime.thenApply(taken -> {
            if (taken.isEmpty()) {
                // An answer that comes too late must not keep the session from its client.
                answer.thenAccept(late -> late.ifPresent(this::giveBack));
            }
            return taken.orElse(null);
        });
    }

    /** Gives back a session that was taken, but is not used here. */
    void giveBack(StoredSession taken) {
        save(taken.of(server, taken.secrets()), keep);
    }

    /** Stores a session in its turn. */
    CompletableFuture<Saved> save(StoredSession session, Duration time) {
        return write(() -> store.save(session, time));
    }

    /** Keeps a session that has not changed, in its turn. */
    CompletableFuture<Saved> renew(StoredSession session, Duration time) {
        return write(() -> store.renew(session, time));
    }

    private CompletableFuture<Saved> write(Supplier<CompletionStage<Boolean>> question) {
        return writes.ask(() -> inTime(ask(() -> question.get().thenApply(Saved::of), Saved.FAILED), Saved.FAILED));
    }

    /** Removes a session that has ended here. */
    void remove(String uid) {
        ask(() -> store.remove(uid, server), null);
    }

    /** Logs that a subscription of a session could not be restored. */
    void refused(String channel, ChannelException why, ServerConnection connection) {
        log.event(
                Level.WARNING,
                "WEBSHOCKET-0272: a subscription of a session from another server is not allowed here",
                () -> connection + " to " + LogText.of(channel) + ": " + why.getMessage());
    }

    private <T> CompletableFuture<T> ask(Supplier<CompletionStage<T>> question, T otherwise) {
        try {
            return question.get()
                    .toCompletableFuture()
                    .thenApply(answer -> answer == null ? otherwise : answer)
                    .exceptionally(failure -> failed(failure, otherwise));
        } catch (RuntimeException | Error e) {
            return CompletableFuture.completedFuture(failed(e, otherwise));
        }
    }

    private <T> T failed(Throwable failure, T otherwise) {
        log.failure(
                Level.WARNING,
                "WEBSHOCKET-0270: the store of sessions failed, in "
                        + store.getClass().getName(),
                failure,
                id -> "error " + id);
        return otherwise;
    }

    /** Bounds the time of an answer, and completes on no thread of the store, because what waits for it may take long. */
    <T> CompletableFuture<T> inTime(CompletableFuture<T> answer, T otherwise) {
        if (answer.isDone()) {
            return answer;
        }
        CompletableFuture<T> bounded = answer.thenApplyAsync(Function.identity(), threads);
        try {
            Future<?> limit = timer.schedule(
                    () -> bounded.completeAsync(() -> late(otherwise), threads),
                    PATIENCE.toMillis(),
                    TimeUnit.MILLISECONDS);
            bounded.whenComplete((done, none) -> limit.cancel(false));
        } catch (RejectedExecutionException e) {
            bounded.complete(otherwise);
        }
        return bounded;
    }

    private <T> T late(T otherwise) {
        log.event(
                Level.WARNING,
                "WEBSHOCKET-0271: the store of sessions has not answered within " + PATIENCE.toSeconds() + " seconds",
                () -> store.getClass().getName());
        return otherwise;
    }
}
