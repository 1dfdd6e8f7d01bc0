package dev.webshocket.internal.client;

import dev.webshocket.client.ClientException;
import dev.webshocket.packet.RpcResponse;
import java.time.Duration;
import java.util.concurrent.Future;
import java.util.function.Consumer;
import java.util.function.Supplier;

/**
 * A call that has been made and is not over: it waits to be sent, or for its answer. Safe for use by any thread; its lock is
 * not held while anything else is called.
 */
abstract class PendingCall implements Outgoing {

    private final CallRequest request;
    private final long number;
    private final byte[] message;
    private final Consumer<? super PendingCall> abandon;

    private boolean sent;
    private boolean over;
    private Future<?> timeout;

    /**
     * Makes a call.
     *
     * @param request what is called
     * @param number unique among the calls of the client, and in their order
     * @param message the encoded call
     * @param abandon told of a call that is not wanted any more; it tells the server
     */
    PendingCall(CallRequest request, long number, byte[] message, Consumer<? super PendingCall> abandon) {
        this.request = request;
        this.number = number;
        this.message = message;
        this.abandon = abandon;
    }

    /** Returns the id of a call on the wire. */
    static String id(long number) {
        return Long.toString(number, Character.MAX_RADIX);
    }

    /**
     * Takes an answer.
     *
     * @param bytes how long the message was
     */
    abstract void answered(RpcResponse response, int bytes);

    /** Tells the caller that it failed; called once at most. */
    abstract void fail(ClientException failure);

    /** Tells whether it may be sent again after a connection has broken. */
    boolean isRepeatable() {
        return request.idempotent();
    }

    final long number() {
        return number;
    }

    final String id() {
        return id(number);
    }

    final CallRequest request() {
        return request;
    }

    @Override
    public final int bytes() {
        return message.length;
    }

    @Override
    public final void sendOn(ClientSession session) {
        synchronized (this) {
            sent = true;
        }
        goesOn(session);
        session.send(message);
    }

    /** Learns over which session its answers will come, before it is sent there. */
    void goesOn(ClientSession session) {}

    /** Tells whether nobody waits for it any more. */
    final synchronized boolean isOver() {
        return over;
    }

    @Override
    public final void failed(Supplier<? extends ClientException> failure) {
        if (end()) {
            fail(failure.get());
        }
    }

    /** Ends it as timed out. */
    final void timedOut() {
        boolean unanswered;
        synchronized (this) {
            unanswered = sent;
        }
        abandon(
                unanswered
                        ? ClientFailures.noAnswer(request.method(), request.timeout())
                        : ClientFailures.notSent(request.method(), request.timeout()));
    }

    /** Ends it, and tells the caller why and the server that it is not wanted any more. */
    final void abandon(ClientException why) {
        if (cancel()) {
            fail(why);
        }
    }

    /** Ends it, and tells the server that it is not wanted any more; true for the one who does. */
    final boolean cancel() {
        boolean mine = end();
        if (mine) {
            abandon.accept(this);
        }
        return mine;
    }

    /** Takes what will time it out, to be stopped when it is over before. */
    final void timeout(Future<?> running) {
        synchronized (this) {
            if (!over) {
                timeout = running;
                return;
            }
        }
        running.cancel(false);
    }

    /** Stops the clock: from now on it may last. */
    final void stopTimeout() {
        Future<?> running;
        synchronized (this) {
            running = timeout;
            timeout = null;
        }
        if (running != null) {
            running.cancel(false);
        }
    }

    /** Ends it; true for the one who does. */
    final boolean end() {
        synchronized (this) {
            if (over) {
                return false;
            }
            over = true;
        }
        stopTimeout();
        return true;
    }

    /**
     * What is called.
     *
     * @param method the exposed name
     * @param timeout how long to wait for the first answer, zero for no end
     * @param idempotent whether it may run twice
     */
    record CallRequest(String method, Duration timeout, boolean idempotent) {}
}
