package dev.webshocket.internal.codec;

import dev.webshocket.packet.Packet;
import dev.webshocket.packet.RpcMessage;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.msgpack.core.ExtensionTypeHeader;
import org.msgpack.core.MessageFormat;
import org.msgpack.core.MessagePack;
import org.msgpack.core.MessageUnpacker;

/**
 * One MessagePack message, read from its start to its end.
 *
 * <p>The length that a string, list, map or extension claims is held against the bytes that are left before anything is
 * allocated for it.
 */
final class MsgpackInput {

    private static final MessagePack.UnpackerConfig CONFIG = new MessagePack.UnpackerConfig();
    private static final byte TIMESTAMP = -1;
    private static final long MAX_NANOS = 999_999_999;
    // Lists within lists may each claim all bytes that are left; only what has arrived may cost memory.
    private static final int MAX_INITIAL_CAPACITY = 256;

    private final MessageUnpacker in;
    private final int length;
    private final int maxNesting;

    MsgpackInput(byte[] message, int maxNesting) {
        this.in = CONFIG.newUnpacker(message);
        this.length = message.length;
        this.maxNesting = maxNesting;
    }

    Packet packet() throws IOException, MalformedPacketException {
        PacketDraft draft = new PacketDraft();
        for (int left = members("a packet"); left > 0; left--) {
            String member = key();
            if (member.equals("rpc")) {
                draft.rpc(rpc());
            } else if (PacketDraft.knows(member)) {
                draft.set(member, value(1));
            } else {
                skip(1);
            }
        }
        if (in.hasNext()) {
            throw new MalformedPacketException("bytes follow the packet");
        }
        return draft.finish();
    }

    private RpcMessage rpc() throws IOException, MalformedPacketException {
        if (in.tryUnpackNil()) {
            return null;
        }
        deeper(1);
        RpcDraft draft = new RpcDraft();
        for (int left = members("rpc"); left > 0; left--) {
            String member = key();
            if (RpcDraft.knows(member)) {
                draft.set(member, value(2));
            } else {
                skip(2);
            }
        }
        return draft.finish();
    }

    private int members(String what) throws IOException, MalformedPacketException {
        return switch (in.getNextFormat()) {
            case FIXMAP, MAP16, MAP32 -> claimed(in.unpackMapHeader(), 2);
            default -> throw new MalformedPacketException(what + " is no map");
        };
    }

    /** Reads a value that stands within that many lists and maps. */
    private Object value(int depth) throws IOException, MalformedPacketException {
        MessageFormat format = in.getNextFormat();
        return switch (format) {
            case NIL -> {
                in.unpackNil();
                yield null;
            }
            case BOOLEAN -> in.unpackBoolean();
            case POSFIXINT, NEGFIXINT, UINT8, UINT16, UINT32, INT8, INT16, INT32, INT64 -> in.unpackLong();
            case UINT64 -> NumberText.integer(in.unpackBigInteger());
            case FLOAT32, FLOAT64 -> in.unpackDouble();
            case FIXSTR, STR8, STR16, STR32 -> text();
            case BIN8, BIN16, BIN32 -> in.readPayload(claimed(in.unpackBinaryHeader(), 1));
            case FIXARRAY, ARRAY16, ARRAY32 -> list(deeper(depth));
            case FIXMAP, MAP16, MAP32 -> map(deeper(depth));
            case FIXEXT1, FIXEXT2, FIXEXT4, FIXEXT8, FIXEXT16, EXT8, EXT16, EXT32 -> extension();
            case NEVER_USED -> throw new MalformedPacketException("the byte C1 begins no value");
        };
    }

    private List<Object> list(int depth) throws IOException, MalformedPacketException {
        int size = claimed(in.unpackArrayHeader(), 1);
        List<Object> list = new ArrayList<>(Math.min(size, MAX_INITIAL_CAPACITY));
        for (int i = 0; i < size; i++) {
            list.add(value(depth));
        }
        return list;
    }

    private Map<String, Object> map(int depth) throws IOException, MalformedPacketException {
        int size = claimed(in.unpackMapHeader(), 2);
        Map<String, Object> map = new LinkedHashMap<>(Math.min(size, MAX_INITIAL_CAPACITY) * 4 / 3 + 1);
        for (int i = 0; i < size; i++) {
            String key = key();
            map.put(key, value(depth));
        }
        return map;
    }

    private String key() throws IOException, MalformedPacketException {
        return switch (in.getNextFormat()) {
            case FIXSTR, STR8, STR16, STR32 -> text();
            case FIXARRAY, ARRAY16, ARRAY32, FIXMAP, MAP16, MAP32 ->
                throw new MalformedPacketException("the key of a map is a list or a map");
            default -> {
                Object scalar = value(0);
                yield scalar instanceof byte[] bytes
                        ? Base64.getEncoder().encodeToString(bytes)
                        : String.valueOf(scalar);
            }
        };
    }

    private String text() throws IOException, MalformedPacketException {
        int size = claimed(in.unpackRawStringHeader(), 1);
        return Utf8.decode(in.readPayload(size));
    }

    private Instant extension() throws IOException, MalformedPacketException {
        ExtensionTypeHeader header = in.unpackExtensionTypeHeader();
        int size = claimed(header.getLength(), 1);
        if (header.getType() != TIMESTAMP) {
            throw new MalformedPacketException("no value is extension " + header.getType());
        }
        ByteBuffer payload = ByteBuffer.wrap(in.readPayload(size));
        return switch (size) {
            case 4 -> Instant.ofEpochSecond(Integer.toUnsignedLong(payload.getInt()));
            case 8 -> {
                long packed = payload.getLong();
                yield timestamp(packed & 0x3_FFFF_FFFFL, packed >>> 34);
            }
            case 12 -> {
                long nanos = Integer.toUnsignedLong(payload.getInt());
                yield timestamp(payload.getLong(), nanos);
            }
            default -> throw new MalformedPacketException("no timestamp has " + size + " bytes");
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

    /** Passes over a value of an unknown member, as deep and as strictly as if it were read. */
    private void skip(int depth) throws IOException, MalformedPacketException {
        switch (in.getNextFormat()) {
            case FIXARRAY, ARRAY16, ARRAY32 -> {
                int inner = deeper(depth);
                for (int left = claimed(in.unpackArrayHeader(), 1); left > 0; left--) {
                    skip(inner);
                }
            }
            case FIXMAP, MAP16, MAP32 -> {
                int inner = deeper(depth);
                for (int left = claimed(in.unpackMapHeader(), 2); left > 0; left--) {
                    key();
                    skip(inner);
                }
            }
            case FIXSTR, STR8, STR16, STR32 -> text();
            default -> in.skipValue();
        }
    }

    private int deeper(int depth) throws MalformedPacketException {
        if (depth >= maxNesting) {
            throw new MalformedPacketException("nested deeper than " + maxNesting);
        }
        return depth + 1;
    }

    /** Holds a claim of so many things of at least so many bytes each against what is left. */
    private int claimed(int count, int bytesEach) throws MalformedPacketException {
        if ((long) count * bytesEach > length - in.getTotalReadBytes()) {
            throw new MalformedPacketException("a length goes beyond the end");
        }
        return count;
    }
}
