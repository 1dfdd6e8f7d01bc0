package dev.webshocket.cdi;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.webshocket.ClientConnection;
import dev.webshocket.spi.platform.CallScopes;
import jakarta.annotation.PostConstruct;
import jakarta.annotation.PreDestroy;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.context.ContextNotActiveException;
import jakarta.enterprise.context.spi.AlterableContext;
import jakarta.enterprise.inject.Disposes;
import jakarta.enterprise.inject.Produces;
import jakarta.enterprise.inject.spi.Bean;
import jakarta.enterprise.inject.spi.BeanManager;
import jakarta.inject.Inject;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The life cycle of {@link ConnectionScoped} beans. */
class ConnectionScopedTest {

    private final FakeConnection alice = new FakeConnection("alice");
    private final FakeConnection bob = new FakeConnection("bob");
    private TestContainer container;

    @BeforeEach
    void start() {
        container = TestContainer.of(
                Log.class, Cart.class, Shop.class, Stubborn.class, Producer.class, Vain.class, Farewell.class);
        container.begin(alice);
        container.begin(bob);
    }

    @AfterEach
    void stop() {
        container.close();
    }

    @Test
    void callsOfAConnectionShareAnInstance() {
        Cart cart = container.bean(Cart.class);

        container.call(alice, () -> cart.add("tea"));
        container.call(alice, () -> cart.add("milk"));

        assertThat(container.<String>call(alice, cart::content)).isEqualTo("[tea, milk]");
    }

    @Test
    void eachConnectionHasItsOwnInstance() {
        Cart cart = container.bean(Cart.class);

        container.call(alice, () -> cart.add("tea"));

        assertThat(container.<String>call(bob, cart::content)).isEqualTo("[]");
    }

    @Test
    void isInactiveOutsideACall() {
        Cart cart = container.bean(Cart.class);

        assertThatThrownBy(cart::content).isInstanceOf(ContextNotActiveException.class);
        assertThatThrownBy(() -> context().get(bean(Cart.class))).isInstanceOf(ContextNotActiveException.class);
    }

    @Test
    void aLookupWithoutACreationalContextCreatesNothing() {
        Cart found = container.call(alice, () -> context().get(bean(Cart.class), null));

        assertThat(found).isNull();
        assertThat(log()).isEmpty();
    }

    @Test
    void isInactiveOnceTheConnectionHasEnded() {
        Cart cart = container.bean(Cart.class);

        try (CallScopes.Scope late = container.environment().scopes().enter(alice)) {
            cart.add("tea");
            container.end(alice);

            assertThatThrownBy(cart::content).isInstanceOf(ContextNotActiveException.class);
            assertThat(context().isActive()).isFalse();
            assertThatThrownBy(() -> context().get(bean(Cart.class)))
                    .isInstanceOf(ContextNotActiveException.class)
                    .hasMessageContaining("The connection alice has ended");
        }
        assertThat(container.extension().connections().connections()).isEqualTo(1);
    }

    @Test
    void endDestroysItsInstancesAlone() {
        Cart cart = container.bean(Cart.class);
        container.call(alice, () -> cart.add("tea"));
        container.call(bob, () -> cart.add("milk"));

        container.end(alice);

        assertThat(log()).containsExactly("cart of alice made", "cart of bob made", "cart of alice destroyed");
        assertThat(container.<String>call(bob, cart::content)).isEqualTo("[milk]");
    }

    @Test
    void endTwiceDestroysOnce() {
        Cart cart = container.bean(Cart.class);
        container.call(alice, () -> cart.add("tea"));

        container.end(alice);
        container.end(alice);

        assertThat(log()).containsExactly("cart of alice made", "cart of alice destroyed");
    }

    @Test
    void destructionIsInReverseOrderAndMayUseEarlierBeans() {
        Shop shop = container.bean(Shop.class);
        container.call(alice, shop::open);

        container.end(alice);

        assertThat(log())
                .containsExactly(
                        "cart of alice made",
                        "shop with [flyer] made",
                        "shop with [flyer] destroyed",
                        "cart of alice destroyed");
    }

    @Test
    void createsNothingWhileTheConnectionEnds() {
        Farewell farewell = container.bean(Farewell.class);
        container.call(alice, farewell::wave);

        container.end(alice);

        assertThat(log()).containsExactly("no cart any more");
    }

