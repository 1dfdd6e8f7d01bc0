package dev.webshocket.internal.tools.javadoc;

/**
 * An inline tag, such as the link in this: {@link String}.
 *
 * @param name the name, without the at sign
 * @param content what follows it
 * @param end where the text goes on behind it
 */
record InlineTag(String name, String content, int end) {

    /** Reads the tag that begins at a position. Braces within it are balanced; one that is not closed takes all that is left. */
    static InlineTag at(String text, int start) {
        int depth = 0;
        int end = start;
        while (end < text.length()) {
            char c = text.charAt(end++);
            if (c == '{') {
                depth++;
            } else if (c == '}' && --depth == 0) {
                break;
            }
        }
        String inside = text.substring(start + 2, depth == 0 ? end - 1 : end);
        int nameEnd = 0;
        while (nameEnd < inside.length() && !Character.isWhitespace(inside.charAt(nameEnd))) {
            nameEnd++;
        }
        return new InlineTag(
                inside.substring(0, nameEnd), inside.substring(nameEnd).strip(), end);
    }

    /** Returns the plain text of a tag whose content is not read as markup; null if it is. */
    String plain() {
        return switch (name) {
            case "code", "literal" -> content;
            case "link", "linkplain" -> label().isEmpty() ? nameOf(reference()) : null;
            case "value" ->
                nameOf(content.substring(content.startsWith("%") ? reference().length() : 0)
                        .strip());
            case "index" ->
                content.startsWith("\"") && content.indexOf('"', 1) > 0
                        ? content.substring(1, content.indexOf('"', 1))
                        : reference();
            case "inheritDoc", "docRoot", "snippet" -> "";
            default -> null;
        };
    }

    /** Returns the content that is read as markup again. */
    String markup() {
        return switch (name) {
            case "link", "linkplain" -> label();
            case "return" -> "Returns " + content + '.';
            default -> content;
        };
    }

    /** Says whether the tag is the whole first sentence. */
    boolean isSentence() {
        return name.equals("summary") || name.equals("return");
    }

    private String reference() {
        int depth = 0;
        for (int i = 0; i < content.length(); i++) {
            char c = content.charAt(i);
            if (c == '(' || c == '<') {
                depth++;
            } else if (c == ')' || c == '>') {
                depth--;
            } else if (Character.isWhitespace(c) && depth <= 0) {
                return content.substring(0, i);
            }
        }
        return content;
    }

    private String label() {
        return content.substring(reference().length()).strip();
    }

    /** Returns the name that javadoc shows for a reference: {@code Map.put(K, V)} of {@code java.util.Map#put(K, V)}. */
    static String nameOf(String reference) {
        int member = reference.indexOf('#');
        String type = member < 0 ? reference : reference.substring(0, member);
        String simple = type.replaceFirst("^.*/", "").replaceAll("\\b[a-z][\\w]*\\.(?=\\w)", "");
        if (member < 0) {
            return simple;
        }
        String rest = reference.substring(member + 1);
        return simple.isEmpty() ? rest : simple + '.' + rest;
    }
}
