package dev.webshocket.tyrus;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The path of a request for a page, as plain names of files and directories: none is a dot segment, hidden, or contains
 * a separator.
 *
 * @param names the decoded names, none for the root
 * @param directory whether the path ends with a slash
 */
record PagePath(List<String> names, boolean directory) {

    private static final String INDEX = "index.html";

    /** Parses the undecoded path of a request's target; empty if no page can have it. */
    static Optional<PagePath> parse(String target) {
        if (!target.startsWith("/")) {
            return Optional.empty();
        }
        String[] parts = target.substring(1).split("/", -1);
        List<String> names = new ArrayList<>(parts.length);
        for (int i = 0; i < parts.length - 1; i++) {
            names.add(decode(parts[i]));
        }
        String last = decode(parts[parts.length - 1]);
        boolean directory = last.isEmpty();
        if (!directory) {
            names.add(last);
        }
        return names.stream().allMatch(PagePath::isPlain)
                ? Optional.of(new PagePath(List.copyOf(names), directory))
                : Optional.empty();
    }

    // In a path a plus sign is literal, unlike in a form.
    private static String decode(String part) {
        try {
            return URLDecoder.decode(part.replace("+", "%2B"), StandardCharsets.UTF_8);
        } catch (IllegalArgumentException e) {
            return ".";
        }
    }

    private static boolean isPlain(String name) {
        return !name.isEmpty()
                && !name.startsWith(".")
                && name.indexOf('/') < 0
                && name.indexOf('\\') < 0
                && name.indexOf('\0') < 0;
    }

    /** Returns the path of the file that answers this one. */
    PagePath file() {
        if (!directory) {
            return this;
        }
        List<String> file = new ArrayList<>(names);
        file.add(INDEX);
        return new PagePath(List.copyOf(file), false);
    }

    /** Returns the last name of a path that is not the root. */
    String lastName() {
        return names.get(names.size() - 1);
    }
}
