package dev.webshocket.internal.credential;

import dev.webshocket.ClientConnection;
import dev.webshocket.RpcException;
import dev.webshocket.internal.concurrent.CallExecutors;
import dev.webshocket.internal.concurrent.Claim;
import dev.webshocket.internal.concurrent.ClientTask;
import dev.webshocket.internal.credential.Verdict.Accepted;
import dev.webshocket.internal.credential.Verdict.Refused;
import dev.webshocket.internal.credential.Verdict.Undecided;
import dev.webshocket.internal.log.SampledLog;
import dev.webshocket.spi.extension.CredentialCheck;
import dev.webshocket.spi.extension.Identity;
import dev.webshocket.spi.platform.CallScopes;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;
import java.util.concurrent.Future;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Has credentials checked by the application, on the threads for calls and within a time. A bounded number of threads does so at a
 * time, those included whose check has run out of time. Safe for use by any thread.
 */
public final class CredentialChecks {

    private static final Refused NOBODY_CHECKS = new Refused("this server checks no credentials");
    private static final Refused INVALID = new Refused("the credential is not valid");
    private static final Refused ENDED = new Refused("the credential has ended");
    private static final Undecided BUSY = new Undecided("too many credentials are being checked");
    private static final Undecided LATE = new Undecided("the credential could not be checked in time");

    private final CredentialCheck check;
    private final CallScopes scopes;
    private final CallExecutors executors;
    private final SampledLog log;
    private final Duration timeout;
    private final int most;
    private final AtomicInteger underWay = new AtomicInteger();

    /**
     * Makes the checks of an application.
     *
     * @param check the application's; null if it has none, so that every credential is refused
     * @param scopes around each check
     * @param executors whose {@code calls} run the checks and whose {@code timer} ends the wait for them
     * @param log gets the failures of checks
     * @param timeout how long a check may take
     * @param most how many threads may check at a time, at least 1
     */
    public CredentialChecks(
            CredentialCheck check,
            CallScopes scopes,
            CallExecutors executors,
            SampledLog log,
            Duration timeout,
            int most) {
        this.check = check;
        this.scopes = scopes;
        this.executors = executors;
        this.log = log;
        this.timeout = timeout;
        this.most = most;
    }

    /**
     * Who asks for a check.
     *
     * @param connection the connection
     * @param network identifies the network of the client; several connections may share it
     * @param context runs a task at once, in the context of the user code of this connection
     */
    public record Asker(ClientConnection connection, Object network, Executor context) {}

    /**
     * Has a credential checked.
     *
     * @return the verdict, which never fails; it may come on a thread of the application
     */
    public CompletableFuture<Verdict> check(String token, Asker asker) {
        if (check == null) {
            return CompletableFuture.completedFuture(NOBODY_CHECKS);
        }
        if (underWay.incrementAndGet() > most) {
            underWay.decrementAndGet();
            return CompletableFuture.completedFuture(BUSY);
        }
        CompletableFuture<Verdict> verdict = new CompletableFuture<>();
        start(token, asker, verdict);
        return inTime(verdict);
    }

    private void start(String token, Asker asker, CompletableFuture<Verdict> verdict) {
        Claim claim = new Claim();
        Runnable work = claim.guard(() -> run(token, asker, verdict));
        Runnable refusal = claim.guard(() -> {
            underWay.decrementAndGet();
            verdict.complete(BUSY);
        });
        try {
            executors
                    .calls()
                    .execute(new ClientTask(
                            asker.connection().uid(), asker.network(), ClientTask.Kind.LASTING, work, refusal));
        } catch (RejectedExecutionException | Error e) {
            // Not on the current thread, which reads from other connections too.
            refusal.run();
        }
    }

    private void run(String token, Asker asker, CompletableFuture<Verdict> verdict) {
        try {
            asker.context()
                    .execute(() -> ask(token, asker.connection())
                            .whenComplete((identity, failure) -> verdict.complete(verdict(identity, failure, asker))));
        } catch (Throwable e) {
            // The context no longer exists, such as that of an application that stops.
            verdict.complete(verdict(null, e, asker));
        } finally {
            underWay.decrementAndGet();
        }
    }

    private CompletionStage<Identity> ask(String token, ClientConnection connection) {
        try (CallScopes.Scope scope = scopes.enter(connection)) {
            CompletionStage<Identity> stage = check.check(token, connection);
            return stage == null ? CompletableFuture.completedFuture(null) : stage;
        } catch (Throwable e) {
            return CompletableFuture.failedFuture(e);
        }
    }

    private Verdict verdict(Identity identity, Throwable failure, Asker asker) {
        if (failure != null) {
            Throwable cause =
                    failure instanceof CompletionException && failure.getCause() != null ? failure.getCause() : failure;
            return cause instanceof RpcException refusal ? refused(refusal) : failed(cause, asker);
        }
        if (identity == null) {
            return INVALID;
        }
        return identity.end() != null && !identity.end().isAfter(Instant.now()) ? ENDED : new Accepted(identity);
    }

    private static Refused refused(RpcException refusal) {
        return refusal.getMessage() == null ? INVALID : new Refused(refusal.getMessage());
    }

    private Refused failed(Throwable failure, Asker asker) {
        String id = log.failure(
                Level.ERROR,
                "WEBSHOCKET-0255: the check of a credential failed, in "
                        + check.getClass().getName(),
                FailureWithoutMessage.of(failure),
                found -> asker.connection() + " was told: error " + found);
        return new Refused("the credential could not be checked: error " + id);
    }

    private CompletableFuture<Verdict> inTime(CompletableFuture<Verdict> verdict) {
        if (verdict.isDone()) {
            return verdict;
        }
        CompletableFuture<Verdict> known = verdict.copy();
        Future<?> limit;
        try {
            limit = executors
                    .timer()
                    .schedule(
                            // On another thread, because what waits for the verdict may take longer than a timer has.
                            () -> known.completeAsync(() -> LATE, executors.upkeep()),
                            timeout.toMillis(),
                            TimeUnit.MILLISECONDS);
        } catch (RejectedExecutionException e) {
            known.complete(LATE);
            return known;
        }
        known.whenComplete((decided, none) -> limit.cancel(false));
        return known;
    }
}
