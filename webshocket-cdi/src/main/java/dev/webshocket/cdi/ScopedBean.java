package dev.webshocket.cdi;

import jakarta.enterprise.context.spi.Contextual;
import jakarta.enterprise.context.spi.CreationalContext;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.locks.ReentrantLock;

/**
 * The one instance of a bean that a connection or call has. Safe for use by any thread.
 *
 * <p>Its life goes one way: not made, made, gone, or straight to gone. Whoever makes an instance of one that is gone,
 * and whoever makes it gone, destroys what the other has left: never both, never neither.
 *
 * @param <T> the bean's type
 */
final class ScopedBean<T> {

    private final Contextual<T> contextual;
    // A lock, not a monitor: up to Java 23 a virtual thread that waits for a monitor keeps its carrier.
    private final ReentrantLock making = new ReentrantLock();
    private final AtomicReference<Made<T>> state = new AtomicReference<>();

    ScopedBean(Contextual<T> contextual) {
        this.contextual = contextual;
    }

    /** Returns the instance, or null where it is not made or gone. */
    T instance() {
        Made<T> made = state.get();
        return made == null ? null : made.instance();
    }

    /** Returns which in order of its making this was, or -1 where it is not made or gone. */
    int ordinal() {
        Made<T> made = state.get();
        return made == null ? -1 : made.ordinal();
    }

    /**
     * Makes the instance unless it is made; waits for the thread that makes it.
     *
     * @param creation for the instance
     * @param count gives the ordinal
     * @return whether there is an instance; false where it is gone
     * @throws IllegalStateException if this thread is just making it
     */
    boolean make(CreationalContext<T> creation, AtomicInteger count) {
        if (making.isHeldByCurrentThread()) {
            throw new IllegalStateException(
                    contextual + " is used while it is made: by its own constructor or @PostConstruct method, or by "
                            + "those of a bean that these use.");
        }
        making.lock();
        try {
            if (state.get() == null) {
                T instance = create(creation);
                if (!state.compareAndSet(null, new Made<>(instance, creation, count.getAndIncrement()))) {
                    contextual.destroy(instance, creation);
                }
            }
            return !state.get().isGone();
        } finally {
            making.unlock();
        }
    }

    private T create(CreationalContext<T> creation) {
        try {
            return Objects.requireNonNull(contextual.create(creation), () -> contextual + " made null");
        } catch (RuntimeException | Error e) {
            // What had been made for it has nobody else to destroy it.
            creation.release();
            throw e;
        }
    }

    /** Destroys the instance, or sees to it that none is made. */
    void destroy() {
        Made<T> made = state.getAndSet(Made.gone());
        if (made != null && !made.isGone()) {
            contextual.destroy(made.instance(), made.creation());
        }
    }

    private record Made<T>(T instance, CreationalContext<T> creation, int ordinal) {

        static <T> Made<T> gone() {
            return new Made<>(null, null, -1);
        }

        boolean isGone() {
            return creation == null;
        }
    }
}
