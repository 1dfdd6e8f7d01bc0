package dev.webshocket.internal.codec;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.time.Instant;

/** Writes the part of CBOR (RFC 8949) that plain values need. */
final class CborSink implements PlainSink {

    private final OutputBuffer out;

    CborSink(OutputBuffer out) {
        this.out = out;
    }

    @Override
    public void nil() {
        out.put(0xf6);
    }

    @Override
    public void bool(boolean value) {
        out.put(value ? 0xf5 : 0xf4);
    }

    @Override
    public void integer(long value) {
        head(value < 0 ? 1 : 0, value < 0 ? ~value : value);
    }

    @Override
    public void integer(BigInteger value) {
        if (!PlainNumber.hasSixtyFourBits(value)) {
            throw new EncodingException("an integer of more than 64 bits has no form here");
        }
        head(0, value.longValue());
    }

    @Override
    public void real(double value) {
        out.put(0xfb);
        out.putLong(Double.doubleToRawLongBits(value));
    }

    @Override
    public void decimal(BigDecimal value) {
        text(value.toString());
    }

    @Override
    public void text(String value) {
        byte[] utf8 = value.getBytes(UTF_8);
        head(3, utf8.length);
        out.put(utf8);
    }

    @Override
    public void bytes(byte[] value) {
        head(2, value.length);
        out.put(value);
    }

    @Override
    public void instant(Instant value) {
        head(6, CborSource.DATE_TIME);
        text(value.toString());
    }

    @Override
    public void list(int size) {
        head(4, size);
    }

    @Override
    public void map(int size) {
        head(5, size);
    }

    @Override
    public void reopen(byte[] map) {
        map((map[0] & 0x1f) + 1);
        out.put(map, 1, map.length - 1);
    }

    @Override
    public void key(String name) {
        text(name);
    }

    @Override
    public void endList() {}

    @Override
    public void endMap() {}

    private void head(int type, long argument) {
        if (argument >= 0 && argument < 24) {
            out.put(type << 5 | (int) argument);
        } else if (argument >>> 32 == 0) {
            out.put(type << 5 | 26);
            out.putInt((int) argument);
        } else {
            out.put(type << 5 | 27);
            out.putLong(argument);
        }
    }
}
