package dev.webshocket.internal.codec;

import jakarta.json.JsonArray;
import jakarta.json.JsonObject;
import jakarta.json.stream.JsonParser;
import jakarta.json.stream.JsonParserFactory;
import java.io.InputStream;
import java.io.Reader;
import java.nio.charset.Charset;
import java.util.Map;

/** Meets a {@link PlainInput} with its {@link PlainParser}, and leaves everything else to the real factory. */
final class PlainParserFactory implements JsonParserFactory {

    private final JsonParserFactory real;

    PlainParserFactory(JsonParserFactory real) {
        this.real = real;
    }

    @Override
    public JsonParser createParser(InputStream in) {
        return in instanceof PlainInput plain ? plain.parser() : real.createParser(in);
    }

    @Override
    public JsonParser createParser(InputStream in, Charset charset) {
        return in instanceof PlainInput plain ? plain.parser() : real.createParser(in, charset);
    }

    @Override
    public JsonParser createParser(Reader reader) {
        return real.createParser(reader);
    }

    @Override
    public JsonParser createParser(JsonObject object) {
        return real.createParser(object);
    }

    @Override
    public JsonParser createParser(JsonArray array) {
        return real.createParser(array);
    }

    @Override
    public Map<String, ?> getConfigInUse() {
        return real.getConfigInUse();
    }
}
