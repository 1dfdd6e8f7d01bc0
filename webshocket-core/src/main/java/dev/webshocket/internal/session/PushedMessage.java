package dev.webshocket.internal.session;

import dev.webshocket.internal.memory.SharedBytes;
import java.util.Objects;

/**
 * A message for many, whose senders do not wait for room. Immutable.
 *
 * @param bytes the message
 * @param topic how full queues treat it; null for as the settings say
 */
public record PushedMessage(SharedBytes bytes, Topic topic) {

    /** Makes a message. */
    public PushedMessage {
        Objects.requireNonNull(bytes, "bytes");
    }

    /** Makes a message that full queues treat as the settings say. */
    public PushedMessage(SharedBytes bytes) {
        this(bytes, null);
    }
}
