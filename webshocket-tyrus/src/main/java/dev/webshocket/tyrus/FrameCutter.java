package dev.webshocket.tyrus;

import java.nio.ByteBuffer;

/**
 * Goes over the frames of one connection before Tyrus does, and cuts long ones into fragments of what has arrived.
 *
 * <p>Tyrus gathers a whole frame before it tells anybody, in a buffer that it copies at every read and never gives back,
 * and one longer than that buffer closes the connection as an internal error. Cut, a message of any length reaches the
 * endpoint piece by piece, so that the endpoint's own bound decides, and memory stays that of one read. RFC 6455, section
 * 5.4, lets anyone between two peers do so.
 *
 * <p>For one thread at a time.
 */
final class FrameCutter {

    /** Frames up to this length pass as they are, so that an ordinary message arrives whole. */
    static final int LONGEST_WHOLE = 16 * 1024;

    private static final int LONGEST_HEADER = 14;
    private static final int FIN = 0x80;
    private static final int MASKED = 0x80;
    private static final int OPCODE = 0x0F;
    private static final int PING = 0x9;
    private static final int CLOSE = 0x8;

    /** What becomes of the frames. */
    interface Sink {

        /** Takes bytes of one or more frames; {@code bytes} is the caller's again afterwards. */
        void pass(ByteBuffer bytes);

        /** Learns that the client has begun to close, before the frame is passed. */
        void clientCloses();

        /** Tells whether pings are to be dropped, since earlier ones are not answered yet. */
        boolean dropsPings();
    }

    private final Sink sink;
    private final byte[] header = new byte[LONGEST_HEADER];
    private int held;
    private long left;
    private Treatment treatment = Treatment.PASS;
    private boolean firstPiece;
    private int maskOffset;

    private enum Treatment {
        PASS,
        CUT,
        DROP
    }

    FrameCutter(Sink sink) {
        this.sink = sink;
    }

    /**
     * Passes on what was read.
     *
     * @throws ProtocolViolation if it is no frame that a client may send; nothing may be read afterwards
     */
    void read(ByteBuffer in) throws ProtocolViolation {
        int unpassed = in.position();
        while (in.hasRemaining()) {
            if (left > 0) {
                int length = (int) Math.min(left, in.remaining());
                switch (treatment) {
                    case PASS -> in.position(in.position() + length);
                    case CUT -> {
                        length = Math.min(length, LONGEST_WHOLE);
                        passPiece(in, length);
                        unpassed = in.position();
                    }
                    case DROP -> {
                        in.position(in.position() + length);
                        unpassed = in.position();
                    }
                }
                left -= length;
                continue;
            }
            int start = in.position();
            boolean begunEarlier = held > 0;
            if (!readHeader(in)) {
                passRange(in, unpassed, start);
                return;
            }
            begin();
            if (treatment != Treatment.PASS) {
                passRange(in, unpassed, start);
                unpassed = in.position();
            } else if (begunEarlier) {
                sink.pass(ByteBuffer.wrap(header, 0, held));
                unpassed = in.position();
            }
            held = 0;
        }
        passRange(in, unpassed, in.position());
    }

    private boolean readHeader(ByteBuffer in) throws ProtocolViolation {
        while (held < headerLength()) {
            if (!in.hasRemaining()) {
                return false;
            }
            header[held++] = in.get();
            if (held == 2 && (header[1] & MASKED) == 0) {
                throw new ProtocolViolation("a client's frames must be masked");
            }
        }
        return true;
    }

    private int headerLength() {
        if (held < 2) {
            return 2;
        }
        return 2 + extendedLength() + 4;
    }

    private int extendedLength() {
        return switch (header[1] & 0x7F) {
            case 126 -> 2;
            case 127 -> 8;
            default -> 0;
        };
    }

    private void begin() throws ProtocolViolation {
        left = payloadLength();
        if (left < 0) {
            throw new ProtocolViolation("a frame's length must not be negative");
        }
        int opcode = header[0] & OPCODE;
        if (opcode == CLOSE) {
            sink.clientCloses();
        }
        if (opcode == PING && left <= 125 && sink.dropsPings()) {
            treatment = Treatment.DROP;
        } else if (left > LONGEST_WHOLE && opcode < CLOSE) {
            treatment = Treatment.CUT;
            firstPiece = true;
            maskOffset = 0;
        } else {
            treatment = Treatment.PASS;
        }
    }

    private long payloadLength() {
        int extended = extendedLength();
        if (extended == 0) {
            return header[1] & 0x7F;
        }
        long length = 0;
        for (int i = 0; i < extended; i++) {
            length = (length << 8) | (header[2 + i] & 0xFF);
        }
        return length;
    }

    private void passPiece(ByteBuffer in, int length) {
        ByteBuffer piece = ByteBuffer.allocate(8);
        int finAndOpcode = firstPiece ? header[0] & ~FIN & 0xFF : 0;
        if (length == left) {
            finAndOpcode |= header[0] & FIN;
        }
        piece.put((byte) finAndOpcode);
        if (length < 126) {
            piece.put((byte) (MASKED | length));
        } else {
            piece.put((byte) (MASKED | 126)).putShort((short) length);
        }
        // The key goes round every four bytes, so a piece begins in the middle of it.
        int key = 2 + extendedLength();
        for (int i = 0; i < 4; i++) {
            piece.put(header[key + (maskOffset + i) % 4]);
        }
        firstPiece = false;
        maskOffset = (maskOffset + length) % 4;
        sink.pass(piece.flip());
        passRange(in, in.position(), in.position() + length);
        in.position(in.position() + length);
    }

    private void passRange(ByteBuffer in, int start, int end) {
        if (start < end) {
            sink.pass(in.duplicate().position(start).limit(end));
        }
    }

    /** Says that what was read breaks the protocol. */
    static final class ProtocolViolation extends Exception {

        private static final long serialVersionUID = 1L;

        ProtocolViolation(String message) {
            super(message);
        }
    }
}
