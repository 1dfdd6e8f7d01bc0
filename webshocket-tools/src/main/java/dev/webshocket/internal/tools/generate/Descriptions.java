package dev.webshocket.internal.tools.generate;

import jakarta.json.JsonObject;
import java.util.Optional;

/**
 * What describes a service.
 *
 * @param openRpc its methods
 * @param asyncApi its channels, if it has any
 */
record Descriptions(JsonObject openRpc, Optional<JsonObject> asyncApi) {

    /** Puts documents together; one of no channels is none. */
    static Descriptions of(JsonObject openRpc, JsonObject asyncApi) {
        boolean none = asyncApi.get("channels") instanceof JsonObject channels && channels.isEmpty();
        return new Descriptions(openRpc, none ? Optional.empty() : Optional.of(asyncApi));
    }
}
