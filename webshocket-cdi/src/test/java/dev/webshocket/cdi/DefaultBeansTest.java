package dev.webshocket.cdi;

import static org.assertj.core.api.Assertions.assertThat;

import dev.webshocket.WebshocketSettings;
import dev.webshocket.spi.InMemorySessionStates;
import dev.webshocket.spi.SessionStates;
import jakarta.annotation.Priority;
import jakarta.decorator.Decorator;
import jakarta.decorator.Delegate;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Alternative;
import jakarta.enterprise.inject.Any;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Inject;
import jakarta.inject.Qualifier;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import org.junit.jupiter.api.Test;

/** The beans that applications may inject and replace. */
class DefaultBeansTest {

    @Test
    void statesAreKeptInMemoryByDefaultAndAreOneForTheApplication() {
        try (TestContainer container = TestContainer.of(Injected.class)) {
            container.environment().states().begin("1").put("name", "Alice");

            SessionStates injected = container.bean(Injected.class).states();

            assertThat(injected.size()).isEqualTo(1);
            injected.end("1");
            assertThat(container.environment().states().size()).isZero();
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
    void aBeanWithAnotherQualifierReplacesNothing() {
        try (TestContainer container = TestContainer.of(BackupStates.class)) {
            assertThat(container.environment().states().size()).isZero();
        }
    }

    @Test
    void aDecoratorIsNoReplacement() {
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
