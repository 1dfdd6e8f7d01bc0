package dev.webshocket.cdi;

import jakarta.enterprise.context.spi.Contextual;
import jakarta.enterprise.context.spi.CreationalContext;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.locks.ReentrantLock;

/**
 * The instance of a bean in the scope of a connection or call. Safe for use by any thread.
 *
 * <p>Its states are new, created and destroyed; a new one may be destroyed too. If creation and destruction run at the
 * same time, exactly one of the two threads destroys the instance.
 *
 * @param <T> the bean's type
 */
final class ScopedBean<T> {

    private final Contextual<T> contextual;
    // A lock, since up to Java 23 a virtual thread that waits for a monitor pins its carrier thread.
    private final ReentrantLock creationLock = new ReentrantLock();
    private final AtomicReference<Created<T>> state = new AtomicReference<>();

    ScopedBean(Contextual<T> contextual) {
        this.contextual = contextual;
    }

    /** Returns the instance, or null unless it is created. */
    T instance() {
        Created<T> created = state.get();
        return created == null ? null : created.instance();
    }

    /** Returns its place in the order of creation, or -1 unless it is created. */
    int ordinal() {
        Created<T> created = state.get();
        return created == null ? -1 : created.ordinal();
    }

    /**
     * Creates the instance, or waits for the thread that creates it.
     *
     * @param creation the creational context of the instance
     * @param count returns the ordinal
     * @return whether there is an instance; false if it is destroyed
     * @throws IllegalStateException if this thread is creating it
     */
    boolean ensureCreated(CreationalContext<T> creation, AtomicInteger count) {
        if (creationLock.isHeldByCurrentThread()) {
            throw new IllegalStateException(
                    contextual + " is used during its creation: by its own constructor or @PostConstruct method, or by "
                            + "those of a bean that these use.");
        }
        creationLock.lock();
        try {
            if (state.get() == null) {
                T instance = create(creation);
                if (!state.compareAndSet(null, new Created<>(instance, creation, count.getAndIncrement()))) {
                    contextual.destroy(instance, creation);
                }
            }
            return !state.get().isDestroyed();
        } finally {
            creationLock.unlock();
        }
    }

    private T create(CreationalContext<T> creation) {
        try {
            return Objects.requireNonNull(contextual.create(creation), () -> contextual + " created no instance");
        } catch (RuntimeException | Error e) {
            // Destroys the dependent objects that were already created.
            creation.release();
            throw e;
        }
    }

    /** Destroys the instance, or prevents its creation. */
    void destroy() {
        Created<T> created = state.getAndSet(Created.destroyed());
        if (created != null && !created.isDestroyed()) {
            contextual.destroy(created.instance(), created.creation());
        }
    }

    private record Created<T>(T instance, CreationalContext<T> creation, int ordinal) {

        static <T> Created<T> destroyed() {
            return new Created<>(null, null, -1);
        }

        boolean isDestroyed() {
            return creation == null;
        }
    }
}
