package dev.webshocket.internal.endpoint;

import dev.webshocket.internal.codec.SessionMessage;
import dev.webshocket.internal.codec.SessionMessage.Refresh;
import dev.webshocket.internal.codec.SessionMessage.Refreshed;
import dev.webshocket.internal.concurrent.Claim;
import dev.webshocket.internal.concurrent.ClientTask;
import dev.webshocket.internal.credential.CredentialChecks.Asker;
import dev.webshocket.internal.credential.Refreshes;
import dev.webshocket.internal.credential.Verdict;
import dev.webshocket.internal.credential.Verdict.Accepted;
import dev.webshocket.internal.credential.Verdict.Refused;
import dev.webshocket.internal.credential.Verdict.Undecided;
import dev.webshocket.internal.link.CloseStatus;
import dev.webshocket.internal.memory.MemoryShare;
import dev.webshocket.internal.session.Refusal;
import dev.webshocket.packet.RpcErrorCode;
import dev.webshocket.spi.extension.Identity;
import dev.webshocket.spi.platform.ConnectionObserver;
import java.lang.System.Logger.Level;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.RejectedExecutionException;
import java.util.function.Consumer;

/**
 * The credentials that the client of one connection sends: section "Credentials" of the wire protocol. Safe for use by any thread;
 * refreshes happen one at a time.
 */
final class ConnectionCredentials {

    private static final CloseStatus ENDED =
            new CloseStatus(CloseStatus.CREDENTIAL_ENDED, "the credential has ended, and was not refreshed");

    private static final CloseStatus NOT_EXAMINED =
            new CloseStatus(CloseStatus.UNEXPECTED_CONDITION, "the connection could not be examined after its refresh");

    private static final Refused NO_USER = new Refused("a connection without a user does not get one");
    private static final Refused OTHER_USER = new Refused("the credential is another user's");

    private final ServerConnection connection;
    private final Service service;
    private final Object network;
    private final Consumer<byte[]> answers;
    private final Refreshes refreshes;

    /**
     * Makes the credentials of a connection that has none.
     *
     * @param network identifies the client's
     * @param answers sends the answer to a refresh
     * @param memory what tokens are charged to while they wait
     */
    ConnectionCredentials(
            ServerConnection connection,
            Service service,
            Object network,
            Consumer<byte[]> answers,
            MemoryShare memory) {
        this.connection = connection;
        this.service = service;
        this.network = network;
        this.answers = answers;
        this.refreshes = new Refreshes(this::refresh, memory);
    }

    /** Has a token checked for this connection. The verdict never fails. */
    CompletableFuture<Verdict> check(String token) {
        return service.engine()
                .credentials()
                .check(
                        token,
                        new Asker(connection, network, connection.arrival().context()));
    }

    /** Takes a message of the client, if it is a refresh. */
    void received(SessionMessage message) {
        if (message instanceof Refresh refresh && !refreshes.offer(refresh.token())) {
            connection.turnAway(Refusal.TOO_MANY_WAITING.status());
        }
    }

    private CompletionStage<?> refresh(String token) {
        if (connection.principal().isEmpty()) {
            answer(NO_USER);
            return CompletableFuture.completedFuture(null);
        }
        return check(token).thenCompose(this::answer);
    }

    private CompletionStage<?> answer(Verdict verdict) {
        if (verdict instanceof Accepted accepted) {
            if (connection.isOf(accepted.identity())) {
                connection.accept(accepted.identity());
                return observe().thenAccept(unsubscribed -> send(refreshed(unsubscribed)));
            }
            return answer(OTHER_USER);
        }
        String reason = verdict instanceof Refused refused ? refused.reason() : ((Undecided) verdict).reason();
        send(new Refreshed(null, RpcErrorCode.RPC_ACCESS_DENIED.code(), reason, List.of()));
        return CompletableFuture.completedFuture(null);
    }

    /**
     * Accepts an identity with which a client resumes the connection. The client learns from {@code welcome} that it was
     * accepted, and from a {@code refreshed} of its own which subscriptions are gone, if any are.
     */
    void resumedAs(Identity identity) {
        connection.accept(identity);
        observe().thenAccept(unsubscribed -> {
            if (!unsubscribed.isEmpty()) {
                send(refreshed(unsubscribed));
            }
        });
    }

    private Refreshed refreshed(List<String> unsubscribed) {
        return new Refreshed(connection.secondsLeft(), null, null, unsubscribed);
    }

    private void send(Refreshed message) {
        answers.accept(connection.codec().encode(message));
    }

    /** Has the application look at a connection with a new identity; the stage tells which subscriptions are gone then. */
    private CompletableFuture<List<String>> observe() {
        if (observer() == ConnectionObserver.NONE) {
            return CompletableFuture.completedFuture(List.of());
        }
        CompletableFuture<List<String>> gone = new CompletableFuture<>();
        Claim claim = new Claim();
        Runnable work = claim.guard(() -> observe(gone));
        Runnable refusal = claim.guard(() -> fail(new RejectedExecutionException("no thread for observers"), gone));
        try {
            service.engine()
                    .environment()
                    .executors()
                    .calls()
                    .execute(new ClientTask(connection.uid(), network, ClientTask.Kind.LASTING, work, refusal));
        } catch (RejectedExecutionException | Error e) {
            refusal.run();
        }
        return gone;
    }

    private void observe(CompletableFuture<List<String>> gone) {
        List<String> before = new ArrayList<>(connection.subscriptions());
        try {
            connection.arrival().context().execute(() -> observer().refreshed(connection));
        } catch (Throwable failure) {
            fail(failure, gone);
            return;
        }
        before.removeAll(connection.subscriptions());
        gone.complete(before);
    }

    private ConnectionObserver observer() {
        return service.engine().environment().observer();
    }

    /** Ends the connection, since nobody knows what the client may still receive. */
    private void fail(Throwable failure, CompletableFuture<List<String>> gone) {
        service.dispatcher().callbacks().logFailure(connection, failure);
        connection.turnAway(NOT_EXAMINED);
        gone.completeExceptionally(failure);
    }

    /** Ends the connection if its credential ended too long ago. For the timer's thread. */
    void check(long now) {
        if (connection.isOver(now)) {
            service.engine()
                    .environment()
                    .log()
                    .event(
                            Level.INFO,
                            "WEBSHOCKET-0257: closed with 4403, the credential has ended, and was not refreshed",
                            connection::toString);
            connection.turnAway(ENDED);
        }
    }

    /** Drops the refreshes that wait, since the connection has ended. */
    void end() {
        refreshes.end();
    }
}
