package dev.webshocket.internal.tools.openrpc;

import jakarta.json.JsonValue;
import java.util.List;

/**
 * A channel, or those of a pattern.
 *
 * @param pattern the name or pattern that clients subscribe to
 * @param texts what its messages mean, as far as that is said
 * @param data the JSON Schemas of the data of its messages
 */
public record Channel(String pattern, List<String> texts, List<JsonValue> data) {}
