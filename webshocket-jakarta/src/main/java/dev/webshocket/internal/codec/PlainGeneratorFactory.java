package dev.webshocket.internal.codec;

import jakarta.json.stream.JsonGenerator;
import jakarta.json.stream.JsonGeneratorFactory;
import java.io.OutputStream;
import java.io.Writer;
import java.nio.charset.Charset;
import java.util.Map;

/** Meets a {@link PlainOutput} with a {@link PlainGenerator}, and leaves everything else to the real factory. */
final class PlainGeneratorFactory implements JsonGeneratorFactory {

    private final JsonGeneratorFactory real;

    PlainGeneratorFactory(JsonGeneratorFactory real) {
        this.real = real;
    }

    @Override
    public JsonGenerator createGenerator(OutputStream out) {
        return out instanceof PlainOutput plain ? new PlainGenerator(plain.tree()) : real.createGenerator(out);
    }

    @Override
    public JsonGenerator createGenerator(OutputStream out, Charset charset) {
        return out instanceof PlainOutput plain ? new PlainGenerator(plain.tree()) : real.createGenerator(out, charset);
    }

    @Override
    public JsonGenerator createGenerator(Writer writer) {
        return real.createGenerator(writer);
    }

    @Override
    public Map<String, ?> getConfigInUse() {
        return real.getConfigInUse();
    }
}
