package dev.webshocket.tyrus;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.webshocket.tyrus.FrameCutter.ProtocolViolation;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class FrameCutterTest {

    private static final int WHOLE = FrameCutter.LONGEST_WHOLE;

    private final Collected collected = new Collected();
    private final FrameCutter cutter = new FrameCutter(collected);

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 125, 126, WHOLE})
    void shortFramesPassUnchanged(int length) throws Exception {
        byte[] frame = TestFrames.frame(0x82, payload(length));
        cutter.read(ByteBuffer.wrap(frame));
        assertThat(collected.bytes()).isEqualTo(frame);
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 7, 100, 1000, 16_384, 65_536, 1_000_000})
    void messagesAreTheSameHoweverTheyArrive(int readLength) throws Exception {
        List<byte[]> messages = List.of(
                payload(5),
                payload(0),
                payload(WHOLE + 1),
                payload(200),
                payload(5 * WHOLE + 3),
                payload(70_000),
                payload(1));
        ByteArrayOutputStream wire = new ByteArrayOutputStream();
        for (byte[] message : messages) {
            wire.writeBytes(TestFrames.frame(0x82, message));
            wire.writeBytes(TestFrames.frame(0x89, payload(3)));
        }
        feed(wire.toByteArray(), readLength);
        assertThat(TestFrames.messages(collected.bytes())).containsExactlyElementsOf(messages);
    }

    @Test
    void fragmentsOfTheClientsOwnStayInPlace() throws Exception {
        byte[] first = payload(2 * WHOLE);
        byte[] second = payload(3 * WHOLE + 1);
        ByteArrayOutputStream wire = new ByteArrayOutputStream();
        wire.writeBytes(TestFrames.frame(0x01, first));
        wire.writeBytes(TestFrames.frame(0x89, payload(3)));
        wire.writeBytes(TestFrames.frame(0x80, second));
        feed(wire.toByteArray(), 10_000);
        assertThat(TestFrames.messages(collected.bytes())).containsExactly(TestFrames.join(first, second));
    }

    @Test
    void reservedBitsStandOnTheFirstPieceOnly() throws Exception {
        cutter.read(ByteBuffer.wrap(TestFrames.frame(0xC2, payload(2 * WHOLE))));
        assertThat(TestFrames.firstBytes(collected.bytes())).containsExactly(0x42, 0x80);
    }

    @Test
    void noPieceIsLongerThanAFrameThatPassesWhole() throws Exception {
        cutter.read(ByteBuffer.wrap(TestFrames.frame(0x82, payload(10 * WHOLE + 1))));
        assertThat(collected.longest).isLessThanOrEqualTo(WHOLE);
    }

    @Test
    void whatHasArrivedOfALongFrameIsPassedAtOnce() throws Exception {
        byte[] frame = TestFrames.frame(0x82, payload(100 * WHOLE));
        cutter.read(ByteBuffer.wrap(frame, 0, 1014));
        assertThat(collected.bytes()).hasSizeBetween(1000, 1014);
    }

    @Test
    void aCloseFrameIsAnnounced() throws Exception {
        cutter.read(ByteBuffer.wrap(TestFrames.frame(0x82, payload(3))));
        assertThat(collected.clientCloses).isFalse();
        cutter.read(ByteBuffer.wrap(TestFrames.frame(0x88, new byte[] {3, (byte) 0xE8})));
        assertThat(collected.clientCloses).isTrue();
    }

    @Test
    void pingsAreDroppedOnDemandAndNothingElse() throws Exception {
        collected.dropsPings = true;
        byte[] message = TestFrames.frame(0x82, payload(300));
        byte[] ping = TestFrames.frame(0x89, payload(20));
        byte[] empty = TestFrames.frame(0x89, payload(0));
        feed(TestFrames.join(ping, message, empty, ping, message), 11);
        assertThat(collected.bytes()).isEqualTo(TestFrames.join(message, message));
    }

    @Test
    void anUnmaskedFrameBreaksTheProtocol() {
        assertThatThrownBy(() -> cutter.read(ByteBuffer.wrap(new byte[] {(byte) 0x82, 3, 1, 2, 3, 4, 5})))
                .isInstanceOf(ProtocolViolation.class)
                .hasMessage("a client's frames must be masked");
    }

    @Test
    void aNegativeLengthBreaksTheProtocol() {
        byte[] frame = {(byte) 0x82, (byte) 0xFF, (byte) 0x80, 0, 0, 0, 0, 0, 0, 1, 0, 0, 0, 0};
        assertThatThrownBy(() -> cutter.read(ByteBuffer.wrap(frame))).isInstanceOf(ProtocolViolation.class);
    }

    private void feed(byte[] wire, int readLength) throws ProtocolViolation {
        for (int i = 0; i < wire.length; i += readLength) {
            cutter.read(ByteBuffer.wrap(wire, i, Math.min(readLength, wire.length - i)));
        }
    }

    private static byte[] payload(int length) {
        byte[] bytes = new byte[length];
        new Random(length).nextBytes(bytes);
        return bytes;
    }

    private static final class Collected implements FrameCutter.Sink {

        private final List<byte[]> parts = new ArrayList<>();
        private boolean dropsPings;
        private boolean clientCloses;
        private int longest;

        @Override
        public void pass(ByteBuffer bytes) {
            byte[] part = new byte[bytes.remaining()];
            bytes.get(part);
            longest = Math.max(longest, part.length);
            parts.add(part);
        }

        @Override
        public void clientCloses() {
            clientCloses = true;
        }

        @Override
        public boolean dropsPings() {
            return dropsPings;
        }

        byte[] bytes() {
            return TestFrames.join(parts.toArray(byte[][]::new));
        }
    }
}
