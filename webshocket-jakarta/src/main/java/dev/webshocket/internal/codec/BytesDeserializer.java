package dev.webshocket.internal.codec;

import jakarta.json.bind.serializer.DeserializationContext;
import jakarta.json.bind.serializer.JsonbDeserializer;
import jakarta.json.stream.JsonParser;
import java.lang.reflect.Type;
import java.util.Optional;

/**
 * Reads {@code byte[]} within a class from binary data without the detour over base64, and from base64 as strictly as
 * anywhere else.
 */
final class BytesDeserializer implements JsonbDeserializer<byte[]> {

    @Override
    public byte[] deserialize(JsonParser parser, DeserializationContext context, Type type) {
        Optional<PlainParser> plain = PlainLocation.parserBehind(parser);
        if (plain.isEmpty()) {
            return context.deserialize(byte[].class, parser);
        }
        Object value = plain.get().current();
        try {
            return value == null ? null : BinaryReader.bytes(value);
        } catch (UnfitValueException e) {
            throw new UnfitJsonException(e);
        }
    }
}
