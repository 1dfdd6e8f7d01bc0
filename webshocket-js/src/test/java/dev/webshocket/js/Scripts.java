package dev.webshocket.js;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

/** Where the build has put the scripts. */
final class Scripts {

    /** The scripts as browsers and all versions of Node run them; below it main and test. */
    static final Path COMPILED = Path.of(property("js.scripts"));

    /** The Node that the build brings. */
    static final Path NODE = Path.of(property("js.node"));

    private Scripts() {}

    /** Returns the files of the tests that run everywhere, relative to the tests. */
    static List<String> everywhere() {
        return files("unit", "server");
    }

    /** Returns the files of the tests that run in the build's Node: those, and what takes long. */
    static List<String> inNode() {
        return files("unit", "server", "schedules", "node");
    }

    private static List<String> files(String... directories) {
        return Stream.of(directories)
                .flatMap(directory -> {
                    try (Stream<Path> files = Files.list(COMPILED.resolve("test/ts/" + directory))) {
                        return files
                                .map(file -> directory + "/" + file.getFileName())
                                .filter(name -> name.endsWith(".test.js"))
                                .sorted()
                                .toList()
                                .stream();
                    } catch (IOException e) {
                        throw new UncheckedIOException(e);
                    }
                })
                .toList();
    }

    /** Returns the system properties for the tests in JavaScript: those that begin with {@code test.}, without it. */
    static Map<String, String> properties() {
        Map<String, String> properties = new TreeMap<>();
        System.getProperties().forEach((name, value) -> {
            if (name.toString().startsWith("test.")) {
                properties.put(name.toString().substring("test.".length()), value.toString());
            }
        });
        return properties;
    }

    static String property(String name) {
        String value = System.getProperty(name);
        if (value == null) {
            throw new IllegalStateException("the build sets no system property " + name);
        }
        return value;
    }
}
