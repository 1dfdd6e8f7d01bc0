package dev.webshocket.internal.client;

import dev.webshocket.internal.codec.Binding;
import dev.webshocket.internal.codec.UnfitValueException;
import dev.webshocket.internal.codec.ValueReader;
import dev.webshocket.internal.methods.ResultReaders;
import java.lang.reflect.Type;

/** Converts plain values to the types that applications request. Safe for use by any thread. */
final class ResultTypes {

    private final ResultReaders readers;

    ResultTypes(Binding binding) {
        this.readers = new ResultReaders(binding);
    }

    /**
     * Returns a reader for a type.
     *
     * @throws IllegalArgumentException if no wire value can be read as the type
     */
    ValueReader reader(Type type) {
        return readers.reader(type);
    }

    /**
     * Reads a value.
     *
     * @throws dev.webshocket.client.ClientException if it does not fit
     */
    @SuppressWarnings("unchecked")
    static <T> T read(ValueReader reader, Object plain) {
        try {
            return (T) reader.read(plain);
        } catch (UnfitValueException e) {
            throw ClientFailures.unfit(e);
        }
    }

    /**
     * Converts any value to a plain one, as if it came from the wire.
     *
     * @throws dev.webshocket.client.ClientException if it does not fit
     */
    <T> T convert(Object plain, Type type) {
        return read(reader(type), plain);
    }
}
