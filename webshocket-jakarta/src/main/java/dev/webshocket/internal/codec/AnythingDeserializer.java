package dev.webshocket.internal.codec;

import jakarta.json.bind.serializer.DeserializationContext;
import jakarta.json.bind.serializer.JsonbDeserializer;
import jakarta.json.stream.JsonParser;
import java.lang.reflect.Type;
import java.math.BigDecimal;
import java.util.Optional;

/**
 * Gives what has the type {@link Object} within a class the plain values of the wire protocol, section "Values", where
 * JSON-B alone would make every number a {@link BigDecimal}.
 */
final class AnythingDeserializer implements JsonbDeserializer<Object> {

    @Override
    public Object deserialize(JsonParser parser, DeserializationContext context, Type type) {
        Optional<PlainParser> plain = PlainLocation.parserBehind(parser);
        // JSON-B skips the rest of a list or map that a deserializer has not read.
        return plain.isPresent()
                ? Anything.withoutDecimals(plain.get().current())
                : number(context.deserialize(Object.class, parser));
    }

    private static Object number(Object value) {
        if (!(value instanceof BigDecimal decimal)) {
            return value;
        }
        return decimal.scale() == 0 ? NumberText.integer(decimal.unscaledValue()) : (Object) decimal.doubleValue();
    }
}
