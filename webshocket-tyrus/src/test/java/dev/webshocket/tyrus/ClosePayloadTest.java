package dev.webshocket.tyrus;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.webshocket.internal.link.CloseStatus;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ClosePayloadTest {

    private static byte[] payload(int code, String reason) {
        return TestFrames.join(new byte[] {(byte) (code >> 8), (byte) code}, reason.getBytes(StandardCharsets.UTF_8));
    }

    private static int codeOfViolation(byte[] payload) {
        try {
            ClosePayload.read(payload);
            return 0;
        } catch (FrameViolation e) {
            return e.status().code();
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {1000, 1001, 1002, 1003, 1007, 1008, 1009, 1010, 1011, 3000, 3999, 4000, 4999})
    void clientsMaySendTheseCodes(int code) throws Exception {
        assertThat(ClosePayload.read(payload(code, "gr\u00fc\u00df")))
                .isEqualTo(new CloseStatus(code, "gr\u00fc\u00df"));
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 999, 1004, 1005, 1006, 1012, 1013, 1014, 1015, 1016, 1100, 2000, 2999, 5000, 65535})
    void clientsMayNotSendTheseCodes(int code) {
        assertThat(codeOfViolation(payload(code, ""))).isEqualTo(1002);
    }

    @Test
    void aSingleByteIsRefused() {
        assertThatThrownBy(() -> ClosePayload.read(new byte[1]))
                .isInstanceOf(FrameViolation.class)
                .hasMessage("a close code has two bytes");
    }

    @Test
    void aReasonThatIsNotUtf8IsRefused() {
        assertThat(codeOfViolation(TestFrames.join(payload(1000, ""), new byte[] {(byte) 0xE2, (byte) 0x82})))
                .isEqualTo(1007);
    }

    @Test
    void anEmptyPayloadIsANormalClose() throws Exception {
        assertThat(ClosePayload.read(new byte[0])).isEqualTo(new CloseStatus(1000, ""));
    }

    @Test
    void writtenPayloadsCanBeRead() throws Exception {
        CloseStatus status = new CloseStatus(1008, "\u20ac");
        assertThat(ClosePayload.read(ClosePayload.write(status))).isEqualTo(status);
    }
}
