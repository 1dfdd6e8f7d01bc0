package dev.webshocket.internal.codec;

import dev.webshocket.internal.types.UnbindableTypeException;
import jakarta.json.bind.Jsonb;
import jakarta.json.bind.JsonbBuilder;
import jakarta.json.bind.JsonbConfig;
import jakarta.json.bind.JsonbException;
import jakarta.json.bind.config.BinaryDataStrategy;
import jakarta.json.spi.JsonProvider;
import java.lang.reflect.Type;
import java.util.List;
import java.util.Map;

/**
 * JSON-B between plain values and an application's classes: it reads from and writes to trees of plain values as if
 * they were JSON, so that its annotations and adapters hold whatever the encoding.
 *
 * <p>The one {@link Jsonb} is kept, for making one costs as much as hundreds of values. It is safe for use by several
 * threads.
 */
final class JsonBridge {

    private final JsonProvider provider;
    private final Jsonb jsonb;

    JsonBridge(JsonProvider provider) {
        this.provider = provider;
        jsonb = JsonbBuilder.newBuilder()
                .withProvider(new PlainProvider(provider))
                .withConfig(new JsonbConfig()
                        .withBinaryDataStrategy(BinaryDataStrategy.BASE_64)
                        .withSerializers(new BytesSerializer())
                        .withDeserializers(new BytesDeserializer(), new AnythingDeserializer()))
                .build();
    }

    /**
     * Makes JSON-B look at a type, without a value of it.
     *
     * @throws UnbindableTypeException if JSON-B itself refuses it, or may not reach it; what an adapter thinks of null
     *     says nothing
     */
    void check(Type type) throws UnbindableTypeException {
        try (PlainInput nothing = new PlainInput(null, provider)) {
            jsonb.fromJson(nothing, type);
        } catch (RuntimeException e) {
            Throwable cause = e;
            while (cause instanceof JsonbException && cause.getCause() != null) {
                cause = cause.getCause();
            }
            if (cause instanceof JsonbException || cause instanceof ReflectiveOperationException) {
                String more = cause == e ? "" : " (" + cause.getMessage() + ")";
                throw new UnbindableTypeException(
                        "JSON-B cannot bind " + type.getTypeName() + ": " + e.getMessage() + more);
            }
        }
    }

    /** Reads a value of a type from a plain value other than null. */
    Object read(Object plain, Type type, String typeName) throws UnfitValueException {
        try (PlainInput input = new PlainInput(plain, provider)) {
            try {
                return jsonb.fromJson(input, type);
            } catch (RuntimeException e) {
                throw unfit(e, input, plain, typeName);
            }
        }
    }

    /** Says what is wrong in our own words: those of exceptions tell of classes, and of the application's code. */
    private static UnfitValueException unfit(RuntimeException e, PlainInput input, Object plain, String typeName) {
        String path = input.parser().path();
        for (Throwable cause = e; cause != null; cause = cause.getCause()) {
            if (cause instanceof UnfitJsonException unfit) {
                return new UnfitValueException(path, unfit.getMessage());
            }
        }
        boolean mayBeTheRightKind = plain instanceof String || plain instanceof Map || plain instanceof List;
        return path.isEmpty() && !mayBeTheRightKind
                ? Described.unfit(plain, typeName)
                : new UnfitValueException(path, "the value does not fit " + typeName);
    }

    /** Turns any value other than null plain. */
    Object toPlain(Object value) {
        if (!BindableClasses.isWritable(value.getClass())) {
            throw new EncodingException(noForm(value));
        }
        PlainOutput output = new PlainOutput();
        try (output) {
            jsonb.toJson(value, output);
        } catch (JsonbException e) {
            for (Throwable cause = e; cause != null; cause = cause.getCause()) {
                if (cause instanceof EncodingException encoding) {
                    throw encoding;
                }
            }
            throw new EncodingException(noForm(value), e);
        } catch (StackOverflowError e) {
            throw new EncodingException(noForm(value), e);
        }
        return output.tree().root();
    }

    void close() {
        try {
            jsonb.close();
        } catch (Exception e) {
            throw new IllegalStateException("JSON-B failed to close", e);
        }
    }

    private static String noForm(Object value) {
        return value.getClass().getName() + " has no form on the wire";
    }
}
