package dev.webshocket.internal.calls;

import java.util.stream.Stream;

/** Sends the items of a stream as they are produced, on a separate thread. */
final class DrainedItems {

    private final IncomingCall call;
    private final Stream<?> items;

    DrainedItems(IncomingCall call, Stream<?> items) {
        this.call = call;
        this.items = items;
    }

    void start() {
        call.runBeside(() -> call.conclude(this::send), () -> call.conclude(this::refuse));
    }

    private void refuse() {
        try (items) {
            call.refuseForThreads();
        }
    }

    private void send() {
        boolean entered = call.enter();
        try (items) {
            if (entered) {
                ItemSender<Object> sender = new ItemSender<>(call);
                // Not an iterator, which would buffer each inner stream of a flatMap completely.
                items.sequential().forEachOrdered(sender::send);
                call.completeItems();
            }
        } catch (Throwable failure) {
            call.fail(failure);
        } finally {
            if (entered) {
                call.leave();
            }
        }
    }
}
