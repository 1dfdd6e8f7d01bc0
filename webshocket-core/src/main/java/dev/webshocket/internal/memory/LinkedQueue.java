package dev.webshocket.internal.memory;

import java.util.Iterator;
import java.util.NoSuchElementException;
import java.util.function.Consumer;
import java.util.function.Predicate;

/**
 * A queue that is linked through its elements, so that an empty one takes no memory beside its own two references. An element is in
 * one queue at most. For one thread at a time.
 *
 * @param <E> the type of the elements
 */
public final class LinkedQueue<E extends LinkedQueue.Element<E>> implements Iterable<E> {

    private E first;
    private E last;

    /** Makes an empty queue. */
    public LinkedQueue() {}

    /**
     * An element of a queue.
     *
     * @param <E> its own type
     */
    public abstract static class Element<E extends Element<E>> {

        private E next;

        /** Makes an element that is in no queue. */
        protected Element() {}
    }

    /** Tells whether the queue has no elements. */
    public boolean isEmpty() {
        return first == null;
    }

    /** Adds an element at the end. */
    public void add(E element) {
        if (first == null) {
            first = element;
        } else {
            next(last, element);
        }
        last = element;
    }

    /** Returns the first element, which stays; null if there is none. */
    public E peek() {
        return first;
    }

    /** Removes and returns the first element; null if there is none. */
    public E poll() {
        E element = first;
        if (element != null) {
            first = next(element);
            next(element, null);
            last = first == null ? null : last;
        }
        return element;
    }

    /**
     * Removes the elements for which a condition holds. The condition is tested for each element in order.
     *
     * @param removed gets each removed element, before the condition is tested for the next
     */
    public void removeIf(Predicate<? super E> condition, Consumer<? super E> removed) {
        E before = null;
        E element = first;
        while (element != null) {
            E next = next(element);
            if (condition.test(element)) {
                if (before == null) {
                    first = next;
                } else {
                    next(before, next);
                }
                next(element, null);
                removed.accept(element);
            } else {
                before = element;
            }
            element = next;
        }
        last = before;
    }

    @Override
    public Iterator<E> iterator() {
        return new Iterator<>() {

            private E next = first;

            @Override
            public boolean hasNext() {
                return next != null;
            }

            @Override
            public E next() {
                E element = next;
                if (element == null) {
                    throw new NoSuchElementException();
                }
                next = LinkedQueue.next(element);
                return element;
            }
        };
    }

    /** Returns the element that follows another one in its queue; null if it is the last. */
    public static <E extends Element<E>> E next(Element<E> element) {
        return element.next;
    }

    private static <E extends Element<E>> void next(Element<E> element, E next) {
        element.next = next;
    }
}
