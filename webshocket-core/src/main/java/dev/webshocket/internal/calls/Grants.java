package dev.webshocket.internal.calls;

import dev.webshocket.packet.RpcCredit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.IntFunction;

/**
 * Sends the credits of one stream. While the send queue is full they add up to one, so that the other side cannot fill the
 * queue with credits that it does not read. Safe for use by any thread, without a lock.
 */
final class Grants {

    private final CallLink link;
    private final IntFunction<RpcCredit> message;
    private final AtomicInteger owed = new AtomicInteger();

    /**
     * Makes the grants of a stream.
     *
     * @param message the credit for a number of items
     */
    Grants(CallLink link, IntFunction<RpcCredit> message) {
        this.link = link;
        this.message = message;
    }

    /** Gives credit for more items, now or when there is room. */
    void give(int items) {
        if (owed.getAndAdd(items) == 0) {
            send();
        }
    }

    private void send() {
        if (!link.sender().whenRoom(this::send)) {
            RpcCredit credit = message.apply(owed.getAndSet(0));
            link.sender().send(link.codec().encode(credit));
        }
    }
}
