package dev.webshocket.internal.tools.typescript;

import java.util.Set;
import java.util.function.Predicate;

/** Names and texts as TypeScript writes them. */
final class Identifiers {

    /** Words that cannot name a variable in a module; some of them can name a member. */
    private static final Set<String> RESERVED = Set.of(
            "arguments",
            "await",
            "break",
            "case",
            "catch",
            "class",
            "const",
            "continue",
            "debugger",
            "default",
            "delete",
            "do",
            "else",
            "enum",
            "eval",
            "export",
            "extends",
            "false",
            "finally",
            "for",
            "function",
            "if",
            "implements",
            "import",
            "in",
            "instanceof",
            "interface",
            "let",
            "new",
            "null",
            "package",
            "private",
            "protected",
            "public",
            "return",
            "static",
            "super",
            "switch",
            "this",
            "throw",
            "true",
            "try",
            "typeof",
            "undefined",
            "var",
            "void",
            "while",
            "with",
            "yield");

    private Identifiers() {}

    /** Returns the name of a member: quoted unless it is an identifier that means nothing else. */
    static String member(String name) {
        return isIdentifier(name) && !RESERVED.contains(name) && !name.equals("constructor") ? name : quoted(name);
    }

    /** Returns a name for a variable or a type that resembles a given one and is not taken. */
    static String free(String name, Predicate<String> taken) {
        StringBuilder letters = new StringBuilder();
        name.codePoints().forEach(c -> letters.appendCodePoint(isPart(c) ? c : '_'));
        if (letters.isEmpty() || !isStart(letters.codePointAt(0))) {
            letters.insert(0, '_');
        }
        String wanted = letters.toString();
        String free = wanted;
        for (int i = 2; RESERVED.contains(free) || taken.test(free); i++) {
            free = wanted + (wanted.endsWith("_") ? "" : "_") + i;
        }
        return free;
    }

    static boolean isIdentifier(String name) {
        return !name.isEmpty()
                && isStart(name.codePointAt(0))
                && name.codePoints().allMatch(Identifiers::isPart);
    }

    private static boolean isStart(int c) {
        return c == '_' || c == '$' || isLetter(c);
    }

    private static boolean isPart(int c) {
        return isStart(c) || (c >= '0' && c <= '9');
    }

    /** Of the letters of Unicode those that every version of it has. */
    private static boolean isLetter(int c) {
        return Character.isLetter(c) && (c < 0x530 || (c >= 0x4e00 && c <= 0x9fa5));
    }

    /** Writes a text as a literal. */
    static String quoted(String text) {
        StringBuilder quoted = new StringBuilder("\"");
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            switch (c) {
                case '"', '\\' -> quoted.append('\\').append(c);
                case '\n' -> quoted.append("\\n");
                case '\r' -> quoted.append("\\r");
                case '\t' -> quoted.append("\\t");
                default -> {
                    boolean plain = (c >= ' ' && c < 0x7f) || Character.isLetterOrDigit(c);
                    boolean pair = Character.isHighSurrogate(c)
                            && i + 1 < text.length()
                            && Character.isLowSurrogate(text.charAt(i + 1));
                    if (pair) {
                        quoted.append(c).append(text.charAt(++i));
                    } else {
                        quoted.append(plain ? String.valueOf(c) : String.format("\\u%04x", (int) c));
                    }
                }
            }
        }
        return quoted.append('"').toString();
    }
}
