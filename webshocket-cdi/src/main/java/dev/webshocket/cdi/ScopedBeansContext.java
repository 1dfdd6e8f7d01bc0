package dev.webshocket.cdi;

import jakarta.enterprise.context.ContextNotActiveException;
import jakarta.enterprise.context.spi.AlterableContext;
import jakarta.enterprise.context.spi.Contextual;
import jakarta.enterprise.context.spi.CreationalContext;
import java.lang.annotation.Annotation;

/** A context with the beans of the current thread's call, or of its connection. Safe for use by any thread. */
abstract class ScopedBeansContext implements AlterableContext {

    private final Class<? extends Annotation> scope;

    ScopedBeansContext(Class<? extends Annotation> scope) {
        this.scope = scope;
    }

    /**
     * Returns the beans of the current call.
     *
     * @throws ContextNotActiveException if there is no call, or its scope has ended
     */
    abstract ScopedBeans beans();

    @Override
    public final Class<? extends Annotation> getScope() {
        return scope;
    }

    @Override
    public final <T> T get(Contextual<T> contextual) {
        return beans().get(contextual);
    }

    @Override
    public final <T> T get(Contextual<T> contextual, CreationalContext<T> creation) {
        return creation == null ? get(contextual) : beans().get(contextual, creation);
    }

    @Override
    public final void destroy(Contextual<?> contextual) {
        beans().destroy(contextual);
    }
}
