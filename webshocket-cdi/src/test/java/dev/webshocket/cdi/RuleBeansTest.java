package dev.webshocket.cdi;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import dev.webshocket.ClientConnection;
import dev.webshocket.DefinitionException;
import dev.webshocket.DefinitionProblem;
import dev.webshocket.Requires;
import dev.webshocket.RpcMethod;
import dev.webshocket.Rule;
import dev.webshocket.WebSocketHandler;
import dev.webshocket.spi.platform.RuleInstances;
import dev.webshocket.spi.platform.WebshocketEngine;
import jakarta.annotation.PreDestroy;
import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.context.Dependent;
import jakarta.enterprise.context.RequestScoped;
import jakarta.enterprise.inject.Alternative;
import jakarta.inject.Inject;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Predicate;
import org.jboss.weld.environment.se.Weld;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Access rules that are beans. */
class RuleBeansTest {

    private static final AtomicInteger MADE = new AtomicInteger();
    private static final AtomicInteger DESTROYED = new AtomicInteger();
    private final FakeConnection alice = new FakeConnection("alice");

    @BeforeEach
    void reset() {
        MADE.set(0);
        DESTROYED.set(0);
    }

    @ApplicationScoped
    public static class Guests {
        public boolean has(String uid) {
            return uid.equals("alice");
        }
    }

    @ApplicationScoped
    public static class Invited implements Rule {
        @Inject
        Guests guests;

        @Override
        public Predicate<ClientConnection> predicate() {
            return connection -> guests.has(connection.uid());
        }
    }

    @WebSocketHandler("/party")
    public static class Party {
        @RpcMethod
        @Requires(Invited.class)
        public void enter() {}
    }

    private static Weld withRules(Class<?>... beans) {
        return TestContainer.withoutExtension(beans).addExtension(new WebshocketExtension());
    }

    /** Expects one problem at deployment or when the engine is created. */
    private static DefinitionProblem problem(Class<?>... beans) {
        Throwable failure = catchThrowable(() -> {
            try (TestContainer container = TestContainer.start(withRules(beans))) {
                WebshocketEngine.create(container.environment());
            }
        });
        while (failure != null && !(failure instanceof DefinitionException)) {
            failure = failure.getCause();
        }
        assertThat(failure).isInstanceOf(DefinitionException.class);
        List<DefinitionProblem> problems = ((DefinitionException) failure).problems();
        assertThat(problems).hasSize(1);
        return problems.get(0);
    }

    @Test
    void aRuleBeanHasInjection() throws Exception {
        try (TestContainer container = TestContainer.start(withRules(Party.class, Invited.class, Guests.class))) {
            Predicate<ClientConnection> predicate =
                    container.environment().rules().obtain(Invited.class).predicate();

            assertThat(predicate.test(alice)).isTrue();
            assertThat(predicate.test(new FakeConnection("mallory"))).isFalse();
        }
    }

    public static class Plain implements Rule {
        @Override
        public Predicate<ClientConnection> predicate() {
            return connection -> true;
        }
    }

    @Test
    void aRuleThatIsNotABeanIsConstructed() throws Exception {
        try (TestContainer container = TestContainer.of(Guests.class)) {
            RuleInstances rules = container.environment().rules();

            assertThat(rules.fault(Plain.class)).isEmpty();
            assertThat(rules.obtain(Plain.class).predicate().test(alice)).isTrue();
        }
    }

    public interface Licensed extends Rule {}

    @ApplicationScoped
    public static class ByDefault implements Licensed {
        @Override
        public Predicate<ClientConnection> predicate() {
            return connection -> false;
        }
    }

    @Alternative
    @Priority(1)
    @ApplicationScoped
    public static class InTests implements Licensed {
        @Override
        public Predicate<ClientConnection> predicate() {
            return connection -> true;
        }
    }

    @WebSocketHandler("/licensed")
    public static class LicensedHandler {
        @RpcMethod
        @Requires(Licensed.class)
        public void query() {}
    }

    @Test
    void aRuleMayBeAnInterfaceAndItsBeanAnAlternative() throws Exception {
        try (TestContainer container =
                TestContainer.start(withRules(LicensedHandler.class, ByDefault.class, InTests.class))) {
            Rule rule = container.environment().rules().obtain(Licensed.class);

            assertThat(rule.predicate().test(alice)).isTrue();
        }
    }

    @Dependent
    public static class Counted implements Rule {
        public Counted() {
            MADE.incrementAndGet();
        }

        @Override
        public Predicate<ClientConnection> predicate() {
            return connection -> true;
        }

        @PreDestroy
        void destroyed() {
            DESTROYED.incrementAndGet();
        }
    }

    @WebSocketHandler("/counted")
    public static class CountedHandler {
        @RpcMethod
        @Requires(Counted.class)
        public void one() {}

        @RpcMethod
        @Requires(Counted.class)
        public void two() {}
    }

    @Test
    void deploymentCreatesNoRuleAndADependentRuleEndsWithTheApplication() throws Exception {
        try (TestContainer container = TestContainer.start(withRules(CountedHandler.class, Counted.class))) {
            assertThat(MADE).hasValue(0);
            container.environment().rules().obtain(Counted.class);
            assertThat(MADE).hasValue(1);
            assertThat(DESTROYED).hasValue(0);
        }
        assertThat(DESTROYED).hasValue(1);
    }

    @ApplicationScoped
    public static class Second implements Licensed {
        @Override
        public Predicate<ClientConnection> predicate() {
            return connection -> false;
        }
    }

    @Test
    void anAmbiguousRuleStopsTheDeployment() {
        DefinitionProblem problem = problem(LicensedHandler.class, ByDefault.class, Second.class);

        assertThat(problem.code()).isEqualTo("WEBSHOCKET-0036");
        assertThat(problem.message())
                .startsWith("@Requires on " + LicensedHandler.class.getCanonicalName() + "#query(): ")
                .contains(Licensed.class.getCanonicalName(), "several beans");
    }

    @Test
    void aRuleWithoutBeanAndConstructorStopsTheDeployment() {
        DefinitionProblem problem = problem(LicensedHandler.class);

        assertThat(problem.code()).isEqualTo("WEBSHOCKET-0036");
        assertThat(problem.message()).contains(Licensed.class.getCanonicalName(), "it is abstract");
    }

    @RequestScoped
    public static class OfARequest implements Rule {
        @Override
        public Predicate<ClientConnection> predicate() {
            return connection -> true;
        }
    }

    @WebSocketHandler("/request")
    public static class RequestHandler {
        @RpcMethod
        @Requires(OfARequest.class)
        public void query() {}
    }

    @Test
    void aRuleInAnInactiveScopeStopsTheStart() {
        DefinitionProblem problem = problem(RequestHandler.class, OfARequest.class);

        assertThat(problem.code()).isEqualTo("WEBSHOCKET-0036");
        assertThat(problem.message()).contains(OfARequest.class.getCanonicalName(), "ContextNotActiveException");
    }
}
