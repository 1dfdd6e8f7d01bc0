package dev.webshocket.tyrus;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** The bytes sent to the socket, however many it accepts at a time. */
class OutgoingFramesTest {

    private final OutgoingFrames frames = new OutgoingFrames();

    private static byte[] payload(int length) {
        byte[] bytes = new byte[length];
        new Random(length).nextBytes(bytes);
        return bytes;
    }

    /** Sends at most this many bytes; returns them. */
    private byte[] send(int room, int taken) {
        ByteBuffer out = ByteBuffer.allocate(room);
        frames.fill(out);
        byte[] sent = new byte[Math.min(taken, out.flip().remaining())];
        out.get(sent);
        frames.gone(sent.length);
        return sent;
    }

    private byte[] sendAll(int room, int taken) {
        ByteArrayOutputStream wire = new ByteArrayOutputStream();
        while (!frames.isEmpty()) {
            wire.writeBytes(send(room, taken));
        }
        assertThat(frames.bytes()).isZero();
        return wire.toByteArray();
    }

    private static byte[] wire(int start, byte[] payload) {
        return TestFrames.unmasked(start, payload);
    }

    @Test
    void framesAreTheSameHoweverFewBytesAreAccepted() {
        byte[][] payloads = {payload(0), payload(5), payload(125), payload(126), payload(300), payload(66_000)};
        ByteArrayOutputStream expected = new ByteArrayOutputStream();
        for (byte[] payload : payloads) {
            expected.writeBytes(wire(0x82, payload));
        }
        for (int[] step : new int[][] {{1, 1}, {3, 2}, {7, 7}, {11, 4}, {100, 64}, {1000, 999}, {1 << 20, 1 << 20}}) {
            for (byte[] payload : payloads) {
                frames.add(new OutgoingFrame(0x82, payload));
            }
            assertThat(frames.bytes()).isEqualTo(expected.size());
            assertThat(sendAll(step[0], step[1])).isEqualTo(expected.toByteArray());
        }
    }

    @Test
    void aPartOfAnArrayIsAFrame() {
        byte[] whole = payload(1000);
        frames.add(new OutgoingFrame(0x02, whole, 0, 600));
        frames.add(new OutgoingFrame(0x80, whole, 600, 400));
        byte[] first = Arrays.copyOf(whole, 600);
        byte[] second = Arrays.copyOfRange(whole, 600, 1000);
        assertThat(sendAll(77, 50)).isEqualTo(TestFrames.join(wire(0x02, first), wire(0x80, second)));
    }

    @Test
    void aControlFramePrecedesAllFramesThatAreNotStarted() {
        frames.add(new OutgoingFrame(0x82, payload(10)));
        frames.add(new OutgoingFrame(0x82, payload(20)));
        byte[] begun = send(100, 5);
        frames.addControl(new OutgoingFrame(0x8A, payload(3)));
        assertThat(TestFrames.join(begun, sendAll(100, 100)))
                .isEqualTo(TestFrames.join(wire(0x82, payload(10)), wire(0x8A, payload(3)), wire(0x82, payload(20))));
    }

    @Test
    void aControlFrameIsFirstIfNoFrameIsStarted() {
        frames.add(new OutgoingFrame(0x82, payload(10)));
        frames.addControl(new OutgoingFrame(0x8A, payload(3)));
        assertThat(sendAll(100, 100)).isEqualTo(TestFrames.join(wire(0x8A, payload(3)), wire(0x82, payload(10))));
    }

    @Test
    void onlyTheCurrentPartOfAStartedMessageIsFinished() {
        byte[] whole = payload(30);
        frames.add(new OutgoingFrame(0x02, whole, 0, 10));
        frames.add(new OutgoingFrame(0x00, whole, 10, 10));
        frames.add(new OutgoingFrame(0x80, whole, 20, 10));
        byte[] begun = send(100, 1);
        frames.removeUnbegun(whole);
        assertThat(TestFrames.join(begun, sendAll(100, 100))).isEqualTo(wire(0x02, Arrays.copyOf(whole, 10)));
    }

    @Test
    void aBurstRetainsNoMemory() {
        for (int round = 0; round < 3; round++) {
            for (int i = 0; i < 1000; i++) {
                frames.add(new OutgoingFrame(0x82, payload(i % 7)));
            }
            sendAll(333, 333);
        }
        assertThat(frames.bytes()).isZero();
        assertThat(frames.isEmpty()).isTrue();
    }
}
