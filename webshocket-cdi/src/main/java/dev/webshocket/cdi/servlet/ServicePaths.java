package dev.webshocket.cdi.servlet;

import dev.webshocket.spi.platform.LenientUri;
import java.net.URI;
import java.util.Arrays;
import java.util.Collection;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * Tells which request paths a container may map to a service. Some containers compare the received path and some the
 * decoded one; some accept an empty variable or an additional slash at the end. So it matches too many paths rather
 * than too few. Immutable.
 *
 * @param pattern matches the paths
 */
record ServicePaths(Pattern pattern) {

    private static final Pattern SLASHES = Pattern.compile("/+");
    private static final Pattern ESCAPED_SLASH = Pattern.compile("%2[fF]");

    /**
     * Makes the matcher of path templates.
     *
     * @param templates level-1 URI templates, in which a variable matches one segment
     */
    static ServicePaths of(Collection<String> templates) {
        return new ServicePaths(
                Pattern.compile(templates.stream().map(ServicePaths::regex).collect(Collectors.joining("|"))));
    }

    private static String regex(String template) {
        return Arrays.stream(template.split("/"))
                .map(segment -> segment.startsWith("{") ? "[^/]*" : Pattern.quote(segment))
                .collect(Collectors.joining("/", "", "/?"));
    }

    /** Tells whether a decoded path below the context root may be a service's. */
    boolean include(String path) {
        return pattern.matcher(SLASHES.matcher(path).replaceAll("/")).matches();
    }

    /**
     * Tells whether a received path may be a service's in a container that compares segment by segment.
     *
     * @param contextPath the application's context path
     * @param sent the path as received, with the context path
     */
    boolean includeSent(String contextPath, String sent) {
        if (!sent.startsWith("/")) {
            return false;
        }
        String root = decode(contextPath);
        String path = decode(sent);
        return path.startsWith(root) && include(path.substring(root.length()));
    }

    /** Decodes a path. An escaped slash becomes another character, since it does not end a segment. */
    private static String decode(String path) {
        String segments =
                ESCAPED_SLASH.matcher(SLASHES.matcher(path).replaceAll("/")).replaceAll("_");
        return URI.create(LenientUri.path(segments)).getPath();
    }
}
