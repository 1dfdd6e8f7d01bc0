package dev.webshocket.internal.codec;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;

/** Strict UTF-8: what is none is refused rather than replaced. */
final class Utf8 {

    private static final char REPLACEMENT = '\uFFFD';

    private Utf8() {}

    /** Decodes a part of a message, as fast as the JDK's decoding that replaces instead. */
    static String decode(byte[] bytes, int from, int length) throws MalformedPacketException {
        String text = new String(bytes, from, length, UTF_8);
        // Malformed bytes became replacement characters; one that was sent as such is rare enough to look twice.
        if (text.indexOf(REPLACEMENT) >= 0) {
            try {
                return UTF_8.newDecoder()
                        .decode(ByteBuffer.wrap(bytes, from, length))
                        .toString();
            } catch (CharacterCodingException e) {
                throw notUtf8();
            }
        }
        return text;
    }

    /** Encodes text that has no half of a surrogate pair. */
    static byte[] encode(String text) throws MalformedPacketException {
        checkPairs(text);
        return text.getBytes(UTF_8);
    }

    /** Returns the length of the sequence of two to four bytes that begins with a byte beyond ASCII. */
    static int sequence(byte[] bytes, int at) throws MalformedPacketException {
        int lead = bytes[at] & 0xff;
        int length = lead < 0xe0 ? 2 : lead < 0xf0 ? 3 : 4;
        if (lead < 0xc2 || lead > 0xf4 || at + length > bytes.length) {
            throw notUtf8();
        }
        // The second byte has narrower bounds where the first could begin an overlong form, a surrogate, or what is
        // beyond Unicode.
        int second = bytes[at + 1] & 0xff;
        int least = lead == 0xe0 ? 0xa0 : lead == 0xf0 ? 0x90 : 0x80;
        int most = lead == 0xed ? 0x9f : lead == 0xf4 ? 0x8f : 0xbf;
        boolean good = second >= least && second <= most;
        for (int i = 2; i < length; i++) {
            good &= (bytes[at + i] & 0xc0) == 0x80;
        }
        if (!good) {
            throw notUtf8();
        }
        return length;
    }

    /** Makes sure that each half of a surrogate pair has the other beside it. */
    static void checkPairs(CharSequence text) throws MalformedPacketException {
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (Character.isSurrogate(c)) {
                boolean pair = Character.isHighSurrogate(c)
                        && i + 1 < text.length()
                        && Character.isLowSurrogate(text.charAt(i + 1));
                if (!pair) {
                    throw new MalformedPacketException("a string has half of a surrogate pair");
                }
                i++;
            }
        }
    }

    private static MalformedPacketException notUtf8() {
        return MalformedPacketException.syntax("text is not UTF-8");
    }
}
