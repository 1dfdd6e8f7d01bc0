package dev.webshocket.internal.credential;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.webshocket.ClientConnection;
import dev.webshocket.RpcException;
import dev.webshocket.internal.concurrent.CallExecutors;
import dev.webshocket.internal.concurrent.DefaultExecutors;
import dev.webshocket.internal.credential.Verdict.Accepted;
import dev.webshocket.internal.credential.Verdict.Refused;
import dev.webshocket.internal.credential.Verdict.Undecided;
import dev.webshocket.internal.log.SampledLog;
import dev.webshocket.spi.extension.CredentialCheck;
import dev.webshocket.spi.extension.Identity;
import dev.webshocket.spi.platform.CallScope;
import dev.webshocket.spi.platform.CallScopes;
import dev.webshocket.support.AttributeConnection;
import dev.webshocket.support.RecordedLog;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import java.util.logging.LogRecord;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class CredentialChecksTest {

    private static final String TOKEN = "eyJhbGciOiJub25lIn0.secret";
    private static final Duration LONG = Duration.ofSeconds(60);

    private final DefaultExecutors executors = new DefaultExecutors(4);
    private final ClientConnection connection = AttributeConnection.of("nobody", "192.0.2.1");

    @AfterEach
    void stop() {
        executors.close();
    }

    private CredentialChecks checks(CredentialCheck check, Duration timeout, int most) {
        return new CredentialChecks(check, CallScopes.NONE, executors.executors(), new SampledLog(), timeout, most);
    }

    private CompletableFuture<Verdict> start(CredentialChecks checks) {
        return checks.check(TOKEN, new CredentialChecks.Asker(connection, "network", Runnable::run));
    }

    private Verdict verdict(CredentialCheck check) throws Exception {
        return start(checks(check, LONG, 10)).get(30, TimeUnit.SECONDS);
    }

    @Test
    void passesTokenAndConnectionOnAndAccepts() throws Exception {
        AtomicReference<List<Object>> asked = new AtomicReference<>();
        Identity ada = Identity.of("ada", "staff").until(Instant.now().plusSeconds(600));

        Verdict verdict = verdict((token, of) -> {
            asked.set(List.of(token, of));
            return CompletableFuture.completedFuture(ada);
        });

        assertThat(verdict).isEqualTo(new Accepted(ada));
        assertThat(asked.get()).containsExactly(TOKEN, connection);
    }

    @Test
    void runsOnAThreadForCallsWithinTheScopeOfTheConnection() throws Exception {
        Thread asking = Thread.currentThread();
        AtomicReference<Thread> thread = new AtomicReference<>();
        AtomicReference<ClientConnection> inScope = new AtomicReference<>();
        AtomicReference<ClientConnection> seen = new AtomicReference<>();
        CallScopes scopes = of -> new CallScope() {
            @Override
            public CallScopes.Scope activate() {
                inScope.set(of);
                return () -> inScope.set(null);
            }

            @Override
            public void end() {}
        };
        CredentialChecks checks = new CredentialChecks(
                (token, of) -> {
                    thread.set(Thread.currentThread());
                    seen.set(inScope.get());
                    return CompletableFuture.completedFuture(Identity.of("ada"));
                },
                scopes,
                executors.executors(),
                new SampledLog(),
                LONG,
                10);

        start(checks).get(30, TimeUnit.SECONDS);

        assertThat(thread.get()).isNotSameAs(asking);
        assertThat(seen.get()).isSameAs(connection);
        assertThat(inScope.get()).isNull();
    }

    @Test
    void refusesEverythingWithoutACheck() throws Exception {
        assertThat(verdict(null)).isEqualTo(new Refused("this server checks no credentials"));
    }

    @Test
    void refusesNullAndAStageOfNull() throws Exception {
        Refused invalid = new Refused("the credential is not valid");
        assertThat(verdict((token, of) -> null)).isEqualTo(invalid);
        assertThat(verdict((token, of) -> CompletableFuture.completedFuture(null)))
                .isEqualTo(invalid);
    }

    @Test
    void refusesWithTheMessageOfAnRpcException() throws Exception {
        assertThat(verdict((token, of) -> {
                    throw new RpcException("blocked until Monday");
                }))
                .isEqualTo(new Refused("blocked until Monday"));
        assertThat(verdict((token, of) -> CompletableFuture.failedFuture(
                        new CompletionException(new RpcException("blocked until Monday")))))
                .isEqualTo(new Refused("blocked until Monday"));
        assertThat(verdict((token, of) -> {
                    throw new RpcException(null);
                }))
                .isEqualTo(new Refused("the credential is not valid"));
    }

    @Test
    void refusesWhatHasEndedAlready() throws Exception {
        assertThat(verdict((token, of) -> CompletableFuture.completedFuture(
                        Identity.of("ada").until(Instant.now().minusMillis(1)))))
                .isEqualTo(new Refused("the credential has ended"));
    }

    @Test
    void logsFailuresWithoutAnythingOfTheToken() throws Exception {
        try (RecordedLog log = RecordedLog.of("dev.webshocket")) {
            Verdict verdict = verdict((token, of) -> {
                throw new IllegalStateException(
                        "cannot read " + token, new IllegalArgumentException("bad part " + token.substring(5)));
            });

            assertThat(verdict).isInstanceOf(Refused.class);
            LogRecord entry = log.records().get(0);
            StringWriter written = new StringWriter();
            entry.getThrown().printStackTrace(new PrintWriter(written));
            assertThat(entry.getMessage())
                    .startsWith("WEBSHOCKET-0255: the check of a credential failed")
                    .doesNotContain("secret");
            assertThat(written.toString())
                    .contains("java.lang.IllegalStateException", "java.lang.IllegalArgumentException")
                    .contains("CredentialChecksTest")
                    .doesNotContain("secret", "eyJ");
            String id = ((Refused) verdict).reason().replaceFirst(".* error ", "");
            assertThat(entry.getMessage()).endsWith("error " + id);
        }
    }

    @Test
    void doesNotWaitLongerThanTheTimeout() throws Exception {
        CountDownLatch released = new CountDownLatch(1);
        CompletableFuture<Verdict> blocked = start(checks(
                (token, of) -> {
                    released.await();
                    return CompletableFuture.completedFuture(Identity.of("ada"));
                },
                Duration.ofMillis(20),
                10));
        CompletableFuture<Verdict> pending =
                start(checks((token, of) -> new CompletableFuture<>(), Duration.ofMillis(20), 10));

        Undecided late = new Undecided("the credential could not be checked in time");
        assertThat(blocked.get(30, TimeUnit.SECONDS)).isEqualTo(late);
        assertThat(pending.get(30, TimeUnit.SECONDS)).isEqualTo(late);
        released.countDown();
    }

    @Test
    void blocksABoundedNumberOfThreadsThoseOutOfTimeIncluded() throws Exception {
        CountDownLatch released = new CountDownLatch(1);
        CountDownLatch running = new CountDownLatch(2);
        CredentialChecks checks = checks(
                (token, of) -> {
                    running.countDown();
                    released.await();
                    return CompletableFuture.completedFuture(Identity.of("ada"));
                },
                Duration.ofMillis(20),
                2);
        CompletableFuture<Verdict> first = start(checks);
        CompletableFuture<Verdict> second = start(checks);
        assertThat(running.await(30, TimeUnit.SECONDS)).isTrue();
        assertThat(first.get(30, TimeUnit.SECONDS)).isInstanceOf(Undecided.class);
        assertThat(second.get(30, TimeUnit.SECONDS)).isInstanceOf(Undecided.class);

        assertThat(start(checks).get(30, TimeUnit.SECONDS))
                .isEqualTo(new Undecided("too many credentials are being checked"));

        released.countDown();
        await().untilAsserted(() -> assertThat(start(checks).get(30, TimeUnit.SECONDS))
                .isNotEqualTo(new Undecided("too many credentials are being checked")));
    }

    @Test
    void decidesNothingWithoutAThread() throws Exception {
        Executor none = task -> {
            throw new RejectedExecutionException();
        };
        CallExecutors real = executors.executors();
        CredentialChecks checks = new CredentialChecks(
                (token, of) -> CompletableFuture.completedFuture(Identity.of("ada")),
                CallScopes.NONE,
                new CallExecutors(none, none, real.upkeep(), real.timer()),
                new SampledLog(),
                LONG,
                1);

        for (int i = 0; i < 3; i++) {
            assertThat(start(checks).get(30, TimeUnit.SECONDS)).isInstanceOf(Undecided.class);
        }
    }

    @Test
    void refusesWhenTheContextIsGone() throws Exception {
        Executor gone = task -> {
            throw new IllegalStateException("the application has stopped");
        };
        CredentialChecks checks =
                checks((token, of) -> CompletableFuture.completedFuture(Identity.of("ada")), LONG, 10);

        try (RecordedLog log = RecordedLog.of("dev.webshocket")) {
            assertThat(checks.check(TOKEN, new CredentialChecks.Asker(connection, "network", gone))
                            .get(30, TimeUnit.SECONDS))
                    .isInstanceOf(Refused.class);
            assertThat(log.records()).hasSize(1);
        }
    }
}
