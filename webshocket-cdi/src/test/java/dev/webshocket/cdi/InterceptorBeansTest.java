package dev.webshocket.cdi;

import static org.assertj.core.api.Assertions.assertThat;

import dev.webshocket.RpcMethod;
import dev.webshocket.WebSocketHandler;
import dev.webshocket.spi.extension.CallInterceptor;
import dev.webshocket.spi.extension.InterceptedCall;
import jakarta.annotation.PreDestroy;
import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.context.Dependent;
import jakarta.enterprise.inject.Alternative;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import java.util.List;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.atomic.AtomicInteger;
import org.jboss.weld.environment.se.Weld;
import org.junit.jupiter.api.Test;

/** Call interceptors that are beans. */
class InterceptorBeansTest {

    private static final AtomicInteger DESTROYED = new AtomicInteger();

    @WebSocketHandler("/ws")
    public static class Handler {
        @RpcMethod
        public void nothing() {}
    }

    /** Has a name, since the class of a client proxy has another one. */
    public abstract static class NamedInterceptor implements CallInterceptor {

        @Override
        public CompletionStage<?> intercept(InterceptedCall call) {
            return call.proceed();
        }

        public abstract String name();
    }

    @ApplicationScoped
    public static class Store {
        public String name() {
            return "first";
        }
    }

    @ApplicationScoped
    @Priority(10)
    public static class First extends NamedInterceptor {
        @Inject
        Store store;

        @Override
        public String name() {
            return store.name();
        }
    }

    @Dependent
    @Priority(3000)
    public static class Last extends NamedInterceptor {
        @Override
        public String name() {
            return "last";
        }

        @PreDestroy
        void destroy() {
            DESTROYED.incrementAndGet();
        }
    }

    @ApplicationScoped
    @Named("qualified")
    public static class Unordered extends NamedInterceptor {
        @Override
        public String name() {
            return "unordered";
        }
    }

    @Alternative
    @ApplicationScoped
    public static class NotEnabled extends NamedInterceptor {
        @Override
        public String name() {
            return "not enabled";
        }
    }

    @ApplicationScoped
    public static class Producers {
        @Produces
        @ApplicationScoped
        @Priority(500)
        NamedInterceptor produced() {
            return new NamedInterceptor() {
                @Override
                public String name() {
                    return "produced";
                }
            };
        }
    }

    @Test
    void beansAreInterceptorsInTheOrderOfTheirPriorities() {
        DESTROYED.set(0);
        Weld weld = TestContainer.withoutExtension(
                        Handler.class,
                        Store.class,
                        Last.class,
                        Unordered.class,
                        First.class,
                        NotEnabled.class,
                        Producers.class)
                .addExtension(new WebshocketExtension());
        try (TestContainer container = TestContainer.start(weld)) {
            List<CallInterceptor> found = container.environment().interceptors();
            assertThat(found)
                    .extracting(each -> ((NamedInterceptor) each).name())
                    .containsExactly("first", "produced", "unordered", "last");
        }
        assertThat(DESTROYED).hasValue(1);
    }

    @Test
    void mayBeMissing() {
        try (TestContainer container = TestContainer.start(
                TestContainer.withoutExtension(Handler.class).addExtension(new WebshocketExtension()))) {
            assertThat(container.environment().interceptors()).isEmpty();
        }
    }
}
