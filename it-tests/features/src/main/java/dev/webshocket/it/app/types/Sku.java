package dev.webshocket.it.app.types;

import jakarta.json.bind.adapter.JsonbAdapter;
import jakarta.json.bind.annotation.JsonbTypeAdapter;

/** A record that an adapter converts to a string. */
@JsonbTypeAdapter(Sku.Adapter.class)
public record Sku(String code) {

    /** Writes {@code sku:} and the code. */
    public static class Adapter implements JsonbAdapter<Sku, String> {

        private static final String PREFIX = "sku:";

        @Override
        public String adaptToJson(Sku sku) {
            return PREFIX + sku.code();
        }

        @Override
        public Sku adaptFromJson(String text) {
            if (!text.startsWith(PREFIX)) {
                throw new IllegalArgumentException(text);
            }
            return new Sku(text.substring(PREFIX.length()));
        }
    }
}
