package dev.webshocket.internal.log;

import java.time.Duration;

/**
 * Escapes and shortens text from clients for the log: no character of it can start a line, move a terminal's cursor or
 * change the direction of text. Stateless.
 */
public final class LogText {

    /** The number of characters that are kept of a text. */
    private static final int MAX_LENGTH = 200;

    private LogText() {}

    /**
     * Escapes and shortens a text.
     *
     * @param text the text, may be null
     * @return at most its first 200 characters and the number of those that follow, on one line; control and format
     *     characters, line separators and lone surrogates become Unicode escapes as in Java source
     */
    public static String of(Object text) {
        return of(String.valueOf(text), MAX_LENGTH);
    }

    /**
     * Escapes and shortens a text and puts it between double quotes.
     *
     * @param text the text
     * @return the result of {@link #of(Object)} between quotes; quotes and backslashes in the text are escaped too
     */
    public static String quoted(String text) {
        return '"' + of(text.replace("\\", "\\u005c").replace("\"", "\\u0022")) + '"';
    }

    /**
     * Writes a time.
     *
     * @param time not negative
     * @return whole seconds if it is that, such as {@code 30 s}; else milliseconds
     */
    public static String time(Duration time) {
        return time.toMillis() % 1000 == 0 ? time.toSeconds() + " s" : time.toMillis() + " ms";
    }

    /** Escapes a text, and shortens it to a length. */
    static String of(String text, int maxLength) {
        if (text.length() <= maxLength) {
            return oneLine(text);
        }
        int end = Character.isHighSurrogate(text.charAt(maxLength - 1)) ? maxLength - 1 : maxLength;
        return oneLine(text.substring(0, end)) + "... (" + (text.length() - end) + " more characters)";
    }

    private static String oneLine(String text) {
        if (text.codePoints().noneMatch(LogText::isUnsafe)) {
            return text;
        }
        StringBuilder safe = new StringBuilder(text.length() + 16);
        text.codePoints().forEach(c -> {
            if (isUnsafe(c)) {
                for (char unit : Character.toChars(c)) {
                    safe.append(String.format("\\u%04x", (int) unit));
                }
            } else {
                safe.appendCodePoint(c);
            }
        });
        return safe.toString();
    }

    private static boolean isUnsafe(int codePoint) {
        return switch (Character.getType(codePoint)) {
            case Character.CONTROL,
                    Character.FORMAT,
                    Character.SURROGATE,
                    Character.LINE_SEPARATOR,
                    Character.PARAGRAPH_SEPARATOR -> true;
            default -> false;
        };
    }
}
