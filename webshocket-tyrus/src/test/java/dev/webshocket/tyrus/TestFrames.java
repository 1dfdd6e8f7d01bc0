package dev.webshocket.tyrus;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;

/** Writes and reads WebSocket frames (RFC 6455, section 5.2), apart from the code that is tested. */
final class TestFrames {

    private static final byte[] KEY = {0x11, 0x22, 0x33, 0x44};

    private TestFrames() {}

    /** Returns a masked frame. */
    static byte[] frame(int finAndOpcode, byte[] payload) {
        ByteBuffer frame = ByteBuffer.allocate(14 + payload.length);
        frame.put((byte) finAndOpcode);
        if (payload.length < 126) {
            frame.put((byte) (0x80 | payload.length));
        } else if (payload.length < 65536) {
            frame.put((byte) (0x80 | 126)).putShort((short) payload.length);
        } else {
            frame.put((byte) (0x80 | 127)).putLong(payload.length);
        }
        frame.put(KEY);
        for (int i = 0; i < payload.length; i++) {
            frame.put((byte) (payload[i] ^ KEY[i % 4]));
        }
        byte[] bytes = new byte[frame.flip().remaining()];
        frame.get(bytes);
        return bytes;
    }

    /** Returns the data messages in masked frames, their fragments joined. */
    static List<byte[]> messages(byte[] wire) {
        List<byte[]> messages = new ArrayList<>();
        ByteArrayOutputStream joined = new ByteArrayOutputStream();
        for (Frame frame : read(wire)) {
            if ((frame.first & 0x0F) < 8) {
                joined.writeBytes(frame.payload);
                if ((frame.first & 0x80) != 0) {
                    messages.add(joined.toByteArray());
                    joined.reset();
                }
            }
        }
        return messages;
    }

    /** Returns the first bytes of frames, one of each kind that follow each other. */
    static List<Integer> firstBytes(byte[] wire) {
        return read(wire).stream().map(Frame::first).distinct().toList();
    }

    static byte[] join(byte[]... parts) {
        ByteArrayOutputStream joined = new ByteArrayOutputStream();
        for (byte[] part : parts) {
            joined.writeBytes(part);
        }
        return joined.toByteArray();
    }

    private record Frame(int first, byte[] payload) {}

    private static List<Frame> read(byte[] wire) {
        List<Frame> frames = new ArrayList<>();
        ByteBuffer in = ByteBuffer.wrap(wire);
        while (in.hasRemaining()) {
            int first = in.get() & 0xFF;
            int length = in.get() & 0x7F;
            if (length == 126) {
                length = in.getShort() & 0xFFFF;
            } else if (length == 127) {
                length = Math.toIntExact(in.getLong());
            }
            byte[] key = new byte[4];
            in.get(key);
            byte[] payload = new byte[length];
            in.get(payload);
            for (int i = 0; i < length; i++) {
                payload[i] ^= key[i % 4];
            }
            frames.add(new Frame(first, payload));
        }
        return frames;
    }
}
