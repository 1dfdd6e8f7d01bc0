package dev.webshocket.internal.calls;

import java.util.Objects;
import java.util.concurrent.Flow;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

/** Where the items of an upload come from. Its methods run application code, on a thread for that. */
public sealed interface UploadSource {

    /** Begins to send the items. */
    void sendTo(ItemProducer upload);

    /** Frees what it holds, in place of {@link #sendTo}: its call ended before. */
    default void discard() {}

    /** Makes the source of a publisher, to which each call subscribes. */
    static UploadSource of(Flow.Publisher<?> publisher) {
        return new Published(Objects.requireNonNull(publisher, "publisher"));
    }

    /** Makes the source of a stream, which one call reads and closes. */
    static UploadSource of(Stream<?> items) {
        return new Streamed(Objects.requireNonNull(items, "items"));
    }

    /** Makes the source of an iterable, of which each call makes an iterator. */
    static UploadSource of(Iterable<?> items) {
        return new Iterated(Objects.requireNonNull(items, "items"));
    }

    /** The items of a publisher. */
    record Published(Flow.Publisher<?> publisher) implements UploadSource {

        @Override
        public void sendTo(ItemProducer upload) {
            upload.sendItems(publisher);
        }
    }

    /** The elements of a stream. */
    record Streamed(Stream<?> items) implements UploadSource {

        @Override
        public void sendTo(ItemProducer upload) {
            upload.sendItems(() -> items);
        }

        @Override
        public void discard() {
            items.close();
        }
    }

    /** The elements of an iterable. */
    record Iterated(Iterable<?> items) implements UploadSource {

        @Override
        public void sendTo(ItemProducer upload) {
            upload.sendItems(() -> StreamSupport.stream(items.spliterator(), false));
        }
    }
}
