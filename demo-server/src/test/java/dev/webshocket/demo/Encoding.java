package dev.webshocket.demo;

import jakarta.json.Json;
import jakarta.json.JsonArray;
import jakarta.json.JsonNumber;
import jakarta.json.JsonObject;
import jakarta.json.JsonReader;
import jakarta.json.JsonString;
import jakarta.json.JsonValue;
import java.io.IOException;
import java.io.StringReader;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.msgpack.core.MessageBufferPacker;
import org.msgpack.core.MessagePack;
import org.msgpack.core.MessageUnpacker;
import org.msgpack.value.Value;

/** The two encodings of the protocol, implemented again so that the tests share no code with the tested classes. */
public enum Encoding {
    JSON("webshocket.v1.json"),
    MSGPACK("webshocket.v1");

    public final String subprotocol;

    Encoding(String subprotocol) {
        this.subprotocol = subprotocol;
    }

    public static String toJson(Map<String, Object> packet) {
        return Json.createObjectBuilder(packet).build().toString();
    }

    public static Object fromJson(String text) {
        try (JsonReader reader = Json.createReader(new StringReader(text))) {
            return plain(reader.readValue());
        }
    }

    private static Object plain(JsonValue value) {
        return switch (value.getValueType()) {
            case NULL -> null;
            case TRUE -> true;
            case FALSE -> false;
            case STRING -> ((JsonString) value).getString();
            // Decided by the text, since the number 3.0 is integral too.
            case NUMBER ->
                value.toString().matches("-?\\d+")
                        ? (Object) ((JsonNumber) value).longValueExact()
                        : (Object) ((JsonNumber) value).doubleValue();
            case ARRAY -> {
                List<Object> list = new ArrayList<>();
                ((JsonArray) value).forEach(item -> list.add(plain(item)));
                yield list;
            }
            case OBJECT -> {
                Map<String, Object> map = new LinkedHashMap<>();
                ((JsonObject) value).forEach((name, member) -> map.put(name, plain(member)));
                yield map;
            }
        };
    }

    public static byte[] toMsgpack(Object plain) {
        try (MessageBufferPacker packer = MessagePack.newDefaultBufferPacker()) {
            pack(plain, packer);
            return packer.toByteArray();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void pack(Object plain, MessageBufferPacker packer) throws IOException {
        if (plain == null) {
            packer.packNil();
        } else if (plain instanceof Boolean value) {
            packer.packBoolean(value);
        } else if (plain instanceof Double value) {
            packer.packDouble(value);
        } else if (plain instanceof Number value) {
            packer.packLong(value.longValue());
        } else if (plain instanceof String value) {
            packer.packString(value);
        } else if (plain instanceof List<?> list) {
            packer.packArrayHeader(list.size());
            for (Object item : list) {
                pack(item, packer);
            }
        } else {
            Map<?, ?> map = (Map<?, ?>) plain;
            packer.packMapHeader(map.size());
            for (Map.Entry<?, ?> entry : map.entrySet()) {
                pack(entry.getKey(), packer);
                pack(entry.getValue(), packer);
            }
        }
    }

    public static Object fromMsgpack(byte[] bytes) {
        try (MessageUnpacker unpacker = MessagePack.newDefaultUnpacker(bytes)) {
            return plain(unpacker.unpackValue());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Object plain(Value value) {
        return switch (value.getValueType()) {
            case NIL -> null;
            case BOOLEAN -> value.asBooleanValue().getBoolean();
            case INTEGER -> value.asIntegerValue().asLong();
            case FLOAT -> value.asFloatValue().toDouble();
            case STRING -> value.asStringValue().asString();
            case ARRAY -> {
                List<Object> list = new ArrayList<>();
                value.asArrayValue().forEach(item -> list.add(plain(item)));
                yield list;
            }
            case MAP -> {
                Map<String, Object> map = new LinkedHashMap<>();
                value.asMapValue()
                        .map()
                        .forEach((key, item) -> map.put(key.asStringValue().asString(), plain(item)));
                yield map;
            }
            case BINARY, EXTENSION -> throw new IllegalArgumentException("no value of the demo: " + value);
        };
    }
}
