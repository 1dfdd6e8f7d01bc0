package dev.webshocket.internal.model;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * A level-1 URI template as defined by Jakarta WebSocket 2.1, section 3.1.1: each segment is literal or a variable.
 *
 * @param text the template
 */
record PathTemplate(String text) {

    // RFC 6570 section 2.3, without percent-encoded names, since no container decodes these.
    private static final Pattern VARIABLE = Pattern.compile("\\{[A-Za-z0-9_]+(\\.[A-Za-z0-9_]+)*}");

    // RFC 3986 section 3.3.
    private static final Pattern LITERAL = Pattern.compile("([A-Za-z0-9._~!$&'()*+,;=:@-]|%[0-9A-Fa-f]{2})+");

    /** Finds the mistakes. Each is the end of a sentence that begins with the path, and says how to fix it. */
    List<String> faults() {
        if (!text.startsWith("/")) {
            return List.of("does not begin with a slash; add one, as in \"/ws\"");
        }
        if (text.contains("?") || text.contains("#")) {
            return List.of("has a query or a fragment; remove it");
        }
        if (text.equals("/")) {
            return List.of();
        }
        List<String> faults = new ArrayList<>();
        List<String> segments = segments();
        if (segments.contains("")) {
            faults.add("has an empty segment; write single slashes, and none at the end");
        }
        Set<String> variables = new HashSet<>();
        for (String segment : segments) {
            if (segment.equals(".") || segment.equals("..")) {
                faults.add("has the segment \"" + segment + "\"; write the resolved path");
            } else if (isVariable(segment)) {
                if (!variables.add(segment)) {
                    faults.add("has the variable " + segment + " twice; give each a name of its own");
                }
            } else if (segment.contains("{") || segment.contains("}")) {
                faults.add("has \"" + segment + "\", but a variable must fill its segment;"
                        + " write \"{name}\", of letters, digits, \"_\" and \".\"");
            } else if (!segment.isEmpty() && !LITERAL.matcher(segment).matches()) {
                faults.add("has \"" + segment + "\" with characters that a URI path must not have;"
                        + " remove or percent-encode them");
            }
        }
        return faults;
    }

    /** Returns the template without the names of variables. Templates of one shape match the same paths. */
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