    @Test
    void aFailedDestructionDoesNotStopTheOthers() {
        Cart cart = container.bean(Cart.class);
        Stubborn stubborn = container.bean(Stubborn.class);
        container.call(alice, () -> cart.add("tea"));
        container.call(alice, stubborn::name);

        container.end(alice);

        assertThat(log()).containsExactly("cart of alice made", "cart of alice destroyed");
        assertThat(container.extension().connections().connections()).isEqualTo(1);
    }

    @Test
    void producedBeansAreDisposedOf() {
        Greeting produced = container.bean(Greeting.class);
        assertThat(container.<String>call(alice, produced::text)).isEqualTo("hello");

        container.end(alice);

        assertThat(log()).containsExactly("hello disposed of");
    }

    @Test
    void theNextUseAfterDestroyCreatesANewInstance() {
        Cart cart = container.bean(Cart.class);
        container.call(alice, () -> cart.add("tea"));

        container.call(alice, () -> {
            context().destroy(bean(Cart.class));
            context().destroy(bean(Cart.class));
            return null;
        });

        assertThat(container.<String>call(alice, cart::content)).isEqualTo("[]");
        assertThat(log()).containsExactly("cart of alice made", "cart of alice destroyed", "cart of alice made");
    }

    @Test
    void useOfABeanDuringItsCreationFails() {
        Vain vain = container.bean(Vain.class);

        assertThatThrownBy(() -> container.call(alice, vain::name))
                .rootCause()
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("is used during its creation");
    }

    private AlterableContext context() {
        return container.extension().connections();
    }

    @SuppressWarnings("unchecked")
    private <T> Bean<T> bean(Class<T> type) {
        BeanManager beans = container.beanManager();
        return (Bean<T>) beans.resolve(beans.getBeans(type));
    }

    private List<String> log() {
        return container.bean(Log.class).entries();
    }

    @ApplicationScoped
    public static class Log {
        private final List<String> entries = new CopyOnWriteArrayList<>();

        public List<String> entries() {
            return List.copyOf(entries);
        }

        public void add(String entry) {
            entries.add(entry);
        }
    }

    @ConnectionScoped
    public static class Cart {
        private final List<String> goods = new CopyOnWriteArrayList<>();

        @Inject
        Log log;

        @Inject
        ClientConnection connection;

        @PostConstruct
        void made() {
            log.add("cart of " + connection.uid() + " made");
        }

        @PreDestroy
        void destroyed() {
            log.add("cart of " + connection.uid() + " destroyed");
        }

        public boolean add(String good) {
            return goods.add(good);
        }

        public String content() {
            return goods.toString();
        }
    }

    @ConnectionScoped
    public static class Shop {
        @Inject
        Log log;

        @Inject
        Cart cart;

        public boolean open() {
            return true;
        }

        @PostConstruct
        void made() {
            cart.add("flyer");
            log.add("shop with " + cart.content() + " made");
        }

        @PreDestroy
        void destroyed() {
            log.add("shop with " + cart.content() + " destroyed");
        }
    }

    @ConnectionScoped
    public static class Farewell {
        @Inject
        Log log;

        @Inject
        Cart cart;

        public boolean wave() {
            return true;
        }

        @PreDestroy
        void destroyed() {
            try {
                cart.content();
            } catch (ContextNotActiveException e) {
                log.add("no cart any more");
            }
        }
    }

    @ConnectionScoped
    public static class Stubborn {
        public String name() {
            return "stubborn";
        }

        @PreDestroy
        void destroyed() {
            throw new IllegalStateException("asked for");
        }
    }

    @ConnectionScoped
    public static class Vain {
        @Inject
        Vain mirror;

        public String name() {
            return "vain";
        }

        @PostConstruct
        void made() {
            mirror.name();
        }
    }

    @ApplicationScoped
    public static class Producer {
        @Inject
        Log log;

        @Produces
        @ConnectionScoped
        Greeting greeting() {
            return new Greeting();
        }

        void dispose(@Disposes Greeting greeting) {
            log.add(greeting.text() + " disposed of");
        }
    }

    public static class Greeting {
        public String text() {
            return "hello";
        }
    }
}
