package dev.webshocket.tyrus;

import dev.webshocket.internal.link.CloseStatus;
import dev.webshocket.internal.link.LinkListener;
import dev.webshocket.internal.memory.MemoryBudget;
import dev.webshocket.internal.memory.MemoryShare;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** Reads frames without a socket, and records the result as lines. */
final class ReadFrames implements LinkListener {

    final MemoryShare memory = MemoryBudget.unbounded();
    final List<String> events = new ArrayList<>();
    final MessageReader messages;
    private final FrameReader frames;

    ReadFrames(int longest) {
        messages = new MessageReader(longest, this, memory);
        frames = new FrameReader(new Sink());
    }

    /** Reads the bytes in parts of a length; returns the close code of a violation, 0 for none. */
    int read(byte[] wire, int partLength) {
        for (int i = 0; i < wire.length; i += partLength) {
            int code = read(ByteBuffer.wrap(wire, i, Math.min(partLength, wire.length - i)));
            if (code != 0) {
                return code;
            }
        }
        return 0;
    }

    int read(ByteBuffer part) {
        try {
            frames.read(part);
            return 0;
        } catch (FrameViolation e) {
            return e.status().code();
        }
    }

    /** Describes a message or the payload of a control frame. */
    static String line(String kind, byte[] payload) {
        return kind + ' ' + new String(payload, StandardCharsets.ISO_8859_1);
    }

    @Override
    public void heard() {}

    @Override
    public void received(byte[] message) {
        events.add(line("binary", message));
    }

    @Override
    public void received(String message) {
        throw new AssertionError("a text is told as its bytes");
    }

    @Override
    public void receivedText(byte[] utf8) {
        events.add(line("text", utf8));
    }

    @Override
    public void tooBig() {
        events.add("too big");
    }

    @Override
    public void noRoom() {
        events.add("no room");
    }

    @Override
    public void ended(CloseStatus status) {
        throw new AssertionError("there is no link");
    }

    private final class Sink implements FrameReader.Sink {

        @Override
        public boolean isReading() {
            return true;
        }

        @Override
        public void begin(int opcode, boolean last, long length) {
            messages.begin(opcode, last, length);
        }

        @Override
        public void payload(ByteBuffer in, int length, int key, long offset) throws FrameViolation {
            messages.payload(in, length, key, offset);
        }

        @Override
        public void end() throws FrameViolation {
            messages.end();
        }

        @Override
        public void control(int opcode, byte[] payload) {
            events.add(line("control " + opcode, payload));
        }
    }
}
