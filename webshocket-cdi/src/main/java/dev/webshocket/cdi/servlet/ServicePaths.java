package dev.webshocket.cdi.servlet;

import java.util.Arrays;
import java.util.Collection;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * Tells which paths of an application are those of services.
 *
 * @param pattern matches them
 */
record ServicePaths(Pattern pattern) {

    /**
     * Makes the paths of path templates.
     *
     * @param templates level-1 URI templates, whose variables stand for a segment each
     */
    static ServicePaths of(Collection<String> templates) {
        return new ServicePaths(
                Pattern.compile(templates.stream().map(ServicePaths::regex).collect(Collectors.joining("|"))));
    }

    private static String regex(String template) {
        return Arrays.stream(template.split("/", -1))
                .map(segment -> segment.startsWith("{") ? "[^/]+" : Pattern.quote(segment))
                .collect(Collectors.joining("/"));
    }

    /** Tells whether a path below the context root is one of them. */
    boolean include(String path) {
        return pattern.matcher(path).matches();
    }
}
