package dev.webshocket.internal.codec;

import dev.webshocket.internal.types.Side;
import dev.webshocket.internal.types.TypeReader;
import dev.webshocket.internal.types.TypeRules;
import dev.webshocket.internal.types.UnbindableTypeException;
import dev.webshocket.internal.types.ValueType;
import dev.webshocket.internal.types.ValueType.Code;
import jakarta.json.spi.JsonProvider;
import java.lang.reflect.Type;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Converts between plain values and an application's Java types, section "Values" of the wire protocol.
 *
 * <p>Values are read and written by the models of their types, which follow the annotations of JSON-B in each encoding.
 * Reading is strict at any depth: a string is not a number, 3.0 is not an int, null is not a primitive, and unknown members
 * are refused. Annotations can name adapters, serializers and deserializers of the application.
 *
 * <p>One for the life of an application. Safe for use by several threads.
 */
public final class Binding implements AutoCloseable {

    /** The types that deserializers read, which are those in their source. */
    private static final int MOST_KEPT = 1_000;

    private final BindingRules rules;
    private final JsonProvider provider = JsonProvider.provider();
    private final OutputBuffers buffers = new OutputBuffers();
    private final Components components = new Components();
    private final TypeRules types;
    private final TypeReader reading;
    private final TypeReader writing;
    private final Map<Type, ValueReader> kept = new ConcurrentHashMap<>();
    private final PlainWriter writer;
    /** Writes plain values, without application code. */
    private final PlainWriter plain;

    /**
     * Makes a binding with {@link BindingRules#DEFAULT}.
     *
     * @throws jakarta.json.JsonException if there is no JSON-P
     */
    public Binding() {
        this(BindingRules.DEFAULT);
    }

    /**
     * Makes a binding with the JSON-P implementation that the context class loader finds.
     *
     * @param rules how strictly it reads
     * @throws jakarta.json.JsonException if there is no JSON-P
     */
    public Binding(BindingRules rules) {
        this(rules, TypeRules.DEFAULT);
    }

    /**
     * Makes a binding with the JSON-P implementation that the context class loader finds.
     *
     * @param rules how strictly it reads
     * @param types the defaults for types without annotations
     * @throws jakarta.json.JsonException if there is no JSON-P
     */
    public Binding(BindingRules rules, TypeRules types) {
        this.rules = rules;
        this.types = types;
        this.reading = new TypeReader(Side.READ, types);
        this.writing = new TypeReader(Side.WRITE, types);
        this.writer = new PlainWriter(this, types, writing);
        this.plain = new PlainWriter(this, TypeRules.DEFAULT, new TypeReader(Side.WRITE));
    }

    /**
     * Reads the model of a type whose values come from the wire.
     *
     * @param type a class, or a generic type without wildcards and type variables
     * @return the model
     * @throws UnbindableTypeException if no value from the wire can become one of the type
     */
    public ValueType readable(Type type) throws UnbindableTypeException {
        return reading.read(type);
    }

    /**
     * Reads the model of a type whose values go to the wire.
     *
     * @param type any type
     * @return the model
     * @throws UnbindableTypeException if no value of the type has a form on the wire
     */
    public ValueType writable(Type type) throws UnbindableTypeException {
        return writing.read(type);
    }

    /**
     * Reads the model of a type whose values go to the wire, and makes sure that they can be written.
     *
     * @param type any type
     * @return the model
     * @throws UnbindableTypeException if no value of the type has a form on the wire, it has an invalid format, or an adapter
     *     or serializer cannot be created
     */
    public ValueType checkedWritable(Type type) throws UnbindableTypeException {
        ValueType model = writable(type);
        try {
            writer.check(model);
        } catch (IllegalArgumentException e) {
            throw new UnbindableTypeException(type.getTypeName() + ": " + e.getMessage());
        }
        return model;
    }

    /**
     * Creates the reader of a model.
     *
     * @param model a readable model
     * @return the reader, to be kept
     * @throws UnbindableTypeException if it has an invalid format, or an adapter or deserializer cannot be created
     */
    public ValueReader reader(ValueType model) throws UnbindableTypeException {
        try {
            return new ReaderMaker(this).of(model);
        } catch (IllegalArgumentException e) {
            throw new UnbindableTypeException(model.javaType().getTypeName() + ": " + e.getMessage());
        }
    }

    /**
     * Finds out how to read values of a type.
     *
     * @param type a class, or a generic type without wildcards and type variables
     * @return the reader, to be kept
     * @throws UnbindableTypeException if no value from the wire can become one of the type
     */
    public ValueReader readerFor(Type type) throws UnbindableTypeException {
        return reader(readable(type));
    }

    /**
     * Returns the cached reader of a type.
     *
     * @throws IllegalArgumentException if no value from the wire can become one of the type
     */
    ValueReader keptReaderFor(Type type) {
        ValueReader known = kept.get(type);
        if (known != null) {
            return known;
        }
        try {
            ValueReader made = readerFor(type);
            if (kept.size() < MOST_KEPT) {
                kept.put(type, made);
            }
            return made;
        } catch (UnbindableTypeException e) {
            throw new IllegalArgumentException(e.getMessage(), e);
        }
    }

    /**
     * Returns the adapter, serializer or deserializer that a config has given, or an annotation has named.
     *
     * @throws IllegalArgumentException if there can be none
     */
    Object component(Code code) {
        return code.given() == null ? components.of(code.type()) : code.given();
    }

    /**
     * Converts any value to a plain one.
     *
     * @param value any value, may be null
     * @return a plain value that shares no list or map with the given one; a number that no double holds exactly is a
     *     {@link java.math.BigDecimal}
     * @throws EncodingException if the value has no form on the wire
     */
    public Object toPlain(Object value) {
        TreeSink tree = new TreeSink();
        write(value, tree, 0);
        return tree.root();
    }

    /** Releases the adapters, serializers and deserializers, with what was injected into them; unusable afterwards. */
    @Override
    public void close() {
        components.close();
    }

    /**
     * Writes a value, which will be within that many lists and maps.
     *
     * @throws EncodingException if the value has no form on the wire
     */
    void write(Object value, PlainSink sink, int depth) {
        try {
            writer.write(value, sink, depth);
        } catch (RuntimeException e) {
            throw unreadable(e);
        }
    }

    /** Writes values as a list; application code does not see the list itself. */
    void writeList(List<?> values, PlainSink sink, int depth) {
        try {
            writer.writeItems(values, writer::write, sink, depth);
        } catch (RuntimeException e) {
            throw unreadable(e);
        }
    }

    /** Writes values as a map; application code does not see the map itself. */
    void writeMap(Map<String, ?> values, PlainSink sink, int depth) {
        try {
            writer.writeMap(values, writer::write, sink, depth);
        } catch (RuntimeException e) {
            throw unreadable(e);
        }
    }

    private static EncodingException unreadable(RuntimeException e) {
        // Any other exception is from the value's own code, such as the iterator of a list that changes meanwhile.
        return e instanceof EncodingException known
                ? known
                : new EncodingException("a value could not be read: " + e, e);
    }

    /** Writes a plain value, which will be within that many lists and maps. */
    void writePlain(Object value, PlainSink sink, int depth) {
        plain.write(value, sink, depth);
    }

    /** Returns how strictly it reads. */
    public BindingRules rules() {
        return rules;
    }

    /** Returns the rules for types without annotations. */
    public TypeRules types() {
        return types;
    }

    /** Returns the JSON-P implementation. */
    public JsonProvider jsonProvider() {
        return provider;
    }

    OutputBuffers buffers() {
        return buffers;
    }
}
