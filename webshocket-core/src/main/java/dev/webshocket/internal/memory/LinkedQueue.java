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
        private E previous;

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
            link(last, element);
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
            remove(element);
        }
        return element;
    }

    /** Removes an element, which must be in this queue. Takes the same time in a queue of any length. */
    public void remove(E element) {
        E next = next(element);
        E previous = previous(element);
        if (previous == null) {
            first = next;
        }
        if (next == null) {
            last = previous;
        }
        link(previous, next);
        unlink(element);
    }

    /**
     * Removes the elements for which a condition holds. The condition is tested for each element in order.
     *
     * @param removed gets each removed element, before the condition is tested for the next
     */
    public void removeIf(Predicate<? super E> condition, Consumer<? super E> removed) {
        E element = first;
        while (element != null) {
            E next = next(element);
            if (condition.test(element)) {
                remove(element);
                removed.accept(element);
            }
            element = next;
        }
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

    private static <E extends Element<E>> E previous(Element<E> element) {
        return element.previous;
    }

    /** Lets one element follow another; null stands for none. */
    private static <E extends Element<E>> void link(E one, E other) {
        if (one != null) {
            ((Element<E>) one).next = other;
        }
        if (other != null) {
            ((Element<E>) other).previous = one;
        }
    }

    private static <E extends Element<E>> void unlink(Element<E> element) {
        element.next = null;
        element.previous = null;
    }
}
