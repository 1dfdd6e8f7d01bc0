package dev.webshocket.internal.codec;

import java.util.concurrent.atomic.AtomicReferenceArray;

/**
 * A pool of output buffers: as many as there are processors, of at most 128 KiB each. A message that finds none gets a new
 * one. Safe for use by any thread, without a lock.
 */
final class OutputBuffers {

    private static final int LONGEST = 128 * 1024;

    private final AtomicReferenceArray<OutputBuffer> free =
            new AtomicReferenceArray<>(Runtime.getRuntime().availableProcessors());

    /** Takes an empty buffer, for the current thread to {@linkplain #giveBack give back}. */
    OutputBuffer take() {
        for (int i = 0; i < free.length(); i++) {
            // Read first, because a failed exchange costs as much as a successful one.
            OutputBuffer found = free.get(i) == null ? null : free.getAndSet(i, null);
            if (found != null) {
                return found;
            }
        }
        return new OutputBuffer();
    }

    void giveBack(OutputBuffer buffer) {
        if (buffer.capacity() > LONGEST) {
            return;
        }
        buffer.clear();
        for (int i = 0; i < free.length(); i++) {
            if (free.get(i) == null && free.compareAndSet(i, null, buffer)) {
                return;
            }
        }
    }
}
