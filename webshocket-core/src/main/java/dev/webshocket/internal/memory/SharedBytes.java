package dev.webshocket.internal.memory;

import java.lang.ref.WeakReference;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * An encoded message that the queues of several connections hold. Its bytes count once, from the first queue that holds it until the
 * last releases it. Safe for use by any thread; nobody may change the bytes.
 */
public final class SharedBytes {

    private final byte[] bytes;
    /** The message as text, as long as somebody uses it: it counts for nothing, so it must not stay. */
    private volatile WeakReference<String> text = new WeakReference<>(null);

    private final AtomicInteger holders = new AtomicInteger();

    /** Makes a message that nobody holds. */
    public SharedBytes(byte[] bytes) {
        this.bytes = bytes;
    }

    /** Returns the message. */
    public byte[] bytes() {
        return bytes;
    }

    /** Returns the message as text, the same for all who ask while one of them uses it. */
    public String text() {
        String known = text.get();
        if (known == null) {
            known = new String(bytes, StandardCharsets.UTF_8);
            text = new WeakReference<>(known);
        }
        return known;
    }

    /** Counts a holder in; tells whether it is the only one. */
    boolean hold() {
        return holders.getAndIncrement() == 0;
    }

    /** Counts a holder out; tells whether it was the last. */
    boolean letGo() {
        return holders.decrementAndGet() == 0;
    }
}
