package dev.webshocket.internal.tools.openrpc;

import jakarta.json.JsonValue;

/**
 * What a parameter, a result, or an item is.
 *
 * @param name its name
 * @param text what it is for; empty if that is not said
 * @param required whether callers have to give it
 * @param schema its JSON Schema
 */
public record Content(String name, String text, boolean required, JsonValue schema) {}
