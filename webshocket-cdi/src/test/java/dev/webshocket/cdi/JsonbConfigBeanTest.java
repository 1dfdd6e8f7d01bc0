package dev.webshocket.cdi;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import dev.webshocket.DefinitionException;
import dev.webshocket.DefinitionProblem;
import dev.webshocket.RpcMethod;
import dev.webshocket.WebSocketHandler;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import jakarta.json.bind.JsonbConfig;
import jakarta.json.bind.adapter.JsonbAdapter;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The application's {@link JsonbConfig} bean. */
class JsonbConfigBeanTest {

    public interface Money {}

    public record Euro(long cents) implements Money {}

    public static final class MoneyAdapter implements JsonbAdapter<Money, Long> {
        @Override
        public Long adaptToJson(Money money) {
            return ((Euro) money).cents();
        }

        @Override
        public Money adaptFromJson(Long cents) {
            return new Euro(cents);
        }
    }

    @WebSocketHandler("/ws")
    public static class Handler {
        @RpcMethod
        void pay(Money money) {}
    }

    @ApplicationScoped
    public static class WithAdapter {
        @Produces
        @Singleton
        JsonbConfig config() {
            return new JsonbConfig().withAdapters(new MoneyAdapter());
        }
    }

    @ApplicationScoped
    public static class OfWhatHasNoForm {
        @Produces
        @Singleton
        JsonbConfig config() {
            return new JsonbConfig().withStrictIJSON(true);
        }
    }

    @Test
    void isOptional() {
        try (TestContainer container = TestContainer.of(DefaultBeansTest.Injected.class)) {
            assertThat(container.environment().jsonb().getAsMap()).isEmpty();
        }
    }

    @Test
    void decidesAtDeploymentWhichTypesAreReadable() {
        try (TestContainer container = start(Handler.class, WithAdapter.class)) {
            assertThat(container.environment().jsonb().getAsMap()).containsOnlyKeys(JsonbConfig.ADAPTERS);
        }
        assertThat(problems(Handler.class))
                .singleElement()
                .satisfies(problem -> assertThat(problem.message()).contains(Money.class.getName()));
    }

    @Test
    void anInvalidConfigStopsTheDeployment() {
        assertThat(problems(Handler.class, OfWhatHasNoForm.class))
                .extracting(DefinitionProblem::code)
                .containsExactly("WEBSHOCKET-0113");
    }

    @Test
    void severalConfigsStopTheDeployment() {
        assertThat(problems(Handler.class, WithAdapter.class, OfWhatHasNoForm.class))
                .singleElement()
                .satisfies(problem -> {
                    assertThat(problem.code()).isEqualTo("WEBSHOCKET-0064");
                    assertThat(problem.message()).contains(JsonbConfig.class.getName(), WithAdapter.class.getName());
                });
    }

    /** With the engine's checks of handlers. */
    private static TestContainer start(Class<?>... beans) {
        return TestContainer.start(TestContainer.withoutExtension(beans).addExtension(new WebshocketExtension()));
    }

    private static List<DefinitionProblem> problems(Class<?>... beans) {
        Throwable failure = catchThrowable(() -> start(beans).close());
        while (failure != null && !(failure instanceof DefinitionException)) {
            failure = failure.getCause();
        }
        assertThat(failure).isInstanceOf(DefinitionException.class);
        return ((DefinitionException) failure).problems();
    }
}
