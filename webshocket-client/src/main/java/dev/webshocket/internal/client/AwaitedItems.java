package dev.webshocket.internal.client;

import dev.webshocket.RpcItems;
import dev.webshocket.client.ClientException;
import dev.webshocket.internal.calls.ItemCall;
import dev.webshocket.internal.codec.ValueReader;
import java.util.Iterator;
import java.util.NoSuchElementException;
import java.util.Spliterator;
import java.util.Spliterators;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

/** Waits for the items of a stream. For one consumer; {@code close} is for any thread. */
final class AwaitedItems<T> implements RpcItems<T>, Iterator<T> {

    private final ItemCall call;
    private final ValueReader reader;
    private ItemCall.Item ahead;
    private volatile boolean closed;

    AwaitedItems(ItemCall call, ValueReader reader) {
        this.call = call;
        this.reader = reader;
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

    private ItemCall.Item await() {
        try {
            ItemCall.Item item = call.await();
            RuntimeException failure = item == null ? call.failure() : null;
            if (failure != null) {
                throw Waiting.unchecked(failure);
            }
            return item;
        } catch (InterruptedException e) {
            call.stop();
            Thread.currentThread().interrupt();
            throw ClientFailures.interrupted();
        }
    }

    @Override
    public T next() {
        if (!hasNext()) {
            throw new NoSuchElementException("the stream has ended");
        }
        Object value = ahead.value();
        ahead = null;
        try {
            return ResultTypes.read(reader, value);
        } catch (ClientException e) {
            call.stop();
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
        call.stop();
    }
}
