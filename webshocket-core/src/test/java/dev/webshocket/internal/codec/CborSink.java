package dev.webshocket.internal.codec;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.time.Instant;

/** Writes CBOR (RFC 8949), as far as plain values need it. */
final class CborSink implements MessageSink {

    private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    private final DataOutputStream out = new DataOutputStream(bytes);

    @Override
    public byte[] message() {
        return bytes.toByteArray();
    }

    @Override
    public void nil() throws IOException {
        out.write(0xf6);
    }

    @Override
    public void bool(boolean value) throws IOException {
        out.write(value ? 0xf5 : 0xf4);
    }

    @Override
    public void integer(long value) throws IOException {
        head(value < 0 ? 1 : 0, value < 0 ? ~value : value);
    }

    @Override
    public void integer(BigInteger value) throws IOException {
        if (!PlainNumber.hasSixtyFourBits(value)) {
            throw new EncodingException("an integer of more than 64 bits has no form here");
        }
        head(0, value.longValue());
    }

    @Override
    public void real(double value) throws IOException {
        out.write(0xfb);
        out.writeDouble(value);
    }

    @Override
    public void decimal(BigDecimal value) throws IOException {
        text(value.toString());
    }

    @Override
    public void text(String value) throws IOException {
        byte[] utf8 = value.getBytes(UTF_8);
        head(3, utf8.length);
        out.write(utf8);
    }

    @Override
    public void bytes(byte[] value) throws IOException {
        head(2, value.length);
        out.write(value);
    }

    @Override
    public void instant(Instant value) throws IOException {
        head(6, CborSource.DATE_TIME);
        text(value.toString());
    }

    @Override
    public void list(int size) throws IOException {
        head(4, size);
    }

    @Override
    public void map(int size) throws IOException {
        head(5, size);
    }

    @Override
    public void key(String name) throws IOException {
        text(name);
    }

    @Override
    public void end() {}

    private void head(int type, long argument) throws IOException {
        if (argument >= 0 && argument < 24) {
            out.write(type << 5 | (int) argument);
        } else if (argument >>> 32 == 0) {
            out.write(type << 5 | 26);
            out.writeInt((int) argument);
        } else {
            out.write(type << 5 | 27);
            out.writeLong(argument);
        }
    }
}
