package dev.webshocket.internal.codec;

import jakarta.json.JsonArray;
import jakarta.json.JsonArrayBuilder;
import jakarta.json.JsonBuilderFactory;
import jakarta.json.JsonMergePatch;
import jakarta.json.JsonNumber;
import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;
import jakarta.json.JsonPatch;
import jakarta.json.JsonPatchBuilder;
import jakarta.json.JsonPointer;
import jakarta.json.JsonReader;
import jakarta.json.JsonReaderFactory;
import jakarta.json.JsonString;
import jakarta.json.JsonStructure;
import jakarta.json.JsonValue;
import jakarta.json.JsonWriter;
import jakarta.json.JsonWriterFactory;
import jakarta.json.spi.JsonProvider;
import jakarta.json.stream.JsonGenerator;
import jakarta.json.stream.JsonGeneratorFactory;
import jakarta.json.stream.JsonParser;
import jakarta.json.stream.JsonParserFactory;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.Reader;
import java.io.Writer;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.Collection;
import java.util.Map;

/**
 * The JSON-P that JSON-B is given: it meets a {@link PlainInput} with a {@link PlainParser} and a {@link PlainOutput}
 * with a {@link PlainGenerator}, and leaves everything else to the real one.
 */
final class PlainProvider extends JsonProvider {

    private final JsonProvider real;
    private final JsonParserFactory parsers;
    private final JsonGeneratorFactory generators;

    PlainProvider(JsonProvider real) {
        this.real = real;
        this.parsers = new PlainParserFactory(real.createParserFactory(Map.of()));
        this.generators = new PlainGeneratorFactory(real.createGeneratorFactory(Map.of()));
    }

    @Override
    public JsonParser createParser(InputStream in) {
        return parsers.createParser(in);
    }

    @Override
    public JsonParser createParser(Reader reader) {
        return real.createParser(reader);
    }

    @Override
    public JsonParserFactory createParserFactory(Map<String, ?> config) {
        // JSON-B asks for each value anew, always with what the one JsonbConfig of ours says: nothing.
        return config == null || config.isEmpty() ? parsers : new PlainParserFactory(real.createParserFactory(config));
    }

    @Override
    public JsonGenerator createGenerator(OutputStream out) {
        return generators.createGenerator(out);
    }

    @Override
    public JsonGenerator createGenerator(Writer writer) {
        return real.createGenerator(writer);
    }

    @Override
    public JsonGeneratorFactory createGeneratorFactory(Map<String, ?> config) {
        return config == null || config.isEmpty()
                ? generators
                : new PlainGeneratorFactory(real.createGeneratorFactory(config));
    }

    @Override
    public JsonReader createReader(Reader reader) {
        return real.createReader(reader);
    }

    @Override
    public JsonReader createReader(InputStream in) {
        return real.createReader(in);
    }

    @Override
    public JsonReaderFactory createReaderFactory(Map<String, ?> config) {
        return real.createReaderFactory(config);
    }

    @Override
    public JsonWriter createWriter(Writer writer) {
        return real.createWriter(writer);
    }

    @Override
    public JsonWriter createWriter(OutputStream out) {
        return real.createWriter(out);
    }

    @Override
    public JsonWriterFactory createWriterFactory(Map<String, ?> config) {
        return real.createWriterFactory(config);
    }

    @Override
    public JsonBuilderFactory createBuilderFactory(Map<String, ?> config) {
        return real.createBuilderFactory(config);
    }

    @Override
    public JsonObjectBuilder createObjectBuilder() {
        return real.createObjectBuilder();
    }

    @Override
    public JsonObjectBuilder createObjectBuilder(JsonObject object) {
        return real.createObjectBuilder(object);
    }

    @Override
    @SuppressWarnings("unchecked")
    public JsonObjectBuilder createObjectBuilder(Map<String, ?> map) {
        return real.createObjectBuilder((Map<String, Object>) map);
    }

    @Override
    public JsonArrayBuilder createArrayBuilder() {
        return real.createArrayBuilder();
    }

    @Override
    public JsonArrayBuilder createArrayBuilder(JsonArray array) {
        return real.createArrayBuilder(array);
    }

    @Override
    public JsonArrayBuilder createArrayBuilder(Collection<?> collection) {
        return real.createArrayBuilder(collection);
    }

    @Override
    public JsonPointer createPointer(String pointer) {
        return real.createPointer(pointer);
    }

    @Override
    public JsonPatchBuilder createPatchBuilder() {
        return real.createPatchBuilder();
    }

    @Override
    public JsonPatchBuilder createPatchBuilder(JsonArray array) {
        return real.createPatchBuilder(array);
    }

    @Override
    public JsonPatch createPatch(JsonArray array) {
        return real.createPatch(array);
    }

    @Override
    public JsonPatch createDiff(JsonStructure source, JsonStructure target) {
        return real.createDiff(source, target);
    }

    @Override
    public JsonMergePatch createMergePatch(JsonValue patch) {
        return real.createMergePatch(patch);
    }

    @Override
    public JsonMergePatch createMergeDiff(JsonValue source, JsonValue target) {
        return real.createMergeDiff(source, target);
    }

    @Override
    public JsonString createValue(String value) {
        return real.createValue(value);
    }

    @Override
    public JsonNumber createValue(int value) {
        return real.createValue(value);
    }

    @Override
    public JsonNumber createValue(long value) {
        return real.createValue(value);
    }

    @Override
    public JsonNumber createValue(double value) {
        return real.createValue(value);
    }

    @Override
    public JsonNumber createValue(BigDecimal value) {
        return real.createValue(value);
    }

    @Override
    public JsonNumber createValue(BigInteger value) {
        return real.createValue(value);
    }
}
