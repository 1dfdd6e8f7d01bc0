package dev.webshocket.internal.client;

import dev.webshocket.internal.codec.SessionMessage.Resumed;
import java.time.Duration;

/**
 * What a successful attempt has brought. Immutable.
 *
 * @param session has a link now
 * @param resumed what of an earlier session goes on; {@link Resumed#ALL} if this is that session
 * @param expires when the credential ends, from now on; null for never
 */
record Opened(ClientSession session, Resumed resumed, Duration expires) {}
