package dev.webshocket.internal.codec;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;

/** Strict UTF-8: malformed bytes are refused, not replaced. */
final class Utf8 {

    private static final char REPLACEMENT = '\uFFFD';

    private Utf8() {}

    /** Decodes a part of a message, as fast as the JDK's decoder, which replaces malformed bytes. */
    static String decode(byte[] bytes, int from, int length) throws MalformedPacketException {
        String text = new String(bytes, from, length, UTF_8);
        // Malformed bytes become replacement characters; a replacement character in the message is rare enough to check
        // twice.
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

    /** Encodes text without unpaired surrogates. */
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
        // The second byte has narrower bounds if the first could begin an overlong form, a surrogate, or a code point
        // beyond
        // Unicode.
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

    /** Checks that all surrogates are paired. */
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
