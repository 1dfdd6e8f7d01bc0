package dev.webshocket.cdi;

import dev.webshocket.spi.binding.JsonbComponents;
import jakarta.enterprise.context.spi.CreationalContext;
import jakarta.enterprise.inject.spi.BeanManager;
import jakarta.enterprise.inject.spi.CDI;
import jakarta.enterprise.inject.spi.InjectionTarget;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;

/**
 * Makes the adapters, serializers and deserializers of JSON-B with injection, as JSON-B implementations do: they need be no
 * beans. Safe for use by any thread.
 */
final class InjectedComponents implements JsonbComponents {

    private final BeanManager beans;
    private final Queue<Runnable> ends = new ConcurrentLinkedQueue<>();

    private InjectedComponents(BeanManager beans) {
        this.beans = beans;
    }

    /** Found by {@link java.util.ServiceLoader}. */
    public static final class Provider implements JsonbComponents.Provider {

        /** For {@link java.util.ServiceLoader}. */
        public Provider() {}

        @Override
        public JsonbComponents create() {
            try {
                return new InjectedComponents(CDI.current().getBeanManager());
            } catch (RuntimeException e) {
                // A client outside of any application with CDI; containers differ in what they throw then.
                return new InjectedComponents(null);
            }
        }
    }

    @Override
    public <T> T create(Class<T> type) throws Exception {
        if (beans == null) {
            return type.getConstructor().newInstance();
        }
        InjectionTarget<T> target =
                beans.getInjectionTargetFactory(beans.createAnnotatedType(type)).createInjectionTarget(null);
        CreationalContext<T> creation = beans.createCreationalContext(null);
        T instance = target.produce(creation);
        try {
            target.inject(instance, creation);
            target.postConstruct(instance);
        } catch (RuntimeException e) {
            creation.release();
            throw e;
        }
        ends.add(() -> {
            try {
                target.preDestroy(instance);
                target.dispose(instance);
            } finally {
                creation.release();
            }
        });
        return instance;
    }

    @Override
    public void close() {
        RuntimeException failure = null;
        for (Runnable end = ends.poll(); end != null; end = ends.poll()) {
            try {
                end.run();
            } catch (RuntimeException e) {
                failure = e;
            }
        }
        if (failure != null) {
            throw failure;
        }
    }
}
