package dev.webshocket.internal.calls;

import dev.webshocket.RpcStream;
import java.util.concurrent.CancellationException;
import java.util.concurrent.Semaphore;

/**
 * Sends the items of a stream on the threads that produce them, which wait for credit and room. Safe for use by any thread.
 */
public final class ItemSender<T> implements RpcStream<T> {

    private final ItemProducer producer;

    /**
     * Makes the sender of a producer.
     *
     * @param producer which ends the stream by its last message
     */
    public ItemSender(ItemProducer producer) {
        this.producer = producer;
    }

    @Override
    public void send(T item) {
        awaitTurn();
        if (producer.isCancelled()) {
            throw new CancellationException("the other side has cancelled the stream or has gone");
        }
        if (producer.isOver()) {
            throw new IllegalStateException("the method that this stream belongs to has returned");
        }
        producer.sendItem(item);
    }

    @Override
    public boolean isCancelled() {
        return producer.isCancelled();
    }

    /** Waits until the current thread may send one item, or none may follow. */
    private void awaitTurn() {
        Semaphore turn = new Semaphore(0);
        while (!producer.isOver()) {
            if (producer.whenReady(turn::release)) {
                await(turn);
            } else if (producer.takeCredit(1) == 1) {
                // Else another thread was faster.
                return;
            }
        }
    }

    private static void await(Semaphore turn) {
        try {
            turn.acquire();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new CancellationException("interrupted while waiting for a slow receiver");
        }
    }
}
