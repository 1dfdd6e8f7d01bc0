package dev.webshocket.internal.log;

/**
 * Makes text of clients safe to stand in a log: no character of it begins a line, moves a terminal's cursor or turns the
 * direction of reading. Stateless.
 */
public final class LogText {

    /** How many characters of a text are kept. */
    private static final int LONGEST = 200;

    private LogText() {}

    /**
     * Makes a text of a client safe.
     *
     * @param text the text, may be null
     * @return at most its first 200 characters and how many more there are, on one line: control and format characters,
     *     line separators and halves of surrogate pairs are written as in Java's source
     */
    public static String of(Object text) {
        return of(String.valueOf(text), LONGEST);
    }

    /**
     * Makes a text of a client safe, and puts it between quotes, of which none is within it.
     *
     * @param text the text
     * @return the quotes and what {@link #of(Object)} makes of it, with quotes and backslashes as control characters are
     */
    public static String quoted(String text) {
        return '"' + of(text.replace("\\", "\\u005c").replace("\"", "\\u0022")) + '"';
    }

    /** Makes a text safe of which more is kept. */
    static String of(String text, int longest) {
        if (text.length() <= longest) {
            return oneLine(text);
        }
        int end = Character.isHighSurrogate(text.charAt(longest - 1)) ? longest - 1 : longest;
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
