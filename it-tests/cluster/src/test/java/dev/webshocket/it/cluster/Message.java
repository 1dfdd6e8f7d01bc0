package dev.webshocket.it.cluster;

import java.util.List;

/**
 * A published message. A publisher numbers its messages from 1 on, and one that may or may not have been published it publishes once
 * more, as the next attempt.
 *
 * @param publisher the number of the publisher
 * @param number the number of the message
 * @param attempt from 1 on
 * @param sent when, by {@link System#nanoTime}
 */
record Message(int publisher, int number, int attempt, long sent) {

    /** Reads a payload. */
    static Message of(Object data) {
        List<?> numbers = (List<?>) data;
        return new Message(
                ((Number) numbers.get(0)).intValue(),
                ((Number) numbers.get(1)).intValue(),
                ((Number) numbers.get(2)).intValue(),
                ((Number) numbers.get(3)).longValue());
    }

    List<Object> payload() {
        return List.of(publisher, number, attempt, sent);
    }
}
