package dev.webshocket.internal.calls;

import java.time.Duration;

/**
 * What a call of this side calls.
 *
 * @param method the exposed name
 * @param timeout how long to wait for the first answer, zero for no end
 * @param idempotent whether it may run twice
 */
public record CallRequest(String method, Duration timeout, boolean idempotent) {}
