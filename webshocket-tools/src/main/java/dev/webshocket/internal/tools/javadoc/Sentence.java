package dev.webshocket.internal.tools.javadoc;

import java.util.Locale;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Reads the first sentence of a text of javadoc as plain text in one line. As in javadoc, it ends behind a full stop that space follows,
 * and before a paragraph or another block.
 */
final class Sentence {

    private static final Set<String> BLOCKS = Set.of(
            "p",
            "ul",
            "ol",
            "li",
            "dl",
            "dt",
            "dd",
            "table",
            "pre",
            "div",
            "blockquote",
            "hr",
            "section",
            "h1",
            "h2",
            "h3",
            "h4",
            "h5",
            "h6",
            "caption",
            "tr",
            "td",
            "th");
    private static final Set<String> INLINE = Set.of(
            "a", "abbr", "b", "bdi", "bdo", "br", "cite", "code", "del", "dfn", "em", "font", "i", "img", "ins", "kbd",
            "mark", "q", "s", "samp", "small", "span", "strike", "strong", "sub", "sup", "tt", "u", "var", "wbr");
    /** How deep tags within tags are read; nobody writes so many. */
    private static final int DEEPEST = 8;

    private static final Pattern TAG = Pattern.compile("</?([a-zA-Z][a-zA-Z0-9]*+)(?:\\s[^<>]*+)?>");
    private static final Pattern BLANK_LINE = Pattern.compile("\\s*\\n[ \\t]*+\\n");
    private static final Pattern LABEL = Pattern.compile("!?\\[([^\\[\\]]*+)](?:\\([^()]*+\\)|\\[([^\\[\\]]*+)])?");
    private static final Pattern BULLET = Pattern.compile("(?:[-*+]|#{1,6}|\\d{1,9}[.)])[ \\t]");

    private final String text;
    private final boolean markdown;
    private final int nesting;
    private final StringBuilder out = new StringBuilder();
    private int at;
    private boolean ended;

    Sentence(String text, boolean markdown) {
        this(text, markdown, 0);
    }

    private Sentence(String text, boolean markdown, int nesting) {
        this.text = text;
        this.markdown = markdown;
        this.nesting = nesting;
    }

    /** Returns the sentence; empty if there is none. */
    String read() {
        while (!ended && at < text.length()) {
            char c = text.charAt(at);
            if (text.startsWith("{@", at)) {
                inlineTag();
            } else if (c == '<') {
                html();
            } else if (c == '&') {
                Entity entity = Entity.at(text, at);
                add(entity.characters(), entity.end());
            } else if (c == '.') {
                add(".", at + 1);
                ended = hasText() && spaceFollows();
            } else if (Character.isWhitespace(c)) {
                space();
            } else if (markdown) {
                markdown(c);
            } else {
                add(String.valueOf(c), at + 1);
            }
        }
        return out.toString().replaceAll("\\s+", " ").strip();
    }

    private void add(String characters, int next) {
        out.append(characters);
        at = next;
    }

    private boolean hasText() {
        return !out.toString().isBlank();
    }

    private void space() {
        Matcher blank = BLANK_LINE.matcher(text).region(at, text.length());
        if (hasText() && blank.lookingAt()) {
            ended = true;
            return;
        }
        boolean line = text.charAt(at) == '\n';
        add(" ", at + 1);
        if (markdown && line) {
            Matcher bullet = BULLET.matcher(text).region(at, text.length());
            ended = hasText() && bullet.lookingAt();
        }
    }

    private void inlineTag() {
        InlineTag tag = InlineTag.at(text, at);
        if (tag.name().equals("snippet")) {
            ended = hasText();
        }
        boolean first = !hasText();
        String plain = tag.plain();
        if (plain == null) {
            plain = nesting < DEEPEST ? new Sentence(tag.markup(), markdown, nesting + 1).whole() : tag.content();
        }
        add(plain, tag.end());
        ended |= first && tag.isSentence();
    }

    /** Reads the whole text, through all its full stops. */
    private String whole() {
        StringBuilder all = new StringBuilder();
        while (at < text.length()) {
            int before = at;
            ended = false;
            out.setLength(0);
            String sentence = read();
            all.append(all.isEmpty() || sentence.isEmpty() ? "" : " ").append(sentence);
            at = Math.max(at, before + 1);
        }
        return all.toString();
    }

    private void html() {
        int hidden = text.startsWith("<!--", at) ? text.indexOf("-->", at) : -1;
        if (hidden >= 0) {
            at = hidden + "-->".length();
            return;
        }
        Matcher tag = TAG.matcher(text).region(at, text.length());
        if (!tag.lookingAt()) {
            add("<", at + 1);
            return;
        }
        String name = tag.group(1).toLowerCase(Locale.ROOT);
        if (BLOCKS.contains(name)) {
            ended = hasText();
            at = tag.end();
        } else if (INLINE.contains(name)) {
            add(name.equals("br") ? " " : "", tag.end());
        } else {
            add("<", at + 1);
        }
    }

    /** Says whether space follows, or the end, behind the tags that close here. */
    private boolean spaceFollows() {
        Matcher tag = TAG.matcher(text);
        int next = at;
        while (next < text.length() && tag.region(next, text.length()).lookingAt()) {
            next = tag.end();
        }
        return next == text.length() || Character.isWhitespace(text.charAt(next));
    }

    private void markdown(char c) {
        Matcher label = LABEL.matcher(text).region(at, text.length());
        if (c == '`') {
            CodeSpan code = CodeSpan.at(text, at);
            add(code.content(), code.end());
        } else if (c == '\\' && at + 1 < text.length() && !Character.isLetterOrDigit(text.charAt(at + 1))) {
            add(text.substring(at + 1, at + 2), at + 2);
        } else if ((c == '[' || c == '!') && label.lookingAt()) {
            boolean reference = label.end() == label.end(1) + 1;
            add(reference ? InlineTag.nameOf(label.group(1)) : label.group(1), label.end());
        } else if ((c == '*' || c == '_') && isEmphasis()) {
            at++;
        } else if (!hasText() && BULLET.matcher(text).region(at, text.length()).lookingAt()) {
            at = text.indexOf(' ', at) < 0 ? text.length() : text.indexOf(' ', at);
        } else {
            add(String.valueOf(c), at + 1);
        }
    }

    /** Says whether a star or an underscore stands at the edge of a word. */
    private boolean isEmphasis() {
        boolean before = at > 0 && Character.isLetterOrDigit(text.charAt(at - 1));
        boolean after = at + 1 < text.length() && Character.isLetterOrDigit(text.charAt(at + 1));
        boolean spaces = (at == 0 || Character.isWhitespace(text.charAt(at - 1)))
                && (at + 1 == text.length() || Character.isWhitespace(text.charAt(at + 1)));
        return !(before && after) && !spaces;
    }
}
