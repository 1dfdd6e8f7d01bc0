package dev.webshocket.internal.calls;

import dev.webshocket.RpcException;
import dev.webshocket.internal.codec.EndEnvelope;
import dev.webshocket.internal.codec.ItemEnvelope;
import dev.webshocket.packet.RpcCancel;
import dev.webshocket.packet.RpcCredit;
import dev.webshocket.packet.RpcErrorCode;
import dev.webshocket.packet.RpcRequest;
import java.util.concurrent.CancellationException;

/**
 * A stream of items that the caller sends to a call of version 2 of the protocol, from the arrival of the call until the end
 * of the stream or the call. Safe for use by any thread; the items are for one consumer.
 */
public final class IncomingUpload {

    private final String id;
    private final CallLink link;
    private final ItemBuffer<ItemEnvelope> items = new ItemBuffer<>(this::decline);

    /**
     * Makes an upload that is not open yet.
     *
     * @param id as the caller calls it
     * @param bound how many bytes may wait
     */
    IncomingUpload(String id, int bound, CallLink link) {
        this.id = id;
        this.link = link;
        Grants grants = new Grants(link, more -> new RpcCredit(null, id, more));
        items.open(new CreditWindow(RpcRequest.DEFAULT_CREDIT, bound, grants::give), link.memory());
    }

    String id() {
        return id;
    }

    /** Returns the items that have arrived, whose values are still bytes. */
    public ItemBuffer<ItemEnvelope> items() {
        return items;
    }

    void arrived(ItemEnvelope item, long bytes) {
        switch (items.offer(item, bytes)) {
            case TAKEN -> {}
            case BEYOND_CREDIT ->
                refuse(UploadException.invalid("an item of the stream came beyond the credit that it had"));
            case NO_MEMORY -> refuse(UploadException.overloaded("there is no memory for an item of the stream"));
        }
    }

    void ended(EndEnvelope end) {
        if (link.streams().remove(this)) {
            items.end(end.error() == null ? null : failure(end));
        }
    }

    private static RpcException failure(EndEnvelope end) {
        return new RpcException(end.error(), end.message() == null ? "" : end.message());
    }

    /** Ends it because of what the caller has sent; the items before that can still be taken. */
    void refuse(UploadException why) {
        decline();
        items.end(why);
    }

    /** Tells the caller that no more items are wanted, unless the stream has ended. */
    private void decline() {
        if (link.streams().remove(this)) {
            // Not as one who waits for room: a caller that does not read causes any number of these.
            link.sender().refuse(link.codec().encode(new RpcCancel(null, id)));
        }
    }

    /** Its call is over. */
    void callEnded(boolean cancelled) {
        link.streams().remove(this);
        items.abort(new CancellationException(
                cancelled
                        ? "the call has been cancelled, or its connection has ended"
                        : "the call has been answered, and its uploads have ended with it"));
    }

    /** Ends it for want of a thread. */
    void refuseForThreads() {
        refuse(UploadException.overloaded(RpcErrorCode.RPC_OVERLOADED.name()));
    }
}
