package dev.webshocket.internal.codec;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;

/** Decodes UTF-8 and refuses what is none, as fast as the JDK's decoding that replaces instead. */
final class Utf8 {

    private static final char REPLACEMENT = '\uFFFD';

    private Utf8() {}

    static String decode(byte[] bytes) throws MalformedPacketException {
        String text = new String(bytes, UTF_8);
        // Malformed bytes became replacement characters; one that was sent as such is rare enough to look twice.
        if (text.indexOf(REPLACEMENT) >= 0) {
            try {
                return UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString();
            } catch (CharacterCodingException e) {
                throw new MalformedPacketException("text is not UTF-8");
            }
        }
        return text;
    }
}
