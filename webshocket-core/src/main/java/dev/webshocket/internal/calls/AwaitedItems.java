package dev.webshocket.internal.calls;

import dev.webshocket.RpcItems;
import java.util.Iterator;
import java.util.NoSuchElementException;
import java.util.Spliterator;
import java.util.Spliterators;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

/** Waits for the items of a stream. For one consumer; {@code close} is for any thread. */
public final class AwaitedItems<V, T> implements RpcItems<T>, Iterator<T> {

    private final ItemBuffer<V> buffer;
    private final Function<? super V, ? extends T> reader;
    private final Supplier<? extends RuntimeException> interrupted;
    private ItemBuffer.Item<V> ahead;
    private volatile boolean closed;

    /**
     * Makes the items of a buffer.
     *
     * @param reader makes what the consumer gets; the stream is stopped if it throws
     * @param interrupted makes the exception for a thread that is interrupted while it waits
     */
    public AwaitedItems(
            ItemBuffer<V> buffer,
            Function<? super V, ? extends T> reader,
            Supplier<? extends RuntimeException> interrupted) {
        this.buffer = buffer;
        this.reader = reader;
        this.interrupted = interrupted;
    }

    @Override
    public Iterator<T> iterator() {
        return this;
    }

    @Override
    public boolean hasNext() {
        if (closed) {
            return false;
        }
        if (ahead == null) {
            ahead = await();
        }
        return ahead != null;
    }

    private ItemBuffer.Item<V> await() {
        try {
            ItemBuffer.Item<V> item = buffer.await();
            RuntimeException failure = item == null ? buffer.failure() : null;
            if (failure != null) {
                // Another thread created it: the stack trace would show that thread, not this caller.
                failure.fillInStackTrace();
                throw failure;
            }
            return item;
        } catch (InterruptedException e) {
            buffer.stop();
            Thread.currentThread().interrupt();
            throw interrupted.get();
        }
    }

    @Override
    public T next() {
        if (!hasNext()) {
            throw new NoSuchElementException("the stream has ended");
        }
        V value = ahead.value();
        ahead = null;
        try {
            return reader.apply(value);
        } catch (RuntimeException e) {
            buffer.stop();
            throw e;
        }
    }

    @Override
    public Stream<T> stream() {
        return StreamSupport.stream(Spliterators.spliteratorUnknownSize(this, Spliterator.ORDERED), false)
                .onClose(this::close);
    }

    @Override
    public void close() {
        closed = true;
        buffer.stop();
    }
}
