package dev.webshocket.internal.tools.generate;

import dev.webshocket.internal.tools.typescript.ServiceFile;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * The command line of the generator.
 *
 * @param source where the description comes from
 * @param directory where the files are written
 * @param style how the client is written
 */
record Options(Source source, Path directory, ServiceFile.Style style) {

    /** The npm package of the client. */
    private static final String CLIENT = "webshocket-js";

    private static final List<String> SOURCES = List.of("--url", "--file", "--classes");
    private static final Set<String> VALUES =
            Set.of("--url", "--file", "--channels", "--classes", "--out", "--path", "--token", "--client");
    private static final String BIGINT = "--bigint";

    /** Reads the arguments. */
    static Options parse(List<String> arguments) throws GenerationException {
        Map<String, String> given = new HashMap<>();
        for (int i = 0; i < arguments.size(); i++) {
            String option = arguments.get(i);
            boolean hasValue = VALUES.contains(option);
            if (!hasValue && !option.equals(BIGINT)) {
                throw wrong("\"" + option + "\" is no option; --help lists them");
            }
            if (hasValue && ++i == arguments.size()) {
                throw wrong(option + " needs a value");
            }
            if (given.put(option, arguments.get(i)) != null) {
                throw wrong(option + " is given twice");
            }
        }
        if (SOURCES.stream().filter(given::containsKey).count() != 1) {
            throw wrong("one of --url, --file and --classes is needed");
        }
        if (!given.containsKey("--out")) {
            throw wrong("--out is needed, with a directory");
        }
        only("--path", "--classes", given);
        only("--token", "--url", given);
        only("--channels", "--file", given);
        return new Options(
                source(given),
                path("--out", given),
                new ServiceFile.Style(given.getOrDefault("--client", CLIENT), given.containsKey(BIGINT)));
    }

    private static void only(String option, String with, Map<String, String> given) throws GenerationException {
        if (given.containsKey(option) && !given.containsKey(with)) {
            throw wrong(option + " is only for " + with);
        }
    }

    private static Source source(Map<String, String> given) throws GenerationException {
        if (given.containsKey("--url")) {
            return new ServerSource(uri(given.get("--url")), given.get("--token"));
        }
        if (given.containsKey("--file")) {
            return new FileSource(
                    path("--file", given), given.containsKey("--channels") ? path("--channels", given) : null);
        }
        return new ClassSource(List.of(given.get("--classes").split(",")), given.get("--path"));
    }

    private static URI uri(String text) throws GenerationException {
        try {
            URI uri = new URI(text);
            if (uri.getHost() != null
                    && uri.getFragment() == null
                    && String.valueOf(uri.getScheme()).matches("(?i)wss?")) {
                return uri;
            }
        } catch (URISyntaxException e) {
            // Handled below, like any other text that is not such a URI.
        }
        throw wrong("--url needs a URL that begins with ws:// or wss://, but has \"" + text + '"');
    }

    private static Path path(String option, Map<String, String> given) throws GenerationException {
        try {
            return Path.of(given.get(option));
        } catch (InvalidPathException e) {
            throw wrong(option + " needs a path, but has \"" + given.get(option) + '"');
        }
    }

    private static GenerationException wrong(String what) {
        return new GenerationException(GenerationException.WRONG_USAGE, what);
    }
}
