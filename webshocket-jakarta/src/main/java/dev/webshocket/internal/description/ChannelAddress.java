package dev.webshocket.internal.description;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The names of channels as AsyncAPI has them, where each wildcard of a pattern is a parameter.
 *
 * @param text the pattern with names of parameters in braces
 * @param parameters these names
 */
record ChannelAddress(String text, List<String> parameters) {

    /** Consecutive stars are one; a bracket that is not closed is a literal. */
    private static final Pattern WILDCARD = Pattern.compile("\\*+|\\?|\\[!?.[^\\]]*]", Pattern.DOTALL);

    static ChannelAddress of(String pattern) {
        List<String> parameters = new ArrayList<>();
        StringBuilder text = new StringBuilder();
        Matcher matcher = WILDCARD.matcher(pattern);
        while (matcher.find()) {
            String name = "part" + (parameters.size() + 1);
            parameters.add(name);
            matcher.appendReplacement(text, '{' + name + '}');
        }
        matcher.appendTail(text);
        return new ChannelAddress(text.toString(), List.copyOf(parameters));
    }
}
