package dev.webshocket.support;

import jakarta.json.Json;
import jakarta.json.JsonObject;
import jakarta.json.JsonReader;
import java.io.InputStream;
import java.util.HexFormat;
import java.util.List;
import java.util.Objects;

/** The packets and raw inputs in {@code vectors/protocol.json}, with the encodings and results of the original. */
public final class Vectors {

    private static final JsonObject FILE = read();

    private Vectors() {}

    /** A packet in both encodings. */
    public record PacketVector(String name, byte[] msgpack, String json) {
        @Override
        public String toString() {
            return name;
        }
    }

    /** A raw input, and whether it is a valid packet. */
    public record InputVector(String name, String encoding, byte[] bytes, boolean accepted) {
        @Override
        public String toString() {
            return encoding + ": " + name;
        }
    }

    public static List<PacketVector> packets() {
        return FILE.getJsonArray("packets").getValuesAs(JsonObject.class).stream()
                .map(each -> new PacketVector(
                        each.getString("name"),
                        HexFormat.of().parseHex(each.getString("msgpack")),
                        each.getString("json")))
                .toList();
    }

    public static List<InputVector> inputs() {
        return FILE.getJsonArray("input").getValuesAs(JsonObject.class).stream()
                .map(each -> new InputVector(
                        each.getString("name"),
                        each.getString("encoding"),
                        HexFormat.of().parseHex(each.getString("bytes")),
                        each.getBoolean("accepted")))
                .toList();
    }

    private static JsonObject read() {
        InputStream file = Vectors.class.getResourceAsStream("/vectors/protocol.json");
        try (JsonReader reader = Json.createReader(Objects.requireNonNull(file))) {
            return reader.readObject();
        }
    }
}
