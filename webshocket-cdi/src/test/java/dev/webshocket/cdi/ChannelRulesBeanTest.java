package dev.webshocket.cdi;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import dev.webshocket.ChannelRule;
import dev.webshocket.ChannelRules;
import dev.webshocket.DefinitionException;
import dev.webshocket.spi.extension.MessageLog;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Disposes;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import org.junit.jupiter.api.Test;

/** The application's beans of {@link ChannelRules} and {@link MessageLog}. */
class ChannelRulesBeanTest {

    @ApplicationScoped
    public static class Rules {
        @Produces
        @Singleton
        ChannelRules rules() {
            return ChannelRules.builder()
                    .channel("price.*", ChannelRule.Builder::latestOnly)
                    .build();
        }
    }

    @ApplicationScoped
    public static class OtherRules {
        @Produces
        @Singleton
        ChannelRules rules() {
            return ChannelRules.none();
        }
    }

    @ApplicationScoped
    public static class Log {
        @Produces
        @ApplicationScoped
        MessageLog log() {
            return MessageLog.inMemory(1 << 20);
        }

        void close(@Disposes MessageLog log) {
            log.close();
        }
    }

    @Test
    void withoutABeanNothingIsKept() {
        try (TestContainer container = TestContainer.of(DefaultBeansTest.Injected.class)) {
            assertThat(container.environment().channelRules().rules()).isEmpty();
            assertThat(container.environment().messages()).isNull();
        }
    }

    @Test
    void theBeansOfTheApplicationAreUsed() {
        try (TestContainer container = TestContainer.of(Rules.class, Log.class)) {
            assertThat(container.environment().channelRules().rules())
                    .extracting(ChannelRule::pattern)
                    .containsExactly("price.*");
            assertThat(container.environment().messages().heads())
                    .isEqualTo(container.bean(MessageLog.class).heads());
        }
    }

    @Test
    void severalBeansStopTheDeployment() {
        Throwable failure = catchThrowable(
                () -> TestContainer.of(Rules.class, OtherRules.class).close());
        while (failure != null && !(failure instanceof DefinitionException)) {
            failure = failure.getCause();
        }
        assertThat(failure).isInstanceOf(DefinitionException.class);
        assertThat(((DefinitionException) failure).problems()).singleElement().satisfies(problem -> {
            assertThat(problem.code()).isEqualTo("WEBSHOCKET-0064");
            assertThat(problem.message())
                    .contains(ChannelRules.class.getName(), Rules.class.getName(), OtherRules.class.getName());
        });
    }
}
