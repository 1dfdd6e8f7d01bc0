package dev.webshocket.internal.codec;

import jakarta.json.bind.serializer.JsonbSerializer;
import jakarta.json.bind.serializer.SerializationContext;
import jakarta.json.stream.JsonGenerator;

/** Keeps {@code byte[]} binary data, where JSON-B alone would write a list of numbers. */
final class BytesSerializer implements JsonbSerializer<byte[]> {

    @Override
    public void serialize(byte[] bytes, JsonGenerator generator, SerializationContext context) {
        generator.write(new JsonBytes(bytes));
    }
}
