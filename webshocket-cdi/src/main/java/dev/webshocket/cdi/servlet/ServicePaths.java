package dev.webshocket.cdi.servlet;

import dev.webshocket.spi.platform.LenientUri;
import java.net.URI;
import java.util.Arrays;
import java.util.Collection;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * Tells which paths of an application a container may take for those of services. Some compare the path that was sent, some the
 * one that they have decoded, with a variable that may be empty or a slash more at the end. So this takes rather too much.
 *
 * @param pattern matches them
 */
record ServicePaths(Pattern pattern) {

    private static final Pattern SLASHES = Pattern.compile("/+");
    private static final Pattern ESCAPED_SLASH = Pattern.compile("%2[fF]");

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
        return Arrays.stream(template.split("/"))
                .map(segment -> segment.startsWith("{") ? "[^/]*" : Pattern.quote(segment))
                .collect(Collectors.joining("/", "", "/?"));
    }

    /** Tells whether a path below the context root may be one of them, as the container has decoded it. */
    boolean include(String path) {
        return pattern.matcher(SLASHES.matcher(path).replaceAll("/")).matches();
    }

    /**
     * Tells whether a path may be one of them where it is compared segment by segment.
     *
     * @param contextPath that of the application
     * @param sent with the context path, as it was sent
     */
    boolean includeSent(String contextPath, String sent) {
        if (!sent.startsWith("/")) {
            return false;
        }
        String root = decode(contextPath);
        String path = decode(sent);
        return path.startsWith(root) && include(path.substring(root.length()));
    }

    /** Decodes a path, but for escaped slashes, which end no segment: any other character does for them. */
    private static String decode(String path) {
        String segments =
                ESCAPED_SLASH.matcher(SLASHES.matcher(path).replaceAll("/")).replaceAll("_");
        return URI.create(LenientUri.path(segments)).getPath();
    }
}
