package dev.webshocket.cdi;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import dev.webshocket.DefinitionException;
import dev.webshocket.DefinitionProblem;
import dev.webshocket.WebSocketHandler;
import dev.webshocket.WebshocketSettings;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.context.ConversationScoped;
import jakarta.enterprise.context.Dependent;
import jakarta.enterprise.context.SessionScoped;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.inject.Produces;
import jakarta.enterprise.inject.Typed;
import jakarta.enterprise.inject.spi.Extension;
import jakarta.enterprise.inject.spi.ProcessAnnotatedType;
import jakarta.inject.Inject;
import java.io.Serializable;
import java.util.List;
import java.util.function.Function;
import org.jboss.weld.environment.se.Weld;
import org.junit.jupiter.api.Test;

/** The problems of beans that stop a deployment. */
class DefinitionProblemsTest {

    @Test
    void sessionScopedHandler() {
        assertProblem(OfSession.class, "WEBSHOCKET-0060", "@SessionScoped");
    }

    @Test
    void conversationScopedHandler() {
        assertProblem(OfConversation.class, "WEBSHOCKET-0060", "@ConversationScoped");
    }

    @Test
    void handlerWithoutItsOwnBeanType() {
        assertProblem(Hidden.class, "WEBSHOCKET-0061", "@Typed");
    }

    @Test
    void finalHandlerThatNeedsAProxy() {
        assertProblem(Final.class, "WEBSHOCKET-0062", "@ApplicationScoped");
    }

    @Test
    void handlerWithAFinalMethodThatNeedsAProxy() {
        assertProblem(FinalMethod.class, "WEBSHOCKET-0062", "@ApplicationScoped");
    }

    @Test
    void abstractHandler() {
        assertProblem(Abstract.class, "WEBSHOCKET-0063", "it is abstract");
    }

    @Test
    void interfaceAsHandler() {
        assertProblem(Interface.class, "WEBSHOCKET-0063", "it is abstract");
    }

    @Test
    void innerClassAsHandler() {
        assertProblem(Inner.class, "WEBSHOCKET-0063", "inner class");
    }

    @Test
    void handlerWithoutAConstructorForCdi() {
        assertProblem(Unconstructible.class, "WEBSHOCKET-0063", "constructor");
    }

    @Test
    void vetoedClassThatCannotBeABean() {
        try (TestContainer container =
                TestContainer.start(TestContainer.weld(Abstract.class).addExtension(new Vetoing()))) {
            assertThat(container.environment().handlers()).isEmpty();
        }
    }

    @Test
    void finalHandlerThatNeedsNoProxyIsFine() {
        try (TestContainer container = TestContainer.of(FinalDependent.class)) {
            Object handler = container
                    .obtain(FinalDependent.class, new FakeConnection("1"))
                    .reference();

            assertThat(handler).isInstanceOf(FinalDependent.class);
        }
    }

    @Test
    void constructorInjectionIsFine() {
        try (TestContainer container = TestContainer.of(ByConstructor.class)) {
            assertThat(container.environment().handlers()).containsExactly(ByConstructor.class);
        }
    }

    @Test
    void severalSettings() {
        List<DefinitionProblem> problems = problems(types -> List.of(), TwoSettings.class);

        assertThat(problems).singleElement().satisfies(problem -> {
            assertThat(problem.code()).isEqualTo("WEBSHOCKET-0064");
            assertThat(problem.message()).contains(WebshocketSettings.class.getName(), TwoSettings.class.getName());
        });
    }

    @Test
    void allAtOnceTogetherWithThoseOfTheEngine() {
        List<DefinitionProblem> problems = problems(
                types -> types.stream()
                        .map(type -> new DefinitionProblem("WEBSHOCKET-0001", type.getName()))
                        .toList(),
                OfSession.class,
                Final.class,
                Good.class,
                Abstract.class,
                TwoSettings.class);

        assertThat(problems)
                .extracting(DefinitionProblem::code)
                .containsExactlyInAnyOrder(
                        "WEBSHOCKET-0060",
                        "WEBSHOCKET-0062",
                        "WEBSHOCKET-0063",
                        "WEBSHOCKET-0064",
                        "WEBSHOCKET-0001",
                        "WEBSHOCKET-0001",
                        "WEBSHOCKET-0001");
        assertThat(problems)
                .filteredOn(problem -> problem.code().equals("WEBSHOCKET-0001"))
                .extracting(DefinitionProblem::message)
                .containsExactly(Final.class.getName(), Good.class.getName(), OfSession.class.getName());
    }

    @Test
    void aFailureOfTheEnginesChecksStopsTheDeployment() {
        Throwable failure = catchThrowable(() -> deploy(
                types -> {
                    throw new IllegalStateException("asked for");
                },
                Good.class));

        assertThat(failure).hasStackTraceContaining("asked for");
    }

    private static void assertProblem(Class<?> handler, String code, String hint) {
        assertThat(problems(types -> List.of(), handler)).singleElement().satisfies(problem -> {
            assertThat(problem.code()).isEqualTo(code);
            assertThat(problem.message()).startsWith("@WebSocketHandler on " + handler.getName() + ": ");
            assertThat(problem.message()).contains(hint);
        });
    }

    private static List<DefinitionProblem> problems(
            Function<List<Class<?>>, List<DefinitionProblem>> engineRules, Class<?>... beans) {
        Throwable failure = catchThrowable(() -> deploy(engineRules, beans));
        while (failure != null && !(failure instanceof DefinitionException)) {
            failure = failure.getCause();
        }
        assertThat(failure).isInstanceOf(DefinitionException.class);
        return ((DefinitionException) failure).problems();
    }

    private static void deploy(Function<List<Class<?>>, List<DefinitionProblem>> engineRules, Class<?>... beans) {
        Weld weld = TestContainer.withoutExtension(beans).addExtension(new WebshocketExtension(engineRules));
        TestContainer.start(weld).close();
    }

    @WebSocketHandler("/ws")
    public static class Good {}

    @SessionScoped
    @WebSocketHandler("/ws")
    public static class OfSession implements Serializable {
        private static final long serialVersionUID = 1L;
    }

    @ConversationScoped
    @WebSocketHandler("/ws")
    public static class OfConversation implements Serializable {
        private static final long serialVersionUID = 1L;
    }

    @Typed(Runnable.class)
    @WebSocketHandler("/ws")
    public static class Hidden implements Runnable {
        @Override
        public void run() {}
    }

    @WebSocketHandler("/ws")
    public static final class Final {}

    @WebSocketHandler("/ws")
    public static class FinalMethod {
        public final String name() {
            return "final";
        }
    }

    @Dependent
    @WebSocketHandler("/ws")
    public static final class FinalDependent {}

    @WebSocketHandler("/ws")
    public abstract static class Abstract {}

    @WebSocketHandler("/ws")
    public interface Interface {}

    @WebSocketHandler("/ws")
    public class Inner {}

    @WebSocketHandler("/ws")
    public static class Unconstructible {
        public Unconstructible(String argument) {}
    }

    @Dependent
    @WebSocketHandler("/ws")
    public static class ByConstructor {
        final WebshocketSettings settings;

        @Inject
        ByConstructor(WebshocketSettings settings) {
            this.settings = settings;
        }
    }

    @ApplicationScoped
    public static class TwoSettings {
        @Produces
        WebshocketSettings one() {
            return WebshocketSettings.defaults();
        }

        @Produces
        WebshocketSettings two() {
            return WebshocketSettings.defaults();
        }
    }

    public static class Vetoing implements Extension {
        void veto(@Observes ProcessAnnotatedType<Abstract> event) {
            event.veto();
        }
    }
}
