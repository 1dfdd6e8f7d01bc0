package dev.webshocket.internal.tools.javadoc;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * A comment, divided into its body and its block tags.
 *
 * @param body what stands before the first block tag
 * @param tags the block tags, in order
 */
record Blocks(String body, List<Block> tags) {

    /**
     * One block tag.
     *
     * @param name the name, without the at sign
     * @param text what follows it
     */
    record Block(String name, String text) {}

    /** Divides a comment. An at sign within an inline tag or within code of Markdown begins no block. */
    static Blocks of(String text, boolean markdown) {
        String body = text;
        List<Block> tags = new ArrayList<>();
        List<Integer> starts = starts(text, markdown);
        for (int i = 0; i < starts.size(); i++) {
            int start = starts.get(i);
            int end = i + 1 < starts.size() ? starts.get(i + 1) : text.length();
            int nameEnd = start + 1;
            while (nameEnd < end && Character.isLetter(text.charAt(nameEnd))) {
                nameEnd++;
            }
            tags.add(new Block(text.substring(start + 1, nameEnd), text.substring(nameEnd, end)));
        }
        return new Blocks(starts.isEmpty() ? body : text.substring(0, starts.get(0)), List.copyOf(tags));
    }

    /** Returns the text of a body that begins with an inline {@code @return}. */
    Optional<String> inlineResult() {
        String text = body.stripLeading();
        return text.startsWith("{@return") ? Optional.of(InlineTag.at(text, 0).content()) : Optional.empty();
    }

    private static List<Integer> starts(String text, boolean markdown) {
        List<Integer> starts = new ArrayList<>();
        boolean lineBegins = true;
        int at = 0;
        while (at < text.length()) {
            char c = text.charAt(at);
            if (text.startsWith("{@", at)) {
                at = InlineTag.at(text, at).end();
                lineBegins = false;
            } else if (markdown && c == '`') {
                at = CodeSpan.at(text, at).end();
                lineBegins = false;
            } else {
                if (lineBegins && c == '@' && at + 1 < text.length() && Character.isLetter(text.charAt(at + 1))) {
                    starts.add(at);
                }
                lineBegins = c == '\n' || (lineBegins && Character.isWhitespace(c));
                at++;
            }
        }
        return starts;
    }
}
