package dev.webshocket.cdi;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.webshocket.Channels;
import dev.webshocket.RpcMethod;
import dev.webshocket.WebSocketHandler;
import dev.webshocket.WebshocketSettings;
import dev.webshocket.cdi.archive.ArchivedHandler;
import dev.webshocket.spi.platform.WebshocketEngine;
import jakarta.enterprise.inject.spi.Bean;
import java.io.IOException;
import java.io.InputStream;
import java.lang.reflect.Proxy;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.jboss.weld.environment.se.Weld;
import org.jboss.weld.environment.se.WeldContainer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** An EAR with this library in {@code lib}, on a server where its web applications share one CDI container. */
class EarTest {

    @WebSocketHandler("/ws")
    public static class Hello {
        @RpcMethod
        public String hello() {
            return "hello";
        }
    }

    @WebSocketHandler("/ws")
    public static class Again {
        @RpcMethod
        public String hello() {
            return "again";
        }
    }

    /** The class loader of a WAR, which defines some classes itself. */
    private static final class WarLoader extends ClassLoader {
        private final Set<String> own;

        WarLoader(Class<?>... own) {
            super(EarTest.class.getClassLoader());
            this.own = Set.copyOf(List.of(own).stream().map(Class::getName).toList());
        }

        Class<?> load(Class<?> type) throws ClassNotFoundException {
            return loadClass(type.getName());
        }

        @Override
        protected Class<?> loadClass(String name, boolean resolve) throws ClassNotFoundException {
            synchronized (getClassLoadingLock(name)) {
                Class<?> loaded = findLoadedClass(name);
                return loaded != null ? loaded : own.contains(name) ? define(name) : super.loadClass(name, resolve);
            }
        }

        private Class<?> define(String name) throws ClassNotFoundException {
            try (InputStream file = getResourceAsStream(name.replace('.', '/') + ".class")) {
                byte[] bytes = file.readAllBytes();
                return defineClass(name, bytes, 0, bytes.length);
            } catch (IOException e) {
                throw new ClassNotFoundException(name, e);
            }
        }
    }

    private static final Class<?> SHARED = Hello.class;
    private static final Class<?> OWN = ArchivedHandler.class;

    private final WarLoader one = new WarLoader(OWN);
    private final WarLoader two = new WarLoader(OWN);
    private final WarLoader without = new WarLoader(OWN, SHARED);
    private WeldContainer container;

    @BeforeEach
    void start() {
        container = new Weld(UUID.randomUUID().toString())
                .disableDiscovery()
                .addBeanClasses(EarTest.class)
                .initialize();
    }

    @AfterEach
    void stop() {
        container.close();
    }

    private HandlerBeans handlers(Class<?>... types) {
        HandlerBeans handlers = new HandlerBeans();
        for (Class<?> type : types) {
            Bean<?> bean = proxy(Bean.class, Map.of("getBeanClass", type));
            handlers.collect(container.getBeanManager().createAnnotatedType(type), bean);
        }
        return handlers;
    }

    private static <T> T proxy(Class<T> type, Map<String, Object> answers) {
        return type.cast(Proxy.newProxyInstance(
                type.getClassLoader(), new Class<?>[] {type}, (proxy, method, args) -> answers.get(method.getName())));
    }

    @Test
    void aWebApplicationHasItsOwnHandlersAndThoseOfTheEar() throws Exception {
        Class<?> first = one.load(OWN);
        Class<?> second = two.load(OWN);
        HandlerBeans handlers = handlers(first, second, SHARED);
        assertThat(handlers.types(one)).containsExactlyInAnyOrder(first, SHARED);
        assertThat(handlers.types(two)).containsExactlyInAnyOrder(second, SHARED);
        assertThat(handlers.types(without)).isEmpty();
        assertThat(handlers.types(null)).containsExactlyInAnyOrder(first, second, SHARED);
    }

    @Test
    void handlersOfTwoWebApplicationsAreNotServedTogether() throws Exception {
        Class<?> first = one.load(OWN);
        Class<?> second = two.load(OWN);
        assertThat(handlers(first, second, SHARED).groups())
                .map(Set::copyOf)
                .containsExactlyInAnyOrder(Set.of(first, SHARED), Set.of(second, SHARED), Set.of(SHARED));
    }

    @Test
    void mistakesOfHandlersThatAreServedTogetherAreReportedOnce() {
        Weld weld = new Weld(UUID.randomUUID().toString())
                .disableDiscovery()
                .addExtension(new WebshocketExtension())
                .addBeanClasses(Hello.class, Again.class);
        assertThatThrownBy(weld::initialize)
                .hasMessageContaining("WEBSHOCKET-0015")
                .satisfies(
                        e -> assertThat(e.getMessage().split("WEBSHOCKET-", -1)).hasSize(2));
    }

    @Test
    void aBeanOfAnotherWebApplicationIsReplacedByTheDefault() {
        // This container has no bean of the type, since the other application's bean kept the extension from adding
        // one.
        assertThat(CdiEnvironment.settings(container.getBeanManager())).isEqualTo(WebshocketSettings.defaults());
    }

    @Test
    void channelsAreThoseOfTheWebApplicationOfTheThread() {
        Engines engines = new Engines();
        Channels channels = new InjectedChannels(engines);
        engines.add(one, engine(1));
        assertThat(as(without, channels)).isEqualTo(1);
        engines.add(two, engine(2));
        assertThat(as(one, channels)).isEqualTo(1);
        assertThat(as(two, channels)).isEqualTo(2);
        assertThatThrownBy(() -> as(without, channels))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("Several web applications of this EAR");
    }

    @Test
    void theEndOfAWebApplicationLeavesTheOthersOpen() {
        Engines engines = new Engines();
        List<String> closed = new ArrayList<>();
        engines.add(one, closing(() -> closed.add("one")));
        engines.add(two, closing(() -> closed.add("two")));
        run(without, engines::close);
        assertThat(closed).isEmpty();
        run(two, engines::close);
        assertThat(closed).containsExactly("two");
    }

    private static WebshocketEngine closing(Runnable close) {
        return (WebshocketEngine) Proxy.newProxyInstance(
                WebshocketEngine.class.getClassLoader(),
                new Class<?>[] {WebshocketEngine.class},
                (proxy, method, args) -> {
                    close.run();
                    return null;
                });
    }

    private static WebshocketEngine engine(int connections) {
        Channels channels = proxy(Channels.class, Map.of("broadcast", connections));
        return proxy(WebshocketEngine.class, Map.of("channels", channels));
    }

    private static int as(ClassLoader application, Channels channels) {
        int[] reached = new int[1];
        run(application, () -> reached[0] = channels.broadcast("x"));
        return reached[0];
    }

    private static void run(ClassLoader application, Runnable action) {
        ClassLoader before = Thread.currentThread().getContextClassLoader();
        Thread.currentThread().setContextClassLoader(application);
        try {
            action.run();
        } finally {
            Thread.currentThread().setContextClassLoader(before);
        }
    }
}
