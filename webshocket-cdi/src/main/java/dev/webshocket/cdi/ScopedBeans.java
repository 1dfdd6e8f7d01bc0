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
 * The beans of one connection or call, that is those in its scope. Safe for use by any thread; no lock is held while a bean
 * is made but that bean's own.
 */
final class ScopedBeans {

    private final ConcurrentMap<Contextual<?>, ScopedBean<?>> beans = new ConcurrentHashMap<>();
    private final AtomicInteger made = new AtomicInteger();
    private final String afterEnd;
    private volatile boolean ended;

    /**
     * Makes what has no beans yet.
     *
     * @param afterEnd what is said to who wants one when it has ended
     */
    ScopedBeans(String afterEnd) {
        this.afterEnd = afterEnd;
    }

    /** Returns an instance that exists, or null. Those not yet destroyed are there while others are. */
    <T> T get(Contextual<T> contextual) {
        ScopedBean<T> bean = find(contextual);
        return bean == null ? null : bean.instance();
    }

    /**
     * Returns the instance of a bean, made if need be.
     *
     * @throws ContextNotActiveException if it would have to be made and these have ended, or end meanwhile
     */
    <T> T get(Contextual<T> contextual, CreationalContext<T> creation) {
        while (true) {
            T instance = get(contextual);
            if (instance != null) {
                return instance;
            }
            if (ended) {
                throw tooLate();
            }
            ScopedBean<T> bean = findOrAdd(contextual);
            boolean alive = bean.make(creation, made);
            if (ended) {
                // The end may have passed before the bean was there to be seen. One of the two destroys it.
                bean.destroy();
                throw tooLate();
            }
            if (!alive) {
                // Destroyed on its own, by AlterableContext.destroy: the next one is another.
                beans.remove(contextual, bean);
            }
        }
    }

    /** Destroys the instance of a bean, if it has one; the next use makes another. */
    void destroy(Contextual<?> contextual) {
        ScopedBean<?> bean = beans.remove(contextual);
        if (bean != null) {
            bean.destroy();
        }
    }

    /**
     * Destroys all instances, the last made first, and makes no more.
     *
     * @throws RuntimeException the first that a bean's destruction threw, after all are destroyed
     */
    void destroyAll() {
        ended = true;
        // The ordinals as they are now: one that a late creation set in the midst of sorting would upset it.
        List<Ordered> lastMadeFirst = beans.values().stream()
                .map(bean -> new Ordered(bean.ordinal(), bean))
                .sorted(Comparator.comparingInt(Ordered::ordinal).reversed())
                .toList();
        RuntimeException failure = null;
        for (Ordered next : lastMadeFirst) {
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
        // They stay, as gone: a call that saw no end yet must not find room for a second instance.
        if (failure != null) {
            throw failure;
        }
    }

    /** Tells whether no more are made. */
    boolean hasEnded() {
        return ended;
    }

    int size() {
        return beans.size();
    }

    @SuppressWarnings("unchecked") // findOrAdd alone adds
    private <T> ScopedBean<T> find(Contextual<T> contextual) {
        return (ScopedBean<T>) beans.get(contextual);
    }

    @SuppressWarnings("unchecked")
    private <T> ScopedBean<T> findOrAdd(Contextual<T> contextual) {
        return (ScopedBean<T>) beans.computeIfAbsent(contextual, ScopedBean::new);
    }

    private ContextNotActiveException tooLate() {
        return new ContextNotActiveException(afterEnd);
    }

    private record Ordered(int ordinal, ScopedBean<?> bean) {}
}
