package dev.webshocket.internal.calls;

import java.time.Duration;

/**
 * The target and the options of an outgoing call.
 *
 * @param method the exposed name
 * @param timeout how long to wait for the first answer, zero for no limit
 * @param idempotent whether it may run twice
 */
public record CallRequest(String method, Duration timeout, boolean idempotent) {}
