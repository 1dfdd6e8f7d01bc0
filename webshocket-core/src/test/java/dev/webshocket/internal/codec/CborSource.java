package dev.webshocket.internal.codec;

import java.math.BigInteger;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.Arrays;

/** Reads the part of CBOR (RFC 8949) that plain values need; lists and maps may have a size or end with a break. */
final class CborSource extends PlainSource {

    static final int DATE_TIME = 0;

    private static final int BREAK = 0xff;

    CborSource(byte[] message, MessageBounds bounds) {
        super(message, bounds);
    }

    @Override
    void begin() throws MalformedPacketException {
        claimed(1);
    }

    @Override
    void end() throws MalformedPacketException {
        if (at < message.length) {
            throw MalformedPacketException.syntax("bytes follow the packet");
        }
    }

    @Override
    boolean isList(int from) {
        return type(from) == 4;
    }

    @Override
    boolean isMap(int from) {
        return type(from) == 5;
    }

    private int type(int from) {
        return (message[from] & 0xff) >> 5;
    }

    @Override
    int enter(boolean map) throws MalformedPacketException {
        if ((message[at] & 0x1f) == 31) {
            at++;
            return Integer.MAX_VALUE;
        }
        return claimed(argument() * (map ? 2 : 1)) / (map ? 2 : 1);
    }

    @Override
    boolean hasNext(int index, int size, boolean map) throws MalformedPacketException {
        if (size < Integer.MAX_VALUE) {
            return index < size;
        }
        begin();
        boolean ends = (message[at] & 0xff) == BREAK;
        at += ends ? 1 : 0;
        return !ends;
    }

    @Override
    Object scalar(Mode mode) throws MalformedPacketException {
        int type = type(at);
        return switch (type) {
            case 0 -> unsigned(argument());
            case 1 -> ~argument();
            case 2, 3 -> string(type == 3, mode);
            case 6 -> tagged(mode);
            default -> simple();
        };
    }

    private static Number unsigned(long bits) {
        return bits >= 0 ? (Number) bits : new BigInteger(Long.toUnsignedString(bits));
    }

    private Object string(boolean text, Mode mode) throws MalformedPacketException {
        int length = claimed(argument());
        int from = at;
        at += length;
        nameFrom = text ? from : -1;
        nameTo = at;
        if (!mode.makes()) {
            return null;
        }
        return text ? Utf8.decode(message, from, length) : Arrays.copyOfRange(message, from, at);
    }

    private Instant tagged(Mode mode) throws MalformedPacketException {
        if (argument() != DATE_TIME || claimed(1) != 1 || type(at) != 3) {
            throw MalformedPacketException.syntax("an unknown tag");
        }
        Object text = string(true, mode);
        try {
            return text == null ? null : Instant.parse((String) text);
        } catch (DateTimeParseException e) {
            throw new MalformedPacketException("no date and time");
        }
    }

    private Object simple() throws MalformedPacketException {
        return switch (message[at] & 0xff) {
            case 0xf4 -> bool(false);
            case 0xf5 -> bool(true);
            case 0xf6 -> bool(null);
            case 0xfb -> Double.longBitsToDouble(argument());
            default -> throw MalformedPacketException.syntax("an unknown simple value");
        };
    }

    private Boolean bool(Boolean value) {
        at++;
        return value;
    }

    @Override
    String name(int depth, Mode mode) throws MalformedPacketException {
        begin();
        if (type(at) != 3) {
            throw MalformedPacketException.syntax("a name is no text");
        }
        count(mode);
        return (String) string(true, mode);
    }

    @Override
    void passDeep() throws MalformedPacketException {
        throw tooDeep();
    }

    /** Reads the first byte of a value and its argument. */
    private long argument() throws MalformedPacketException {
        int more = message[at++] & 0x1f;
        if (more < 24) {
            return more;
        }
        if (more > 27) {
            throw MalformedPacketException.syntax("an unknown argument");
        }
        int length = claimed(1 << (more - 24));
        long value = 0;
        for (int i = 0; i < length; i++) {
            value = value << 8 | (message[at++] & 0xff);
        }
        return value;
    }

    private int claimed(long bytes) throws MalformedPacketException {
        if (bytes < 0 || bytes > message.length - at) {
            throw MalformedPacketException.syntax("a length goes beyond the end, or the message is cut off");
        }
        return (int) bytes;
    }
}
