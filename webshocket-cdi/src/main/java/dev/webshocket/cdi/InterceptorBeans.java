package dev.webshocket.cdi;

import dev.webshocket.spi.extension.CallInterceptor;
import jakarta.annotation.Priority;
import jakarta.enterprise.context.spi.CreationalContext;
import jakarta.enterprise.inject.Any;
import jakarta.enterprise.inject.spi.Annotated;
import jakarta.enterprise.inject.spi.Bean;
import jakarta.enterprise.inject.spi.BeanManager;
import jakarta.enterprise.inject.spi.Decorator;
import jakarta.enterprise.inject.spi.Prioritized;
import jakarta.interceptor.Interceptor;
import java.util.Comparator;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ConcurrentMap;

/** Provides the {@link CallInterceptor} beans, in the order of their {@code @Priority}. Safe for use by any thread. */
final class InterceptorBeans {

    private final ConcurrentMap<Bean<?>, Integer> priorities = new ConcurrentHashMap<>();
    /** The creational contexts to release. */
    private final Queue<CreationalContext<?>> created = new ConcurrentLinkedQueue<>();

    /** Records an enabled bean, if it is an interceptor; its class or producer may have the priority. */
    void collect(Bean<?> bean, Annotated annotated) {
        if (bean.getTypes().contains(CallInterceptor.class) && !(bean instanceof Decorator)) {
            priorities.put(bean, priority(bean, annotated));
        }
    }

    private static int priority(Bean<?> bean, Annotated annotated) {
        Priority priority = annotated == null ? null : annotated.getAnnotation(Priority.class);
        if (priority != null) {
            return priority.value();
        }
        return bean instanceof Prioritized prioritized ? prioritized.getPriority() : Interceptor.Priority.APPLICATION;
    }

    /** Returns the interceptors that an application can see, the outermost first. */
    List<CallInterceptor> interceptors(BeanManager beans) {
        return beans.getBeans(CallInterceptor.class, Any.Literal.INSTANCE).stream()
                .sorted(Comparator.<Bean<?>>comparingInt(
                                bean -> priorities.getOrDefault(bean, Interceptor.Priority.APPLICATION))
                        .thenComparing(bean -> bean.getBeanClass().getName()))
                .map(bean -> reference(beans, bean))
                .toList();
    }

    private CallInterceptor reference(BeanManager beans, Bean<?> bean) {
        CreationalContext<?> creation = beans.createCreationalContext(bean);
        created.add(creation);
        return (CallInterceptor) beans.getReference(bean, CallInterceptor.class, creation);
    }

    /** Destroys the {@code @Dependent} interceptors. */
    void release() {
        for (CreationalContext<?> one = created.poll(); one != null; one = created.poll()) {
            one.release();
        }
    }
}
