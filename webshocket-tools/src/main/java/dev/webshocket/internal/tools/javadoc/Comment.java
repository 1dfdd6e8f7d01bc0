package dev.webshocket.internal.tools.javadoc;

import java.util.LinkedHashMap;
import java.util.Map;

/**
 * The parts of a documentation comment that descriptions take, each as one plain sentence.
 *
 * @param sentence the first sentence; empty if there is none
 * @param parameters those of {@code @param}, by name
 * @param result that of {@code @return}; empty if there is none
 */
record Comment(String sentence, Map<String, String> parameters, String result) {

    static final Comment NONE = new Comment("", Map.of(), "");

    /**
     * Reads a comment.
     *
     * @param text as the compiler gives it, without the asterisks; null for none
     * @param markdown whether it is of the form {@code ///}, in Markdown
     */
    static Comment of(String text, boolean markdown) {
        if (text == null) {
            return NONE;
        }
        Blocks blocks = Blocks.of(text, markdown);
        Map<String, String> parameters = new LinkedHashMap<>();
        String result =
                blocks.inlineResult().map(inline -> sentence(inline, markdown)).orElse("");
        for (Blocks.Block block : blocks.tags()) {
            if (block.name().equals("return")) {
                result = sentence(block.text(), markdown);
            } else if (block.name().equals("param")) {
                String[] nameAndText = block.text().strip().split("\\s+", 2);
                if (nameAndText.length == 2 && !nameAndText[0].startsWith("<")) {
                    parameters.putIfAbsent(nameAndText[0], sentence(nameAndText[1], markdown));
                }
            }
        }
        return new Comment(sentence(blocks.body(), markdown), parameters, result);
    }

    private static String sentence(String text, boolean markdown) {
        return new Sentence(text, markdown).read();
    }
}
