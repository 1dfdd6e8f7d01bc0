package dev.webshocket.internal.codec;

import dev.webshocket.internal.types.UnbindableTypeException;
import jakarta.json.spi.JsonProvider;
import java.io.IOException;
import java.lang.reflect.Type;

/**
 * Stands between plain values and an application's Java types, section "Values" of the wire protocol.
 *
 * <p>Scalars, lists, maps and arrays are read and written directly and strictly: a string is no number, 3.0 is no int,
 * null is no primitive. All other types go through one JSON-B, whose annotations and adapters so hold for both
 * encodings; within them JSON-B's own rules apply, except that integers are never cut, that {@code byte[]} is binary
 * data, and that what has the type {@link Object} is a plain value.
 *
 * <p>One is made for an application and lives as long as that; it keeps one JSON-B. It is immutable and safe for use by
 * several threads.
 */
public final class Binding implements AutoCloseable {

    private final BindingRules rules;
    private final JsonProvider provider;
    private final JsonBridge json;
    private final ReaderResolver readers;
    private final PlainWriter writer;

    /**
     * Makes a binding with {@link BindingRules#DEFAULT}.
     *
     * @throws jakarta.json.JsonException if there is no JSON-P
     * @throws jakarta.json.bind.JsonbException if there is no JSON-B
     */
    public Binding() {
        this(BindingRules.DEFAULT);
    }

    /**
     * Makes a binding with the JSON-P and JSON-B implementations that the context class loader finds.
     *
     * @param rules how strictly it reads
     * @throws jakarta.json.JsonException if there is no JSON-P
     * @throws jakarta.json.bind.JsonbException if there is no JSON-B
     */
    public Binding(BindingRules rules) {
        this.rules = rules;
        provider = JsonProvider.provider();
        json = new JsonBridge(provider);
        readers = new ReaderResolver(json);
        writer = new PlainWriter(json);
    }

    /**
     * Finds out how to read values of a type.
     *
     * @param type a class, or a generic type without wildcards and type variables
     * @return the reader, to be kept
     * @throws UnbindableTypeException if no value from the wire can become one of the type
     */
    public ValueReader readerFor(Type type) throws UnbindableTypeException {
        return readers.resolve(type);
    }

    /**
     * Turns any value plain.
     *
     * @param value any value, may be null
     * @return a plain value that shares no list or map with the given one; a number that no double holds exactly is a
     *     {@link java.math.BigDecimal}
     * @throws EncodingException if the value has no form on the wire
     */
    public Object toPlain(Object value) {
        TreeSink tree = new TreeSink();
        try {
            write(value, tree, 0);
        } catch (IOException e) {
            throw new EncodingException("a tree in memory failed", e);
        }
        return tree.root();
    }

    /**
     * Lets go of the adapters and the like that JSON-B has made. What goes through JSON-B can neither be read nor
     * written afterwards.
     */
    @Override
    public void close() {
        json.close();
    }

    /**
     * Writes a value that will stand within that many lists and maps.
     *
     * @throws EncodingException if the value has no form on the wire
     */
    void write(Object value, PlainSink sink, int depth) throws IOException {
        try {
            writer.write(value, sink, depth);
        } catch (EncodingException e) {
            throw e;
        } catch (RuntimeException e) {
            // The value's own code failed, such as the iterator of a list that somebody changes.
            throw new EncodingException("a value could not be read: " + e, e);
        }
    }

    BindingRules rules() {
        return rules;
    }

    JsonProvider jsonProvider() {
        return provider;
    }
}
