package dev.webshocket.internal.codec;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.time.Instant;
import java.util.Base64;

/** Writes JSON as RFC 8259 has it, in UTF-8. For one thread at a time. */
final class JsonSink implements PlainSink {

    private static final byte[] TRUE = "true".getBytes(US_ASCII);
    private static final byte[] FALSE = "false".getBytes(US_ASCII);
    private static final byte[] NULL = "null".getBytes(US_ASCII);

    private final OutputBuffer out;
    /** Whether the next item or key follows another one. */
    private boolean follows;

    JsonSink(OutputBuffer out) {
        this.out = out;
    }

    private void separate() {
        if (follows) {
            out.put(',');
        }
        follows = true;
    }

    @Override
    public void nil() {
        separate();
        out.put(NULL);
    }

    @Override
    public void bool(boolean value) {
        separate();
        out.put(value ? TRUE : FALSE);
    }

    @Override
    public void integer(long value) {
        separate();
        out.putDigits(value);
    }

    @Override
    public void integer(BigInteger value) {
        number(value);
    }

    @Override
    public void real(double value) {
        if (Double.isFinite(value)) {
            number(value);
        } else {
            // NaN and the infinities have no form in JSON.
            nil();
        }
    }

    @Override
    public void decimal(BigDecimal value) {
        number(value);
    }

    private void number(Number value) {
        separate();
        out.putText(value.toString());
    }

    @Override
    public void text(String value) {
        separate();
        JsonText.write(value, out);
    }

    @Override
    public void bytes(byte[] value) {
        unescaped(Base64.getEncoder().encode(value));
    }

    @Override
    public void instant(Instant value) {
        text(value.toString());
    }

    private void unescaped(byte[] ascii) {
        separate();
        out.put('"');
        out.put(ascii);
        out.put('"');
    }

    @Override
    public void list(int size) {
        begin('[');
    }

    @Override
    public void map(int size) {
        begin('{');
    }

    @Override
    public void reopen(byte[] map) {
        separate();
        out.put(map, 0, map.length - 1);
        follows = map.length > 2;
    }

    private void begin(char bracket) {
        separate();
        out.put(bracket);
        follows = false;
    }

    @Override
    public void key(String name) {
        text(name);
        colon();
    }

    @Override
    public void key(WireMember member) {
        unescaped(member.ascii());
        colon();
    }

    private void colon() {
        out.put(':');
        follows = false;
    }

    @Override
    public void endList() {
        end(']');
    }

    @Override
    public void endMap() {
        end('}');
    }

    private void end(char bracket) {
        out.put(bracket);
        follows = true;
    }
}
