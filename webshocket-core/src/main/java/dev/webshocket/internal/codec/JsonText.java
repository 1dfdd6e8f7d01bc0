package dev.webshocket.internal.codec;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.nio.charset.StandardCharsets.UTF_8;

/** Resolves the escapes of JSON strings whose grammar has been checked. */
final class JsonText {

    private JsonText() {}

    /**
     * Makes the text of what stands between two quotes.
     *
     * @throws MalformedPacketException if it has half of a surrogate pair
     */
    static String unescaped(byte[] message, int from, int to) throws MalformedPacketException {
        StringBuilder text = new StringBuilder(to - from);
        int run = from;
        int i = from;
        while (i < to) {
            if (message[i] != '\\') {
                i++;
                continue;
            }
            text.append(new String(message, run, i - run, UTF_8));
            if (message[i + 1] == 'u') {
                text.append((char) Integer.parseInt(new String(message, i + 2, 4, US_ASCII), 16));
                i += 6;
            } else {
                text.append(escaped(message[i + 1]));
                i += 2;
            }
            run = i;
        }
        text.append(new String(message, run, to - run, UTF_8));
        Utf8.checkPairs(text);
        return text.toString();
    }

    private static char escaped(byte letter) {
        return switch (letter) {
            case 'b' -> '\b';
            case 'f' -> '\f';
            case 'n' -> '\n';
            case 'r' -> '\r';
            case 't' -> '\t';
            default -> (char) letter;
        };
    }
}
