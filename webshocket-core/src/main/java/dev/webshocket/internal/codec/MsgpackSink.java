package dev.webshocket.internal.codec;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.time.Instant;

/** Writes MessagePack, each value in its shortest form. For one thread at a time. */
final class MsgpackSink implements PlainSink {

    private static final int TIMESTAMP = -1;
    private static final int SECONDS_BITS = 34;

    private final OutputBuffer out;

    MsgpackSink(OutputBuffer out) {
        this.out = out;
    }

    @Override
    public void nil() {
        out.put(0xc0);
    }

    @Override
    public void bool(boolean value) {
        out.put(value ? 0xc3 : 0xc2);
    }

    @Override
    public void integer(long value) {
        if (value >= -0x20 && value < 0x80) {
            out.put((int) value);
        } else if (value >= 0) {
            unsigned(value);
        } else if (value == (byte) value) {
            out.put(0xd0);
            out.put((int) value);
        } else if (value == (short) value) {
            out.put(0xd1);
            out.putShort((int) value);
        } else if (value == (int) value) {
            out.put(0xd2);
            out.putInt((int) value);
        } else {
            out.put(0xd3);
            out.putLong(value);
        }
    }

    private void unsigned(long value) {
        if (value < 0x1_0000_0000L) {
            head(0xcc, (int) value);
        } else {
            out.put(0xcf);
            out.putLong(value);
        }
    }

    @Override
    public void integer(BigInteger value) {
        if (!PlainNumber.hasSixtyFourBits(value)) {
            throw new EncodingException("an integer of more than 64 bits has no form in MessagePack");
        }
        out.put(0xcf);
        out.putLong(value.longValue());
    }

    @Override
    public void real(double value) {
        out.put(0xcb);
        out.putLong(Double.doubleToRawLongBits(value));
    }

    @Override
    public void decimal(BigDecimal value) {
        text(value.toString());
    }

    /** Most texts are ASCII, so the head first assumes one byte for each character. */
    @Override
    public void text(String value) {
        int head = out.length();
        textHead(value.length());
        int begin = out.length();
        out.putText(value);
        int length = out.length() - begin;
        if (length != value.length()) {
            out.move(begin, head + textHeadSize(length));
            int end = out.length();
            out.goTo(head);
            textHead(length);
            out.goTo(end);
        }
    }

    private static int textHeadSize(int length) {
        return length < 0x20 ? 1 : length >>> 8 == 0 ? 2 : length >>> 16 == 0 ? 3 : 5;
    }

    private void textHead(int length) {
        if (length < 0x20) {
            out.put(0xa0 | length);
        } else {
            head(0xd9, length);
        }
    }

    @Override
    public void bytes(byte[] value) {
        head(0xc4, value.length);
        out.put(value);
    }

    /** Writes the first byte of the form with a length or value of 8 bits, or of that with 16 or 32, and the length. */
    private void head(int form, int length) {
        if (length >>> 8 == 0) {
            out.put(form);
            out.put(length);
        } else if (length >>> 16 == 0) {
            out.put(form + 1);
            out.putShort(length);
        } else {
            out.put(form + 2);
            out.putInt(length);
        }
    }

    @Override
    public void instant(Instant value) {
        long seconds = value.getEpochSecond();
        int nanos = value.getNano();
        if (seconds >>> Integer.SIZE == 0 && nanos == 0) {
            out.put(0xd6);
            out.put(TIMESTAMP);
            out.putInt((int) seconds);
        } else if (seconds >>> SECONDS_BITS == 0) {
            out.put(0xd7);
            out.put(TIMESTAMP);
            out.putLong((long) nanos << SECONDS_BITS | seconds);
        } else {
            out.put(0xc7);
            out.put(Integer.BYTES + Long.BYTES);
            out.put(TIMESTAMP);
            out.putInt(nanos);
            out.putLong(seconds);
        }
    }

    @Override
    public void list(int size) {
        container(0x90, 0xdc, size);
    }

    @Override
    public void map(int size) {
        container(0x80, 0xde, size);
    }

    @Override
    public void reopen(byte[] map) {
        int form = map[0] & 0xff;
        int head = form < 0xde ? 1 : form == 0xde ? 1 + Short.BYTES : 1 + Integer.BYTES;
        int size = head == 1 ? form & 0x0f : 0;
        for (int i = 1; i < head; i++) {
            size = size << Byte.SIZE | (map[i] & 0xff);
        }
        map(size + 1);
        out.put(map, head, map.length - head);
    }

    private void container(int small, int form, int size) {
        if (size < 0x10) {
            out.put(small | size);
        } else if (size >>> 16 == 0) {
            out.put(form);
            out.putShort(size);
        } else {
            out.put(form + 1);
            out.putInt(size);
        }
    }

    @Override
    public void key(String name) {
        text(name);
    }

    @Override
    public void key(WireMember member) {
        byte[] name = member.ascii();
        textHead(name.length);
        out.put(name);
    }

    @Override
    public void endList() {
        // The head has the number of items.
    }

    @Override
    public void endMap() {}
}
