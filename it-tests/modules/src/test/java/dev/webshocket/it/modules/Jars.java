package dev.webshocket.it.modules;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The built jars of an application with the embedded server and the client. */
final class Jars {

    private static final Pattern OURS = Pattern.compile("(webshocket-[a-z]+)-\\d.*\\.jar");

    private Jars() {}

    /** Returns all jars. */
    static List<Path> all() {
        try {
            String text =
                    Files.readString(Path.of(System.getProperty("module.path"))).strip();
            return Arrays.stream(text.split(Pattern.quote(File.pathSeparator)))
                    .map(Path::of)
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Returns the jars that this project publishes. */
    static List<Path> ours() {
        return all().stream().filter(jar -> !moduleOf(jar.toString()).isEmpty()).toList();
    }

    /** Returns the build's module of a file, such as {@code webshocket-core}; empty for other files. */
    static String moduleOf(String path) {
        Matcher name = OURS.matcher(path.substring(path.lastIndexOf('/') + 1));
        return name.matches() ? name.group(1) : "";
    }
}
