package dev.webshocket.internal.model;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * A level-1 URI template as Jakarta WebSocket 2.1, section 3.1.1 has it: literal segments, and variables that fill a
 * segment each.
 *
 * @param text the template
 */
record PathTemplate(String text) {

    // RFC 6570 section 2.3, without the percent-encoded names, which no container decodes
    private static final Pattern VARIABLE = Pattern.compile("\\{[A-Za-z0-9_]+(\\.[A-Za-z0-9_]+)*}");

    // RFC 3986 section 3.3
    private static final Pattern LITERAL = Pattern.compile("([A-Za-z0-9._~!$&'()*+,;=:@-]|%[0-9A-Fa-f]{2})+");

    /** Finds what is wrong; each fault is the rest of a sentence about the path and says how to mend it. */
    List<String> faults() {
        if (!text.startsWith("/")) {
            return List.of("does not begin with a slash; write one, as in \"/ws\"");
        }
        if (text.contains("?") || text.contains("#")) {
            return List.of("has a query or a fragment; end it before that");
        }
        if (text.equals("/")) {
            return List.of();
        }
        List<String> faults = new ArrayList<>();
        List<String> segments = segments();
        if (segments.contains("")) {
            faults.add("has an empty segment; write single slashes and none at the end");
        }
        Set<String> variables = new HashSet<>();
        for (String segment : segments) {
            if (segment.equals(".") || segment.equals("..")) {
                faults.add("has the segment \"" + segment + "\"; write the path that is meant");
            } else if (isVariable(segment)) {
                if (!variables.add(segment)) {
                    faults.add("has the variable " + segment + " twice; give each a name of its own");
                }
            } else if (segment.contains("{") || segment.contains("}")) {
                faults.add("has \"" + segment + "\", which is no variable that fills its segment;"
                        + " write \"{name}\", of letters, digits, \"_\" and \".\"");
            } else if (!segment.isEmpty() && !LITERAL.matcher(segment).matches()) {
                faults.add("has \"" + segment + "\" with characters that no URI's path may have;"
                        + " leave them out or percent-encode them");
            }
        }
        return faults;
    }

    /** The template without the variables' names: containers cannot tell two of the same shape apart. */
    String shape() {
        return segments().stream().map(s -> isVariable(s) ? "{}" : s).collect(Collectors.joining("/", "/", ""));
    }

    private List<String> segments() {
        return Arrays.stream(text.split("/", -1)).skip(1).toList();
    }

    private static boolean isVariable(String segment) {
        return VARIABLE.matcher(segment).matches();
    }
}
