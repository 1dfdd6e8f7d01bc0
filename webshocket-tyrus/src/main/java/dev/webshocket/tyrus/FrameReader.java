package dev.webshocket.tyrus;

import java.nio.ByteBuffer;

/**
 * Parses and checks the frames of one client, however their bytes are split: RFC 6455, sections 5.2 to 5.5. For one
 * thread at a time.
 */
final class FrameReader {

    private static final int LONGEST_HEADER = 14;
    private static final int KEY_BYTES = 4;
    private static final int RESERVED = 0x70;
    private static final int OPCODE = 0x0F;
    private static final int MASKED = 0x80;
    private static final byte[] EMPTY = {};

    /** Receives the parsed frames. */
    interface Sink {

        /** Tells whether to read on; called before each frame and each part of one. */
        boolean isReading();

        /**
         * A frame of a message begins.
         *
         * @param opcode {@link Opcode#CONTINUATION} for a further frame of the same message
         * @param last whether it is the last frame of the message
         * @param length of its payload
         */
        void begin(int opcode, boolean last, long length) throws FrameViolation;

        /**
         * Reads this many bytes of the frame's payload from the buffer.
         *
         * @param offset how many bytes of the payload came before
         */
        void payload(ByteBuffer in, int length, int key, long offset) throws FrameViolation;

        /** The frame ends. */
        void end() throws FrameViolation;

        /** Receives a complete control frame. */
        void control(int opcode, byte[] payload) throws FrameViolation;
    }

    private final Sink sink;

    /** The start of an incomplete header; null for none. */
    private ByteBuffer cut;

    /** The first byte of the current frame. */
    private int start;

    private int key;
    private long length;
    private long left;

    /** The payload so far of the current control frame; null for none. */
    private byte[] control;

    /** Whether the reader is inside a payload. */
    private boolean within;

    /** Whether a message is incomplete. */
    private boolean continues;

    FrameReader(Sink sink) {
        this.sink = sink;
    }

    /**
     * Reads all input, until the sink stops it.
     *
     * @throws FrameViolation if a client may not send this; the reader must then not be used again
     */
    void read(ByteBuffer in) throws FrameViolation {
        while (sink.isReading() && (within ? readPayload(in) : readHeader(in))) {
            // Each step returns false when it needs more bytes.
        }
    }

    /** Returns false if more bytes are needed. */
    private boolean readHeader(ByteBuffer in) throws FrameViolation {
        if (cut == null) {
            int available = in.remaining();
            if (available >= 2) {
                check(in.get(in.position()), in.get(in.position() + 1));
                if (available >= headerLength(in.get(in.position() + 1))) {
                    parse(in);
                    return true;
                }
            }
            if (available == 0) {
                return false;
            }
            cut = ByteBuffer.allocate(LONGEST_HEADER);
        }
        while (in.hasRemaining()) {
            cut.put(in.get());
            if (cut.position() == 2) {
                check(cut.get(0), cut.get(1));
            }
            if (cut.position() > 2 && cut.position() == headerLength(cut.get(1))) {
                parse(cut.flip());
                cut = null;
                return true;
            }
        }
        return false;
    }

    private static int headerLength(byte second) {
        return 2 + extendedLength(second) + KEY_BYTES;
    }

    private static int extendedLength(byte second) {
        return switch (second & 0x7F) {
            case 126 -> 2;
            case 127 -> 8;
            default -> 0;
        };
    }

    /** Checks the first two bytes of a header, before waiting for more. */
    private void check(byte first, byte second) throws FrameViolation {
        int opcode = first & OPCODE;
        if ((first & RESERVED) != 0) {
            throw FrameViolation.protocol("a reserved bit is set");
        }
        if (!Opcode.isKnown(opcode)) {
            throw FrameViolation.protocol("a frame has an unknown opcode");
        }
        if ((second & MASKED) == 0) {
            throw FrameViolation.protocol("a client's frames must be masked");
        }
        if (Opcode.isControl(opcode)) {
            if ((first & Opcode.FIN) == 0) {
                throw FrameViolation.protocol("a control frame is fragmented");
            }
            if ((second & 0x7F) > Opcode.LONGEST_CONTROL) {
                throw FrameViolation.protocol("a control frame is longer than 125 bytes");
            }
        } else if ((opcode == Opcode.CONTINUATION) != continues) {
            throw FrameViolation.protocol(
                    continues ? "a message begins within another" : "a continuation has nothing to continue");
        }
    }

    private void parse(ByteBuffer header) throws FrameViolation {
        start = header.get();
        byte second = header.get();
        length = switch (extendedLength(second)) {
            case 2 -> header.getShort() & 0xFFFF;
            case 8 -> header.getLong();
            default -> second & 0x7F;
        };
        if (length < 0) {
            throw FrameViolation.protocol("a frame's length is negative");
        }
        key = header.getInt();
        left = length;
        within = true;
        if (Opcode.isControl(start & OPCODE)) {
            control = length == 0 ? EMPTY : new byte[(int) length];
        } else {
            continues = (start & Opcode.FIN) == 0;
            sink.begin(start & OPCODE, !continues, length);
        }
    }

    private boolean readPayload(ByteBuffer in) throws FrameViolation {
        int part = (int) Math.min(left, in.remaining());
        if (part > 0) {
            long offset = length - left;
            left -= part;
            if (control == null) {
                sink.payload(in, part, key, offset);
            } else {
                Masking.move(in, control, (int) offset, part, key, offset);
            }
        }
        if (left > 0) {
            return false;
        }
        within = false;
        if (control == null) {
            sink.end();
        } else {
            byte[] payload = control;
            control = null;
            sink.control(start & OPCODE, payload);
        }
        return true;
    }
}
