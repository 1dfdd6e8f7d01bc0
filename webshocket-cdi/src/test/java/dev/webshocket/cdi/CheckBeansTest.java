package dev.webshocket.cdi;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.webshocket.AccessCheck;
import dev.webshocket.AccessRule;
import dev.webshocket.AccessRules;
import dev.webshocket.ClientConnection;
import dev.webshocket.DefinitionException;
import dev.webshocket.RpcMethod;
import dev.webshocket.WebSocketHandler;
import dev.webshocket.internal.concurrent.DefaultExecutors;
import dev.webshocket.spi.platform.WebshocketEngine;
import jakarta.annotation.PreDestroy;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.context.Dependent;
import jakarta.inject.Inject;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Predicate;
import org.jboss.weld.environment.se.Weld;
import org.junit.jupiter.api.Test;

/** Access checks that are beans. */
class CheckBeansTest {

    private static final AtomicInteger ASKED = new AtomicInteger();
    private static final AtomicInteger DESTROYED = new AtomicInteger();

    @ApplicationScoped
    public static class Guests {
        public boolean has(String uid, String list) {
            return uid.equals(list);
        }
    }

    @AccessRule(GuestCheck.class)
    @Retention(RetentionPolicy.RUNTIME)
    public @interface GuestOf {
        String value();
    }

    @Dependent
    public static class GuestCheck implements AccessCheck<GuestOf> {
        @Inject
        Guests guests;

        @Override
        public Predicate<ClientConnection> predicate(GuestOf guest, AccessRules rules) {
            ASKED.incrementAndGet();
            if (guest.value().isEmpty()) {
                throw new IllegalArgumentException("the list has no name; write one");
            }
            return connection -> guests.has(connection.uid(), guest.value());
        }

        @PreDestroy
        void destroy() {
            DESTROYED.incrementAndGet();
        }
    }

    @WebSocketHandler("/party")
    public static class Party {
        @RpcMethod
        @GuestOf("alice")
        public void enter() {}

        @RpcMethod
        @GuestOf("bob")
        public void leave() {}
    }

    @WebSocketHandler("/nameless")
    public static class Nameless {
        @RpcMethod
        @GuestOf("")
        public void enter() {}
    }

    private static Weld with(Class<?>... beans) {
        return TestContainer.withoutExtension(beans).addExtension(new WebshocketExtension());
    }

    @Test
    void aCheckBeanHasInjectionAndMakesAPredicateForEachAnnotation() throws Exception {
        ASKED.set(0);
        DESTROYED.set(0);
        try (TestContainer container = TestContainer.start(with(Party.class, GuestCheck.class, Guests.class));
                DefaultExecutors executors = new DefaultExecutors(2)) {
            // Not called before beans are ready.
            assertThat(ASKED).hasValue(0);
            try (WebshocketEngine engine =
                    WebshocketEngine.create(CdiEnvironment.create(container.beanManager(), executors.executors()))) {
                assertThat(engine.paths()).containsExactly("/party");
                assertThat(ASKED).hasValue(2);
            }
            assertThat(container
                            .environment()
                            .rules()
                            .obtain(GuestCheck.class)
                            .guests
                            .has("a", "a"))
                    .isTrue();
        }
        assertThat(DESTROYED).hasValue(2);
    }

    @Test
    void refusedValuesAreADefinitionErrorWhenTheEngineIsCreated() {
        try (TestContainer container = TestContainer.start(with(Nameless.class, GuestCheck.class, Guests.class))) {
            assertThatThrownBy(() -> WebshocketEngine.create(container.environment()))
                    .isInstanceOfSatisfying(
                            DefinitionException.class,
                            e -> assertThat(e.problems()).singleElement().satisfies(problem -> {
                                assertThat(problem.code()).isEqualTo("WEBSHOCKET-0066");
                                assertThat(problem.message())
                                        .contains("@GuestOf on ", "Nameless#enter()", "no name; write one");
                            }));
        }
    }
}
