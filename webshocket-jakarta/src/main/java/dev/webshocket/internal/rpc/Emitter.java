package dev.webshocket.internal.rpc;

import dev.webshocket.RpcStream;
import java.util.concurrent.CancellationException;
import java.util.concurrent.Semaphore;

/** Sends the items of a stream from the threads that make them, which wait for room. Safe for use by any thread. */
final class Emitter<T> implements RpcStream<T> {

    private final Call call;
    private final Answers answers;

    Emitter(Call call, Answers answers) {
        this.call = call;
        this.answers = answers;
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
        answers.item(call, item);
    }

    @Override
    public boolean isCancelled() {
        return call.isCancelled();
    }

    private void awaitRoom() {
        Semaphore room = new Semaphore(0);
        while (!call.isOver() && call.peer().outbound().whenRoom(room::release)) {
            try {
                room.acquire();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new CancellationException("interrupted while waiting for a slow client");
            }
        }
    }
}
