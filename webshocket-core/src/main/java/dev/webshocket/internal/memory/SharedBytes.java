package dev.webshocket.internal.memory;

import java.lang.ref.WeakReference;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * An encoded message that the queues of several connections hold. Its bytes count once, from the first queue that holds it
 * until the last releases it. Safe for use by any thread; the bytes must not be changed.
 */
public final class SharedBytes {

    private final byte[] bytes;
    /** The message as text, while it is in use: its memory is not counted, so it must not be kept. */
    private volatile WeakReference<String> text = new WeakReference<>(null);

    private final AtomicInteger holders = new AtomicInteger();

    /** Creates a message without holders. */
    public SharedBytes(byte[] bytes) {
        this.bytes = bytes;
    }

    /** Returns the message. */
    public byte[] bytes() {
        return bytes;
    }

    /** Returns the message as text, one string for all callers while one of them uses it. */
    public String text() {
        String known = text.get();
        if (known == null) {
            known = new String(bytes, StandardCharsets.UTF_8);
            text = new WeakReference<>(known);
        }
        return known;
    }

    /** Adds a holder; returns whether it is the only one. */
    boolean hold() {
        return holders.getAndIncrement() == 0;
    }

    /** Removes a holder; returns whether it was the last. */
    boolean letGo() {
        return holders.decrementAndGet() == 0;
    }
}
