package dev.webshocket.internal.codec;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.nio.charset.StandardCharsets.UTF_8;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.util.HexFormat;

/** Reads and writes the strings of JSON, RFC 8259, section 7. */
final class JsonText {

    private static final VarHandle EIGHT_BYTES =
            MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.nativeOrder());

    private static final long EACH_BYTE = 0x0101_0101_0101_0101L;
    private static final long HIGHEST_BITS = EACH_BYTE << 7;

    private JsonText() {}

    /** Returns the index of the first byte that is not ASCII or must be escaped in a string; the end if there is none. */
    static int plainEnd(byte[] text, int from, int to) {
        int at = from;
        while (at <= to - Long.BYTES && isPlain((long) EIGHT_BYTES.get(text, at))) {
            at += Long.BYTES;
        }
        while (at < to && text[at] >= 0 && !isEscaped(text[at])) {
            at++;
        }
        return at;
    }

    /** Each subtraction sets the highest bit of a byte that is too small, if no byte has had that bit. */
    private static boolean isPlain(long bytes) {
        long quotes = (bytes ^ EACH_BYTE * '"') - EACH_BYTE;
        long backslashes = (bytes ^ EACH_BYTE * '\\') - EACH_BYTE;
        long controls = bytes - EACH_BYTE * ' ';
        return ((bytes | quotes | backslashes | controls) & HIGHEST_BITS) == 0;
    }

    /** Tells whether a byte of ASCII is written as an escape. */
    private static boolean isEscaped(byte b) {
        return b == '"' || b == '\\' || (b >= 0 && b < ' ');
    }

    /** Writes a text between quotes, an unpaired surrogate as a question mark. */
    static void write(String text, OutputBuffer out) {
        out.put('"');
        int from = out.length();
        out.putText(text);
        int end = out.length();
        int at = firstEscaped(out.array(), from, end);
        if (at < end) {
            escape(out.cut(at), out);
        }
        out.put('"');
    }

    private static int firstEscaped(byte[] text, int from, int to) {
        int at = plainEnd(text, from, to);
        while (at < to && !isEscaped(text[at])) {
            at = plainEnd(text, at + 1, to);
        }
        return at;
    }

    private static void escape(byte[] text, OutputBuffer out) {
        int run = 0;
        for (int at = firstEscaped(text, 0, text.length); at < text.length; ) {
            out.put(text, run, at - run);
            out.put('\\');
            escape(text[at], out);
            run = at + 1;
            at = firstEscaped(text, run, text.length);
        }
        out.put(text, run, text.length - run);
    }

    private static void escape(byte b, OutputBuffer out) {
        switch (b) {
            case '\b' -> out.put('b');
            case '\f' -> out.put('f');
            case '\n' -> out.put('n');
            case '\r' -> out.put('r');
            case '\t' -> out.put('t');
            case '"', '\\' -> out.put(b);
            default -> out.putText("u00" + HexFormat.of().toHexDigits(b));
        }
    }

    /**
     * Decodes the text between two quotes, whose grammar has been checked.
     *
     * @throws MalformedPacketException if it has an unpaired surrogate
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
                text.append(unescaped(message[i + 1]));
                i += 2;
            }
            run = i;
        }
        text.append(new String(message, run, to - run, UTF_8));
        Utf8.checkPairs(text);
        return text.toString();
    }

    private static char unescaped(byte letter) {
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
