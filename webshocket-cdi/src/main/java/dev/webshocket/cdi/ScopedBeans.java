package dev.webshocket.cdi;

import jakarta.enterprise.context.ContextNotActiveException;
import jakarta.enterprise.context.spi.Contextual;
import jakarta.enterprise.context.spi.CreationalContext;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * The beans in the scope of one connection or call. Safe for use by any thread; while a bean is created, only the lock
 * of that bean is held.
 */
final class ScopedBeans {

    private final ConcurrentMap<Contextual<?>, ScopedBean<?>> beans = new ConcurrentHashMap<>();
    private final AtomicInteger creations = new AtomicInteger();
    private final String endedMessage;
    private volatile boolean ended;

    /**
     * Makes an empty scope.
     *
     * @param endedMessage the message of the exception after the end
     */
    ScopedBeans(String endedMessage) {
        this.endedMessage = endedMessage;
    }

    /**
     * Returns an existing instance, or null. During the end of the scope, instances are available until their own
     * destruction.
     */
    <T> T get(Contextual<T> contextual) {
        ScopedBean<T> bean = find(contextual);
        return bean == null ? null : bean.instance();
    }

    /**
     * Returns the instance of a bean, and creates it if necessary.
     *
     * @throws ContextNotActiveException if it would have to be created, and the scope has ended or ends meanwhile
     */
    <T> T get(Contextual<T> contextual, CreationalContext<T> creation) {
        while (true) {
            T instance = get(contextual);
            if (instance != null) {
                return instance;
            }
            if (ended) {
                throw alreadyEnded();
            }
            ScopedBean<T> bean = findOrAdd(contextual);
            boolean exists = bean.ensureCreated(creation, creations);
            if (ended) {
                // destroyAll may have missed this bean. Exactly one of the two threads destroys it.
                bean.destroy();
                throw alreadyEnded();
            }
            if (!exists) {
                // AlterableContext.destroy has destroyed it: retry with a new one.
                beans.remove(contextual, bean);
            }
        }
    }

    /** Destroys the instance of a bean, if there is one; the next use creates another. */
    void destroy(Contextual<?> contextual) {
        ScopedBean<?> bean = beans.remove(contextual);
        if (bean != null) {
            bean.destroy();
        }
    }

    /**
     * Ends the scope: destroys all instances in reverse order of creation, and creates no more.
     *
     * @throws RuntimeException the first exception from the destruction of a bean, after all are destroyed
     */
    void destroyAll() {
        ended = true;
        // A snapshot of the ordinals, since a concurrent creation would change them during the sort.
        List<Ordered> reverseOrder = beans.values().stream()
                .map(bean -> new Ordered(bean.ordinal(), bean))
                .sorted(Comparator.comparingInt(Ordered::ordinal).reversed())
                .toList();
        RuntimeException failure = null;
        for (Ordered next : reverseOrder) {
            try {
                next.bean().destroy();
            } catch (RuntimeException e) {
                if (failure == null) {
                    failure = e;
                } else {
                    failure.addSuppressed(e);
                }
            }
        }
        // The destroyed entries stay, so that a call that has not seen the end yet cannot create a second instance.
        if (failure != null) {
            throw failure;
        }
    }

    /** Tells whether the scope has ended. */
    boolean hasEnded() {
        return ended;
    }

    int size() {
        return beans.size();
    }

    @SuppressWarnings("unchecked") // only findOrAdd adds entries
    private <T> ScopedBean<T> find(Contextual<T> contextual) {
        return (ScopedBean<T>) beans.get(contextual);
    }

    @SuppressWarnings("unchecked")
    private <T> ScopedBean<T> findOrAdd(Contextual<T> contextual) {
        return (ScopedBean<T>) beans.computeIfAbsent(contextual, ScopedBean::new);
    }

    private ContextNotActiveException alreadyEnded() {
        return new ContextNotActiveException(endedMessage);
    }

    private record Ordered(int ordinal, ScopedBean<?> bean) {}
}
