package dev.webshocket.internal.model;

import dev.webshocket.internal.types.ValueType;

/**
 * What a service publishes to channels, by {@link dev.webshocket.Publishes}. Immutable.
 *
 * @param channel the name or pattern of the channels
 * @param type the type of the data, as it is written
 * @param description what a message means, empty for what describes the type
 */
public record PublishedChannel(String channel, ValueType type, String description) {}
