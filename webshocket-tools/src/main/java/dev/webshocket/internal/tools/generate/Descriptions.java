package dev.webshocket.internal.tools.generate;

import jakarta.json.JsonObject;
import java.util.Optional;

/**
 * What describes a service.
 *
 * @param openRpc its methods
 * @param asyncApi its channels, if it has any
 */
record Descriptions(JsonObject openRpc, Optional<JsonObject> asyncApi) {}
