package dev.webshocket.cdi;

import static org.assertj.core.api.Assertions.assertThat;

import dev.webshocket.ClientConnection;
import dev.webshocket.Per;
import dev.webshocket.WebshocketSettings;
import dev.webshocket.internal.state.InMemorySessionStates;
import dev.webshocket.spi.extension.Cluster;
import dev.webshocket.spi.extension.RateLimitBuckets;
import dev.webshocket.spi.extension.RateLimitKey;
import dev.webshocket.spi.extension.RateLimitOutcome;
import dev.webshocket.spi.extension.RateLimitRate;
import dev.webshocket.spi.extension.SessionStates;
import dev.webshocket.spi.extension.SessionStore;
import dev.webshocket.spi.extension.StoredSession;
import dev.webshocket.spi.platform.CallContexts;
import jakarta.annotation.Priority;
import jakarta.decorator.Decorator;
import jakarta.decorator.Delegate;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Alternative;
import jakarta.enterprise.inject.Any;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Inject;
import jakarta.inject.Qualifier;
import jakarta.inject.Singleton;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.reflect.Proxy;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.junit.jupiter.api.Test;

/** The default beans, which applications can inject and replace. */
class DefaultBeansTest {

    @Test
    void theDefaultStatesAreInMemoryAndShared() {
        try (TestContainer container = TestContainer.of(Injected.class)) {
            container.environment().states().begin("1").put("name", "Alice");

            SessionStates injected = container.bean(Injected.class).states();

            assertThat(injected.size()).isEqualTo(1);
            injected.end("1");
            assertThat(container.environment().states().size()).isZero();
        }
    }

    /** Two web applications of one EAR may share a store of sessions. */
    @Test
    void theEnvironmentHasTheNameOfItsApplication() {
        try (TestContainer container = TestContainer.of(Injected.class)) {
            assertThat(container.environment().application()).isEqualTo("default");
            assertThat(CdiEnvironment.create(
                                    container.beanManager(),
                                    container.environment().executors(),
                                    CallContexts.NONE,
                                    null,
                                    "/shop",
                                    null)
                            .application())
                    .isEqualTo("shop");
        }
    }

    @Test
    void anAlternativeReplacesTheStates() {
        try (TestContainer container = TestContainer.of(AlternativeStates.class)) {
            assertThat(container.environment().states().size()).isEqualTo(41);
        }
    }

    @Test
    void anAlternativeReplacesTheApplicationsOwnStates() {
        try (TestContainer container = TestContainer.of(AlternativeStates.class, OwnStates.class)) {
            assertThat(container.environment().states().size()).isEqualTo(41);
        }
    }

    @Test
    void anAlternativeThatIsNotSelectedReplacesNothing() {
        try (TestContainer container = TestContainer.of(NotSelectedStates.class)) {
            assertThat(container.environment().states().size()).isZero();
        }
    }

    @Test
    void aBeanOfTheApplicationReplacesTheStates() {
        try (TestContainer container = TestContainer.of(OwnStates.class, Injected.class)) {
            assertThat(container.environment().states().size()).isEqualTo(42);
            assertThat(container.bean(Injected.class).states().size()).isEqualTo(42);
        }
    }

    @Test
    void onlyABeanOfTheApplicationHandsSessionsOver() {
        try (TestContainer container = TestContainer.of()) {
            assertThat(container.environment().sessions()).isNull();
        }
        try (TestContainer container = TestContainer.of(OwnSessionStore.class)) {
            assertThat(container.environment().sessions().remove("1", "here").toCompletableFuture())
                    .isCompletedExceptionally();
        }
    }

    static class OwnSessionStore {

        @Produces
        @ApplicationScoped
        SessionStore store() {
            return new SessionStore() {
                @Override
                public CompletionStage<Boolean> save(StoredSession session, Duration keep) {
                    return CompletableFuture.failedStage(new UnsupportedOperationException());
                }

                @Override
                public CompletionStage<Optional<StoredSession>> take(String uid, String secret, String server) {
                    return CompletableFuture.failedStage(new UnsupportedOperationException());
                }

                @Override
                public CompletionStage<Void> remove(String uid, String server) {
                    return CompletableFuture.failedStage(new UnsupportedOperationException());
                }
            };
        }
    }

    /** A cluster of which only the rate limits are asked for. */
    private static Cluster clusterWith(RateLimitBuckets rateLimits) {
        return (Cluster) Proxy.newProxyInstance(
                Cluster.class.getClassLoader(),
                new Class<?>[] {Cluster.class},
                (proxy, method, arguments) -> method.getName().equals("rateLimits") ? rateLimits : null);
    }

    private static RateLimitBuckets rateLimits(TestContainer container, Cluster cluster) {
        return CdiEnvironment.create(
                        container.beanManager(), container.environment().executors(), List.of(), cluster)
                .rateLimits();
    }

    @Test
    void theRateLimitsOfTheClusterReplaceTheDefault() {
        RateLimitBuckets shared = RateLimitBuckets.inMemory(1);
        try (TestContainer container = TestContainer.of(Injected.class)) {
            assertThat(rateLimits(container, clusterWith(shared))).isSameAs(shared);
            assertThat(rateLimits(container, null)).isNotNull();
        }
    }

