package dev.webshocket.internal.codec;

import dev.webshocket.internal.types.Erasure;
import jakarta.json.bind.serializer.DeserializationContext;
import jakarta.json.bind.serializer.JsonbDeserializer;
import jakarta.json.stream.JsonParser;
import java.lang.invoke.MethodType;
import java.lang.reflect.Type;

/** Reads values by a deserializer of the application. */
final class CustomReader implements ValueReader {

    private final Binding binding;
    private final Type type;
    private final Class<?> raw;
    private final JsonbDeserializer<?> deserializer;

    CustomReader(Binding binding, Type type, JsonbDeserializer<?> deserializer) {
        this.binding = binding;
        this.type = type;
        this.raw = Erasure.of(type);
        this.deserializer = deserializer;
    }

    @Override
    public Object read(Object plain) throws UnfitValueException {
        String name = raw.getSimpleName();
        if (plain == null) {
            return checked(null, raw, name);
        }
        PlainParser parser = new PlainParser(plain, binding.jsonProvider());
        try {
            // Deserializers find the parser at the first event of their value.
            parser.next();
            return checked(deserializer.deserialize(parser, new Context(binding), type), raw, name);
        } catch (UnfitValueException e) {
            throw e;
        } catch (Throwable e) {
            throw unfit(e, parser, name);
        }
    }

    private static UnfitValueException unfit(Throwable e, PlainParser parser, String name) {
        for (Throwable cause = e; cause != null; cause = cause.getCause()) {
            if (cause instanceof UnfitJsonException unfit) {
                return unfit.where(parser.path());
            }
        }
        return ApplicationCode.unfit(e, "the value does not fit " + name).within(parser.path());
    }

    /** Checks that the result fits the type: application code may return any object. */
    static Object checked(Object value, Class<?> type, String name) throws UnfitValueException {
        if (value == null && type.isPrimitive()) {
            throw Described.unfit(null, name);
        }
        if (value != null && !MethodType.methodType(type).wrap().returnType().isInstance(value)) {
            throw new UnfitValueException("the value does not fit " + name);
        }
        return value;
    }

    /** Reads the values that a deserializer delegates to JSON-B. */
    private record Context(Binding binding) implements DeserializationContext {

        @Override
        public <T> T deserialize(Class<T> type, JsonParser parser) {
            return deserialize((Type) type, parser);
        }

        @Override
        @SuppressWarnings("unchecked")
        public <T> T deserialize(Type type, JsonParser parser) {
            try {
                return (T) binding.keptReaderFor(type).read(take(parser));
            } catch (UnfitValueException e) {
                throw new UnfitJsonException(e);
            }
        }

        private Object take(JsonParser parser) {
            if (parser instanceof PlainParser plain) {
                return plain.take();
            }
            JsonParser.Event event = parser.currentEvent();
            if (event == null || event == JsonParser.Event.KEY_NAME) {
                parser.next();
            }
            return binding.toPlain(parser.getValue());
        }
    }
}
