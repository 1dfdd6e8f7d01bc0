package dev.webshocket.internal.codec;

import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.Arrays;
import java.util.Base64;

/**
 * Reads MessagePack. Before allocating, it checks the length that a string, list, map or extension claims against the
 * remaining bytes. For one thread at a time.
 */
final class MsgpackSource extends PlainSource {

    private static final byte TIMESTAMP = -1;
    private static final long MAX_NANOS = 999_999_999;

    MsgpackSource(byte[] message, MessageBounds bounds) {
        super(message, bounds);
    }

    @Override
    void begin() throws MalformedPacketException {
        claimed(1, 1);
    }

    @Override
    void end() throws MalformedPacketException {
        if (at < message.length) {
            throw MalformedPacketException.syntax("bytes follow the packet");
        }
    }

    @Override
    boolean isList(int from) {
        int head = message[from] & 0xff;
        return head >> 4 == 0x9 || head == 0xdc || head == 0xdd;
    }

    @Override
    boolean isMap(int from) {
        int head = message[from] & 0xff;
        return head >> 4 == 0x8 || head == 0xde || head == 0xdf;
    }

    @Override
    int enter(boolean map) throws MalformedPacketException {
        int head = message[at++] & 0xff;
        // An item takes at least one byte, a member two.
        return claimed(head < 0xa0 ? head & 0xf : integer(2 << (head & 1)), map ? 2 : 1);
    }

    @Override
    boolean hasNext(int index, int size, boolean map) {
        return index < size;
    }

    @Override
    Object scalar(Mode mode) throws MalformedPacketException {
        int head = message[at++];
        if (head >= -0x20) {
            return mode.makes() ? (Object) (long) head : null;
        }
        head &= 0xff;
        return head < 0xc0 ? text(head & 0x1f, mode) : longer(head, mode);
    }

    @Override
    void passDeep() throws MalformedPacketException {
        for (long left = 1; left > 0; left--) {
            begin();
            if (isMap(at)) {
                left += 2L * enter(true);
            } else if (isList(at)) {
                left += enter(false);
            } else {
                value(0, Mode.PASS);
            }
        }
    }

    /** Reads a value whose first byte has only its type. */
    private Object longer(int head, Mode mode) throws MalformedPacketException {
        return switch (head) {
            case 0xc0 -> null;
            case 0xc1 -> throw MalformedPacketException.syntax("the byte C1 begins no value");
            case 0xc2 -> false;
            case 0xc3 -> true;
            case 0xc4, 0xc5, 0xc6 -> bytes(integer(1 << (head - 0xc4)), mode);
            case 0xc7, 0xc8, 0xc9 -> extension(integer(1 << (head - 0xc7)), mode);
            case 0xca -> (double) Float.intBitsToFloat((int) integer(4));
            case 0xcb -> Double.longBitsToDouble(integer(8));
            case 0xcc, 0xcd, 0xce -> integer(1 << (head - 0xcc));
            case 0xcf -> unsigned(integer(8));
            case 0xd0 -> (long) (byte) integer(1);
            case 0xd1 -> (long) (short) integer(2);
            case 0xd2 -> (long) (int) integer(4);
            case 0xd3 -> integer(8);
            case 0xd4, 0xd5, 0xd6, 0xd7, 0xd8 -> extension(1 << (head - 0xd4), mode);
            default -> text(integer(1 << (head - 0xd9)), mode);
        };
    }

    /** A scalar other than a string is converted to text. */
    @Override
    String name(int depth, Mode mode) throws MalformedPacketException {
        begin();
        boolean compound = isMap(at) || isList(at);
        if (mode == Mode.PASS) {
            nameFrom = -1;
            value(depth, Mode.PASS);
            // A string within a list or map is not the name.
            nameFrom = compound ? -1 : nameFrom;
            return null;
        }
        if (compound) {
            throw new MalformedPacketException("the key of a map is a list or a map");
        }
        Object key = value(depth, Mode.PLAIN);
        if (key instanceof String text) {
            return text;
        }
        return key instanceof byte[] bytes ? Base64.getEncoder().encodeToString(bytes) : String.valueOf(key);
    }

    private String text(long claim, Mode mode) throws MalformedPacketException {
        int from = at;
        int length = pass(claim);
        if (mode == Mode.PASS) {
            nameFrom = from;
            nameTo = at;
            return null;
        }
        return Utf8.decode(message, from, length);
    }

    private byte[] bytes(long claim, Mode mode) throws MalformedPacketException {
        int from = at;
        int length = pass(claim);
        return mode.makes() ? Arrays.copyOfRange(message, from, from + length) : null;
    }

    private Instant extension(long claim, Mode mode) throws MalformedPacketException {
        byte type = (byte) integer(1);
        int from = at;
        int length = pass(claim);
        if (!mode.makes()) {
            return null;
        }
        if (type != TIMESTAMP) {
            throw new MalformedPacketException("no value is extension " + type);
        }
        return timestamp(ByteBuffer.wrap(message, from, length));
    }

    private static Instant timestamp(ByteBuffer payload) throws MalformedPacketException {
        return switch (payload.remaining()) {
            case 4 -> Instant.ofEpochSecond(Integer.toUnsignedLong(payload.getInt()));
            case 8 -> {
                long packed = payload.getLong();
                yield timestamp(packed & 0x3_FFFF_FFFFL, packed >>> 34);
            }
            case 12 -> {
                long nanos = Integer.toUnsignedLong(payload.getInt());
                yield timestamp(payload.getLong(), nanos);
            }
            default -> throw new MalformedPacketException("no timestamp has " + payload.remaining() + " bytes");
        };
    }

    private static Instant timestamp(long seconds, long nanos) throws MalformedPacketException {
        if (nanos > MAX_NANOS) {
            throw new MalformedPacketException("a timestamp has more than a second of nanoseconds");
        }
        try {
            return Instant.ofEpochSecond(seconds, nanos);
        } catch (DateTimeException e) {
            throw new MalformedPacketException("a timestamp is too far away");
        }
    }

    private static Number unsigned(long bits) {
        return bits >= 0 ? (Number) bits : NumberText.integer(new BigInteger(Long.toUnsignedString(bits)));
    }

    /** Reads that many bytes as an integer without a sign, the first byte counting most. */
    private long integer(int bytes) throws MalformedPacketException {
        claimed(bytes, 1);
        long value = 0;
        for (int i = 0; i < bytes; i++) {
            value = (value << 8) | (message[at++] & 0xff);
        }
        return value;
    }

    /** Skips that many bytes. */
    private int pass(long claim) throws MalformedPacketException {
        int length = claimed(claim, 1);
        at += length;
        return length;
    }

    /** Checks that the remaining bytes suffice for the claimed number of elements of a minimum size. */
    private int claimed(long count, int bytesEach) throws MalformedPacketException {
        if (count * bytesEach > message.length - at) {
            throw MalformedPacketException.syntax("a length goes beyond the end, or the message is cut off");
        }
        return (int) count;
    }
}