    @Test
    void theApplicationsRateLimitsReplaceThoseOfTheCluster() {
        RateLimitBuckets shared = RateLimitBuckets.inMemory(1);
        try (TestContainer container = TestContainer.of(OwnBuckets.class)) {
            assertThat(rateLimits(container, clusterWith(shared))).isNotSameAs(shared);
        }
    }

    @Test
    void aBeanWithAnotherQualifierReplacesNothing() {
        try (TestContainer container = TestContainer.of(BackupStates.class)) {
            assertThat(container.environment().states().size()).isZero();
        }
    }

    @Test
    void aDecoratorReplacesNothing() {
        try (TestContainer container = TestContainer.of(Doubling.class)) {
            assertThat(container.environment().states().size()).isZero();
        }
        try (TestContainer container = TestContainer.of(Doubling.class, OwnStates.class)) {
            assertThat(container.environment().states().size()).isEqualTo(84);
        }
    }

    @Test
    void settingsAreTheDefaults() {
        try (TestContainer container = TestContainer.of(Injected.class)) {
            assertThat(container.environment().settings()).isEqualTo(WebshocketSettings.defaults());
            assertThat(container.bean(Injected.class).settings()).isEqualTo(WebshocketSettings.defaults());
        }
    }

    @Test
    void aProducerReplacesTheSettings() {
        try (TestContainer container = TestContainer.of(Producer.class, Injected.class)) {
            assertThat(container.environment().settings().maxNesting()).isEqualTo(7);
            assertThat(CdiEnvironment.settings(container.beanManager()).maxNesting())
                    .isEqualTo(7);
            assertThat(container.bean(Injected.class).settings().maxNesting()).isEqualTo(7);
        }
    }

    @Test
    void theDefaultRateLimitsAreInMemoryWithTheSizeOfTheSettings() {
        try (TestContainer container = TestContainer.of(FewBuckets.class)) {
            RateLimitBuckets buckets = container.environment().rateLimits();
            FakeConnection connection = new FakeConnection("alice");
            RateLimitRate rate = new RateLimitRate(1, Duration.ofDays(1));
            RateLimitKey first = new RateLimitKey("m", Per.ADDRESS, "first");

            assertThat(take(buckets, first, rate, connection)).isTrue();
            assertThat(take(container.bean(RateLimitBuckets.class), first, rate, connection))
                    .isFalse();
            for (int i = 0; i < 100; i++) {
                take(buckets, new RateLimitKey("m", Per.ADDRESS, "swarm" + i), rate, connection);
                take(buckets, new RateLimitKey("m", Per.ADDRESS, "other"), rate, connection);
            }
            assertThat(take(buckets, first, rate, connection)).isTrue();
        }
    }

    private static boolean take(
            RateLimitBuckets buckets, RateLimitKey key, RateLimitRate rate, ClientConnection connection) {
        return buckets.tryTake(key, rate, connection)
                .toCompletableFuture()
                .join()
                .taken();
    }

    @Test
    void aBeanOfTheApplicationReplacesTheBuckets() {
        try (TestContainer container = TestContainer.of(OwnBuckets.class)) {
            assertThat(container.environment().rateLimits().tryTake(null, null, null))
                    .isCompletedWithValue(RateLimitOutcome.exceeded(Duration.ofSeconds(1)));
        }
    }

    @ApplicationScoped
    public static class FewBuckets {
        @Produces
        @Singleton
        WebshocketSettings settings() {
            return WebshocketSettings.builder().maxRateLimitBuckets(1).build();
        }
    }

    @ApplicationScoped
    public static class OwnBuckets implements RateLimitBuckets {
        @Override
        public CompletionStage<RateLimitOutcome> tryTake(
                RateLimitKey key, RateLimitRate rate, ClientConnection connection) {
            return CompletableFuture.completedFuture(RateLimitOutcome.exceeded(Duration.ofSeconds(1)));
        }
    }

    @ApplicationScoped
    public static class Injected {
        @Inject
        SessionStates states;

        @Inject
        WebshocketSettings settings;

        public SessionStates states() {
            return states;
        }

        public WebshocketSettings settings() {
            return settings;
        }
    }

    @ApplicationScoped
    public static class OwnStates extends InMemorySessionStates {
        @Override
        public int size() {
            return 42;
        }
    }

    @Alternative
    @Priority(1)
    @ApplicationScoped
    public static class AlternativeStates extends InMemorySessionStates {
        @Override
        public int size() {
            return 41;
        }
    }

    @Alternative
    @ApplicationScoped
    public static class NotSelectedStates extends InMemorySessionStates {
        @Override
        public int size() {
            return 40;
        }
    }

    @Qualifier
    @Retention(RetentionPolicy.RUNTIME)
    public @interface Backup {}

    @Backup
    @ApplicationScoped
    public static class BackupStates extends InMemorySessionStates {
        @Override
        public int size() {
            return 39;
        }
    }

    @Decorator
    @Priority(1)
    public abstract static class Doubling implements SessionStates {
        @Inject
        @Any
        @Delegate
        SessionStates delegate;

        @Override
        public int size() {
            return 2 * delegate.size();
        }
    }

    @ApplicationScoped
    public static class Producer {
        @Produces
        WebshocketSettings settings() {
            return WebshocketSettings.builder().maxNesting(7).build();
        }
    }
}
