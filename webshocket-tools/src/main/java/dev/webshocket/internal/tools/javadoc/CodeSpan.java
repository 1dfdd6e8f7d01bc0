package dev.webshocket.internal.tools.javadoc;

/**
 * Code of Markdown, between backticks.
 *
 * @param content what stands between them
 * @param end where the text goes on behind it
 */
record CodeSpan(String content, int end) {

    /** Reads the code that begins at a position. Backticks that are not closed by as many are text. */
    static CodeSpan at(String text, int start) {
        int open = start;
        while (open < text.length() && text.charAt(open) == '`') {
            open++;
        }
        String fence = text.substring(start, open);
        int close = text.indexOf(fence, open);
        while (close >= 0 && text.startsWith("`", close + fence.length())) {
            int behind = close + fence.length();
            while (behind < text.length() && text.charAt(behind) == '`') {
                behind++;
            }
            close = text.indexOf(fence, behind);
        }
        return close < 0
                ? new CodeSpan(fence, open)
                : new CodeSpan(text.substring(open, close).strip(), close + fence.length());
    }
}
