package dev.webshocket.tyrus;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** The check agrees with the JDK's decoder. */
class Utf8CheckTest {

    private static boolean isText(byte[] bytes) {
        try {
            StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes));
            return true;
        } catch (CharacterCodingException e) {
            return false;
        }
    }

    private static boolean isAccepted(byte[] bytes, int split) {
        Utf8Check check = new Utf8Check();
        return check.accepts(bytes, 0, split) && check.accepts(bytes, split, bytes.length) && check.isWhole();
    }

    @Test
    void allSequencesOfTwoBytes() {
        for (int first = 0; first < 256; first++) {
            for (int second = 0; second < 256; second++) {
                byte[] bytes = {(byte) first, (byte) second};
                assertThat(isAccepted(bytes, 1)).isEqualTo(isText(bytes));
            }
        }
    }

    @Test
    void prefixesOfLongerSequences() {
        for (int first = 0xE0; first < 256; first++) {
            for (int second = 0x7F; second < 0xC1; second++) {
                byte[] three = {(byte) first, (byte) second, (byte) 0x80};
                byte[] four = {(byte) first, (byte) second, (byte) 0xBF, (byte) 0x80};
                byte[] broken = {(byte) first, (byte) second, (byte) 0xBF, 'a'};
                assertThat(isAccepted(three, 2)).isEqualTo(isText(three));
                assertThat(isAccepted(four, 3)).isEqualTo(isText(four));
                assertThat(isAccepted(broken, 1)).isEqualTo(isText(broken));
            }
        }
    }

    @Test
    void textsWithOneByteChanged() {
        Random random = new Random(1);
        byte[] text = "plain text, then gr\u00fc\u00df, \u20ac and \ud83d\ude00, and plain text"
                .getBytes(StandardCharsets.UTF_8);
        for (int i = 0; i < 20_000; i++) {
            byte[] changed = text.clone();
            changed[random.nextInt(text.length)] = (byte) random.nextInt();
            assertThat(isAccepted(changed, random.nextInt(text.length))).isEqualTo(isText(changed));
        }
    }

    @Test
    void aNewTextStartsFromScratch() {
        Utf8Check check = new Utf8Check();
        assertThat(check.accepts(new byte[] {(byte) 0xE2}, 0, 1)).isTrue();
        check.reset();
        assertThat(check.accepts(new byte[] {'a'}, 0, 1)).isTrue();
        assertThat(check.isWhole()).isTrue();
    }
}
