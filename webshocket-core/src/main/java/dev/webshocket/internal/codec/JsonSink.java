package dev.webshocket.internal.codec;

import static java.nio.charset.StandardCharsets.UTF_8;

import jakarta.json.stream.JsonGenerator;
import jakarta.json.stream.JsonGeneratorFactory;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.time.Instant;
import java.util.Base64;

/** Writes JSON. */
final class JsonSink implements MessageSink {

    private final StringBuilderWriter text = new StringBuilderWriter();
    private final JsonGenerator out;

    JsonSink(JsonGeneratorFactory generators) {
        out = generators.createGenerator(text);
    }

    @Override
    public byte[] message() {
        out.close();
        return text.toString().getBytes(UTF_8);
    }

    @Override
    public void nil() {
        out.writeNull();
    }

    @Override
    public void bool(boolean value) {
        out.write(value);
    }

    @Override
    public void integer(long value) {
        out.write(value);
    }

    @Override
    public void integer(BigInteger value) {
        out.write(value);
    }

    @Override
    public void real(double value) {
        // NaN and the infinities have no form in JSON.
        if (Double.isFinite(value)) {
            out.write(value);
        } else {
            out.writeNull();
        }
    }

    @Override
    public void decimal(BigDecimal value) {
        out.write(value);
    }

    @Override
    public void text(String value) {
        out.write(value);
    }

    @Override
    public void bytes(byte[] value) {
        out.write(Base64.getEncoder().encodeToString(value));
    }

    @Override
    public void instant(Instant value) {
        out.write(value.toString());
    }

    @Override
    public void list(int size) {
        out.writeStartArray();
    }

    @Override
    public void map(int size) {
        out.writeStartObject();
    }

    @Override
    public void key(String name) {
        out.writeKey(name);
    }

    @Override
    public void end() {
        out.writeEnd();
    }
}
