package dev.webshocket.internal.calls;

import dev.webshocket.packet.RpcCredit;
import dev.webshocket.packet.RpcErrorCode;
import dev.webshocket.packet.RpcRequest;
import dev.webshocket.packet.RpcResponse;
import java.time.Duration;
import java.util.function.BiConsumer;
import java.util.function.Consumer;

/**
 * A call that is answered with items, which wait in a buffer of their own. In version 2 of the protocol the other side gets
 * credit for as many as fit; in version 1 the connection is not read while the buffer is full, but not for long.
 *
 * <p>Safe for use by any thread; the items are for one consumer.
 */
public final class ItemCall extends OutgoingCall {

    private final int bound;
    private final BiConsumer<Runnable, Duration> timer;
    private final ItemBuffer<Object> items = new ItemBuffer<>(this::cancel);

    /**
     * Makes a call.
     *
     * @param bound how many bytes may wait
     * @param timer runs something after a time
     */
    public ItemCall(
            CallRequest request,
            long number,
            byte[] message,
            CallFailures failures,
            Consumer<? super OutgoingCall> abandon,
            int bound,
            BiConsumer<Runnable, Duration> timer) {
        super(request, number, message, failures, abandon);
        this.bound = bound;
        this.timer = timer;
    }

    /** Returns how many items the other side may send at first, if this many bytes may wait. */
    public static int credit(int bound) {
        return CreditWindow.first(bound, RpcRequest.DEFAULT_CREDIT);
    }

    /** Returns the items that have arrived, as plain values. */
    public ItemBuffer<Object> items() {
        return items;
    }

    @Override
    void answersComeFrom(CallLink link) {
        items.open(link.hasCredit() ? window(link) : paused(link), link.memory());
    }

    private FlowControl window(CallLink link) {
        Grants grants = new Grants(link, more -> new RpcCredit(id(), null, more));
        return new CreditWindow(credit(bound), bound, grants::give);
    }

    private FlowControl paused(CallLink link) {
        return new PausedReading(
                bound,
                link.reading(),
                items.lock(),
                timer,
                () -> abandon(failures().slowConsumer()));
    }

    /** A stream that has delivered an item cannot be restarted. */
    @Override
    public boolean isRepeatable() {
        return super.isRepeatable() && !items.hasBegun();
    }

    @Override
    void answered(RpcResponse response, int size) {
        stopTimeout();
        if (response.error() != null) {
            finish(failures().error(response));
        } else if (response.stream() && response.end()) {
            finish(null);
        } else {
            item(response, size);
            if (!response.stream()) {
                finish(null);
            }
        }
    }

    private void item(RpcResponse response, int size) {
        switch (items.offer(response.response(), size)) {
            case TAKEN -> {}
            case BEYOND_CREDIT ->
                abandon(failures()
                        .error(RpcResponse.failure(
                                id(),
                                RpcErrorCode.RPC_INVALID_PARAMS,
                                "an item came beyond the credit of its stream")));
            case NO_MEMORY ->
                abandon(failures()
                        .error(RpcResponse.failure(
                                id(), RpcErrorCode.RPC_OVERLOADED, "there is no memory for an item of the stream")));
        }
    }

    private void finish(RuntimeException why) {
        if (end()) {
            items.end(why);
        }
    }

    @Override
    void fail(RuntimeException why) {
        items.end(why);
    }
}
