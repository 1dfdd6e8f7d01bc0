package dev.webshocket.internal.calls;

import java.util.function.Supplier;
import java.util.stream.Stream;

/** Sends the items of a stream as they are produced, on a separate thread. */
final class DrainedItems {

    private final ItemProducer producer;
    private final Supplier<? extends Stream<?>> source;

    DrainedItems(ItemProducer producer, Supplier<? extends Stream<?>> source) {
        this.producer = producer;
        this.source = source;
    }

    void start() {
        producer.runBeside(() -> producer.conclude(this::send), () -> producer.conclude(this::refuse));
    }

    private void refuse() {
        try (Stream<?> items = source.get()) {
            producer.refuseForThreads();
        }
    }

    private void send() {
        boolean entered = producer.enter();
        try (Stream<?> items = source.get()) {
            if (entered) {
                ItemSender<Object> sender = new ItemSender<>(producer);
                // Not an iterator, which would buffer each inner stream of a flatMap completely.
                items.sequential().forEachOrdered(sender::send);
                producer.completeItems();
            }
        } catch (Throwable failure) {
            producer.fail(failure);
        } finally {
            if (entered) {
                producer.leave();
            }
        }
    }
}
