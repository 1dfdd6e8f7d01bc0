package dev.webshocket.tyrus;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Valid and invalid frames of each kind, however their bytes are split. */
class FrameReaderTest {

    private static final int LIMIT = 1 << 20;

    private static byte[] bytes(int length) {
        byte[] bytes = new byte[length];
        new Random(length).nextBytes(bytes);
        return bytes;
    }

    private static byte[] utf8(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private static byte[] frame(int start, byte[] payload) {
        return TestFrames.frame(start, payload);
    }

    static Stream<Arguments> goodFrames() {
        return Stream.of(
                Arguments.of("an empty binary", frame(0x82, bytes(0)), List.of(ReadFrames.line("binary", bytes(0)))),
                Arguments.of("an empty text", frame(0x81, bytes(0)), List.of(ReadFrames.line("text", bytes(0)))),
                Arguments.of("a binary", frame(0x82, bytes(125)), List.of(ReadFrames.line("binary", bytes(125)))),
                Arguments.of(
                        "a length of two bytes",
                        frame(0x82, bytes(126)),
                        List.of(ReadFrames.line("binary", bytes(126)))),
                Arguments.of(
                        "a length of eight bytes", longLength(300), List.of(ReadFrames.line("binary", bytes(300)))),
                Arguments.of(
                        "a text",
                        frame(0x81, utf8("gr\u00fc\u00df \u20ac \ud83d\ude00!")),
                        List.of(ReadFrames.line("text", utf8("gr\u00fc\u00df \u20ac \ud83d\ude00!")))),
                Arguments.of("a ping", frame(0x89, bytes(125)), List.of(ReadFrames.line("control 9", bytes(125)))),
                Arguments.of("a pong", frame(0x8A, bytes(0)), List.of(ReadFrames.line("control 10", bytes(0)))),
                Arguments.of("a close", frame(0x88, bytes(2)), List.of(ReadFrames.line("control 8", bytes(2)))),
                Arguments.of(
                        "fragments with a ping between them",
                        TestFrames.join(
                                frame(0x01, utf8("gr\u00fc")),
                                frame(0x89, bytes(3)),
                                frame(0x00, bytes(0)),
                                frame(0x80, utf8("\u00dfe"))),
                        List.of(
                                ReadFrames.line("control 9", bytes(3)),
                                ReadFrames.line("text", utf8("gr\u00fc\u00dfe")))),
                Arguments.of(
                        "a character over two fragments",
                        TestFrames.join(
                                frame(0x01, new byte[] {(byte) 0xE2, (byte) 0x82}),
                                frame(0x80, new byte[] {(byte) 0xAC})),
                        List.of(ReadFrames.line("text", utf8("\u20ac")))),
                Arguments.of(
                        "two messages",
                        TestFrames.join(frame(0x82, bytes(9)), frame(0x81, utf8("x"))),
                        List.of(ReadFrames.line("binary", bytes(9)), ReadFrames.line("text", utf8("x")))));
    }

    /** Returns a frame whose length could be encoded in fewer bytes. */
    private static byte[] longLength(int length) {
        byte[] usual = frame(0x82, bytes(length));
        return ByteBuffer.allocate(usual.length + 6)
                .put(usual[0])
                .put((byte) 0xFF)
                .putLong(length)
                .put(usual, 4, usual.length - 4)
                .array();
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("goodFrames")
    void goodFramesAreReadAtEverySplit(String what, byte[] wire, List<String> events) {
        for (int split = 0; split <= wire.length; split++) {
            ReadFrames read = new ReadFrames(LIMIT);
            assertThat(read.read(ByteBuffer.wrap(wire, 0, split))).isZero();
            assertThat(read.read(ByteBuffer.wrap(wire, split, wire.length - split)))
                    .isZero();
            assertThat(read.events).as("split at " + split).isEqualTo(events);
        }
        for (int part = 1; part <= 9; part++) {
            ReadFrames read = new ReadFrames(LIMIT);
            assertThat(read.read(wire, part)).isZero();
            assertThat(read.events).as("in parts of " + part).isEqualTo(events);
        }
    }

    static Stream<Arguments> badFrames() {
        return Stream.of(
                Arguments.of("the first reserved bit", 1002, frame(0xC2, bytes(1))),
                Arguments.of("the second reserved bit", 1002, frame(0xA2, bytes(1))),
                Arguments.of("the third reserved bit", 1002, frame(0x92, bytes(1))),
                Arguments.of("a reserved bit of a ping", 1002, frame(0xC9, bytes(1))),
                Arguments.of("an unknown data opcode", 1002, frame(0x83, bytes(1))),
                Arguments.of("an unknown control opcode", 1002, frame(0x8B, bytes(1))),
                Arguments.of("no masking", 1002, new byte[] {(byte) 0x82, 1, 7}),
                Arguments.of("a fragmented ping", 1002, frame(0x09, bytes(1))),
                Arguments.of("a ping of 126 bytes", 1002, frame(0x89, bytes(126))),
                Arguments.of("a continuation of nothing", 1002, frame(0x80, bytes(1))),
                Arguments.of(
                        "a message within a message",
                        1002,
                        TestFrames.join(frame(0x02, bytes(1)), frame(0x82, bytes(1)))),
                Arguments.of(
                        "a continuation of what has ended",
                        1002,
                        TestFrames.join(frame(0x02, bytes(1)), frame(0x80, bytes(1)), frame(0x00, bytes(1)))),
                Arguments.of("a negative length", 1002, new byte[] {
                    (byte) 0x82, (byte) 0xFF, (byte) 0x80, 0, 0, 0, 0, 0, 0, 1, 0, 0, 0, 0
                }),
                Arguments.of("text that is not UTF-8", 1007, frame(0x81, new byte[] {'a', (byte) 0xFF})),
                Arguments.of("an overlong character", 1007, frame(0x81, new byte[] {(byte) 0xC0, (byte) 0xAF})),
                Arguments.of(
                        "half of a surrogate pair", 1007, frame(0x81, new byte[] {(byte) 0xED, (byte) 0xA0, (byte) 0x80
                        })),
                Arguments.of("text that ends within a character", 1007, frame(0x81, new byte[] {(byte) 0xE2})),
                Arguments.of(
                        "a bad byte in the second fragment",
                        1007,
                        TestFrames.join(frame(0x01, new byte[] {(byte) 0xE2}), frame(0x00, new byte[] {'a'}))));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("badFrames")
    void badFramesAreRefusedAtEverySplit(String what, int code, byte[] wire) {
        for (int part = 1; part <= wire.length; part++) {
            ReadFrames read = new ReadFrames(LIMIT);
            assertThat(read.read(wire, part)).as("in parts of " + part).isEqualTo(code);
            assertThat(read.events).doesNotContain(ReadFrames.line("text", new byte[] {'a', (byte) 0xFF}));
        }
    }

    @Test
    void badTextIsRefusedBeforeItsMessageEnds() {
        ReadFrames read = new ReadFrames(LIMIT);
        byte[] wire = frame(0x01, new byte[] {'a', (byte) 0xFF, 'b', 'c'});
        assertThat(read.read(ByteBuffer.wrap(wire, 0, wire.length - 2))).isEqualTo(1007);
    }

    @Test
    void anAnnouncedLengthAllocatesNoMemory() {
        ReadFrames read = new ReadFrames(Integer.MAX_VALUE);
        byte[] header = {(byte) 0x82, (byte) 0xFF, 0, 0, 0, 0, 0x7F, 0, 0, 0, 1, 2, 3, 4};
        assertThat(read.read(header, 3)).isZero();
        assertThat(read.read(new byte[100], 7)).isZero();
        assertThat(read.memory.held()).isBetween(100L, 200L);
        read.messages.release();
        assertThat(read.memory.held()).isZero();
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 1000, 65_536})
    void aTooLongMessageIsReportedOnceAndTheNextIsRead(int part) {
        ReadFrames read = new ReadFrames(1000);
        byte[] wire = TestFrames.join(
                frame(0x02, bytes(600)), frame(0x00, bytes(401)), frame(0x80, bytes(600)), frame(0x82, bytes(1000)));
        assertThat(read.read(wire, part)).isZero();
        assertThat(read.events).containsExactly("too big", ReadFrames.line("binary", bytes(1000)));
        assertThat(read.memory.held()).isZero();
    }

    @Test
    void aMessageIsOverdueFromItsFirstPartToItsLast() {
        ReadFrames read = new ReadFrames(LIMIT);
        byte[] wire = frame(0x82, bytes(1000));
        long now = System.nanoTime();
        assertThat(read.messages.isOverdue(now, 10)).isFalse();
        read.read(ByteBuffer.wrap(wire, 0, 500));
        assertThat(read.messages.isOverdue(now + 1, 10)).isFalse();
        assertThat(read.messages.isOverdue(now + 20, 10)).isTrue();
        read.read(ByteBuffer.wrap(wire, 500, wire.length - 500));
        assertThat(read.messages.isOverdue(now + 40, 10)).isFalse();
    }

    /** Frames generated from a seed, and their expected meaning. */
    private static final class Generated {

        private final Random random;
        private final ByteArrayOutputStream wire = new ByteArrayOutputStream();
        private final List<String> events = new ArrayList<>();

        Generated(long seed) {
            random = new Random(seed);
            for (int i = 0; i < 20; i++) {
                addMessage();
            }
        }

        private void addMessage() {
            boolean text = random.nextBoolean();
            byte[] message = payload(text);
            int from = 0;
            for (int start = text ? 0x01 : 0x02; start >= 0; ) {
                int left = message.length - from;
                int length = random.nextInt(3) == 0 ? random.nextInt(left + 1) : left;
                boolean last = length == left && random.nextInt(4) > 0;
                byte[] part = new byte[length];
                System.arraycopy(message, from, part, 0, length);
                wire.writeBytes(frame(start | (last ? 0x80 : 0), part));
                from += length;
                start = last ? -1 : 0x00;
                if (random.nextInt(4) == 0) {
                    byte[] ping = bytes(random.nextInt(126));
                    wire.writeBytes(frame(0x89, ping));
                    if (last) {
                        events.add(ReadFrames.line(text ? "text" : "binary", message));
                    }
                    events.add(ReadFrames.line("control 9", ping));
                } else if (last) {
                    events.add(ReadFrames.line(text ? "text" : "binary", message));
                }
            }
        }

        private byte[] payload(boolean text) {
            int length = random.nextInt(5) == 0 ? random.nextInt(100_000) : random.nextInt(300);
            if (!text) {
                return bytes(length);
            }
            StringBuilder characters = new StringBuilder();
            for (int i = 0; i < length; i++) {
                characters.appendCodePoint(
                        switch (random.nextInt(8)) {
                            case 0 -> 0x80 + random.nextInt(0x700);
                            case 1 -> 0x800 + random.nextInt(0xC000);
                            case 2 -> 0x10000 + random.nextInt(0x100000);
                            default -> random.nextInt(0x80);
                        });
            }
            return utf8(characters.toString());
        }
    }

    @Test
    void generatedFramesHaveTheSameMeaningHoweverTheyArrive() {
        for (long seed = 1; seed <= 100; seed++) {
            Generated generated = new Generated(seed);
            byte[] wire = generated.wire.toByteArray();
            Random splits = new Random(seed);
            ReadFrames read = new ReadFrames(LIMIT);
            for (int from = 0; from < wire.length; ) {
                int most = splits.nextInt(3) == 0 ? 20 : 70_000;
                int length = Math.min(wire.length - from, 1 + splits.nextInt(most));
                ByteBuffer part = ByteBuffer.allocateDirect(length).put(wire, from, length);
                assertThat(read.read(part.flip())).as("seed " + seed).isZero();
                assertThat(part.hasRemaining()).isFalse();
                from += length;
            }
            assertThat(read.events).as("seed " + seed).isEqualTo(generated.events);
            assertThat(read.memory.held()).as("seed " + seed).isZero();
        }
    }

    @Test
    void aMessageWithoutMemoryIsReportedOnce() {
        ReadFrames read = new ReadFrames(LIMIT);
        read.messages.release();
        byte[] wire = TestFrames.join(frame(0x02, bytes(600)), frame(0x80, bytes(600)), frame(0x82, bytes(5)));
        assertThat(read.read(wire, 100)).isZero();
        assertThat(read.events).containsExactly("no room", ReadFrames.line("binary", bytes(5)));
    }
}
