package dev.webshocket.internal.codec;

import jakarta.json.JsonValue;
import jakarta.json.stream.JsonGenerator;
import java.math.BigDecimal;
import java.math.BigInteger;

/** A JSON generator that builds a tree of plain values. */
final class PlainGenerator implements JsonGenerator {

    // The size is not known in advance.
    private static final int CAPACITY = 8;

    private final TreeSink tree;
    private final int outer;

    /**
     * Makes a generator.
     *
     * @param outer within how many lists and maps the tree will be
     */
    PlainGenerator(TreeSink tree, int outer) {
        this.tree = tree;
        this.outer = outer;
    }

    TreeSink tree() {
        return tree;
    }

    /** Returns within how many lists and maps the next value is. */
    int depth() {
        return outer + tree.depth();
    }

    @Override
    public JsonGenerator writeStartObject() {
        Nesting.deeper(depth());
        tree.map(CAPACITY);
        return this;
    }

    @Override
    public JsonGenerator writeStartObject(String name) {
        return writeKey(name).writeStartObject();
    }

    @Override
    public JsonGenerator writeStartArray() {
        Nesting.deeper(depth());
        tree.list(CAPACITY);
        return this;
    }

    @Override
    public JsonGenerator writeStartArray(String name) {
        return writeKey(name).writeStartArray();
    }

    @Override
    public JsonGenerator writeKey(String name) {
        tree.key(name);
        return this;
    }

    @Override
    public JsonGenerator writeEnd() {
        tree.end();
        return this;
    }

    @Override
    public JsonGenerator write(String name, JsonValue value) {
        return writeKey(name).write(value);
    }

    @Override
    public JsonGenerator write(String name, String value) {
        return writeKey(name).write(value);
    }

    @Override
    public JsonGenerator write(String name, BigInteger value) {
        return writeKey(name).write(value);
    }

    @Override
    public JsonGenerator write(String name, BigDecimal value) {
        return writeKey(name).write(value);
    }

    @Override
    public JsonGenerator write(String name, int value) {
        return writeKey(name).write(value);
    }

    @Override
    public JsonGenerator write(String name, long value) {
        return writeKey(name).write(value);
    }

    @Override
    public JsonGenerator write(String name, double value) {
        return writeKey(name).write(value);
    }

    @Override
    public JsonGenerator write(String name, boolean value) {
        return writeKey(name).write(value);
    }

    @Override
    public JsonGenerator writeNull(String name) {
        return writeKey(name).writeNull();
    }

    @Override
    public JsonGenerator write(JsonValue value) {
        JsonTree.write(value, tree, depth());
        return this;
    }

    @Override
    public JsonGenerator write(String value) {
        tree.text(value);
        return this;
    }

    @Override
    public JsonGenerator write(BigDecimal value) {
        return number(value);
    }

    @Override
    public JsonGenerator write(BigInteger value) {
        return number(value);
    }

    @Override
    public JsonGenerator write(int value) {
        tree.integer(value);
        return this;
    }

    @Override
    public JsonGenerator write(long value) {
        tree.integer(value);
        return this;
    }

    @Override
    public JsonGenerator write(double value) {
        tree.real(value);
        return this;
    }

    @Override
    public JsonGenerator write(boolean value) {
        tree.bool(value);
        return this;
    }

    @Override
    public JsonGenerator writeNull() {
        tree.nil();
        return this;
    }

    @Override
    public void flush() {}

    @Override
    public void close() {}

    private JsonGenerator number(Number value) {
        PlainNumber.write(value, tree);
        return this;
    }
}
