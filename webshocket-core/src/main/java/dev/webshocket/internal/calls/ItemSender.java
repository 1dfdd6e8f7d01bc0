package dev.webshocket.internal.calls;

import dev.webshocket.RpcStream;
import java.util.concurrent.CancellationException;
import java.util.concurrent.Semaphore;

/** Sends the items of a stream on the threads that produce them, which wait for room. Safe for use by any thread. */
public final class ItemSender<T> implements RpcStream<T> {

    private final IncomingCall call;

    /**
     * Makes the sender of a call.
     *
     * @param call which ends the stream by its answer
     */
    public ItemSender(IncomingCall call) {
        this.call = call;
    }

    @Override
    public void send(T item) {
        awaitRoom();
        if (call.isCancelled()) {
            throw new CancellationException("the client has cancelled the stream or has gone");
        }
        if (call.isOver()) {
            throw new IllegalStateException("the method that this stream belongs to has returned");
        }
        call.sendItem(item);
    }

    @Override
    public boolean isCancelled() {
        return call.isCancelled();
    }

    private void awaitRoom() {
        Semaphore room = new Semaphore(0);
        while (!call.isOver() && call.sender().whenRoom(room::release)) {
            try {
                room.acquire();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new CancellationException("interrupted while waiting for a slow client");
            }
        }
    }
}
