package dev.webshocket.cdi;

import dev.webshocket.spi.binding.JsonbComponents;
import jakarta.enterprise.context.spi.CreationalContext;
import jakarta.enterprise.inject.spi.BeanManager;
import jakarta.enterprise.inject.spi.CDI;
import jakarta.enterprise.inject.spi.InjectionTarget;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;

/**
 * Creates JSON-B adapters, serializers and deserializers with CDI injection, as JSON-B implementations do; they need
 * not be beans. Safe for use by any thread.
 */
final class CdiJsonbComponents implements JsonbComponents {

    private final BeanManager beans;
    private final Queue<Runnable> destructions = new ConcurrentLinkedQueue<>();

    private CdiJsonbComponents(BeanManager beans) {
        this.beans = beans;
    }

    /** Creates the components; found by {@link java.util.ServiceLoader}. */
    public static final class Provider implements JsonbComponents.Provider {

        /** For {@link java.util.ServiceLoader}. */
        public Provider() {}

        @Override
        public JsonbComponents create() {
            try {
                return new CdiJsonbComponents(CDI.current().getBeanManager());
            } catch (RuntimeException e) {
                // The caller is outside of a CDI application; containers throw different exceptions then.
                return new CdiJsonbComponents(null);
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
        destructions.add(() -> {
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
        for (Runnable destruction = destructions.poll(); destruction != null; destruction = destructions.poll()) {
            try {
                destruction.run();
            } catch (RuntimeException e) {
                failure = e;
            }
        }
        if (failure != null) {
            throw failure;
        }
    }
}
