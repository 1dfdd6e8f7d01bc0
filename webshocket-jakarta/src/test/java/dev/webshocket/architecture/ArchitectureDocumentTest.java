package dev.webshocket.architecture;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The architecture page names existing classes, and has walks of at most twelve steps. */
class ArchitectureDocumentTest {

    private static final Path PROJECT = Path.of("..");
    private static final int MAX_STEPS = 12;
    private static final Pattern CLASS = Pattern.compile("`@?([A-Z][A-Za-z0-9]+)`");
    private static final Pattern STEP = Pattern.compile("^(\\d+)\\. .*");
    /** The page also names two classes of the tests, the pipe and the test of a new encoding. */
    private static final List<String> SOURCES = List.of(
            "src/main/java",
            "src/test/java/dev/webshocket/internal/link",
            "src/test/java/dev/webshocket/internal/codec");

    @Test
    void eachClassExists() throws IOException {
        Set<String> classes = classes();
        Matcher named = CLASS.matcher(Files.readString(PROJECT.resolve("docs/architecture.md")));
        Set<String> names = new HashSet<>();
        while (named.find()) {
            names.add(named.group(1));
        }
        assertThat(names).hasSizeGreaterThan(40);
        assertThat(classes).containsAll(names);
    }

    @Test
    void eachWalkIsShort() throws IOException {
        List<Integer> steps = Files.readAllLines(PROJECT.resolve("docs/architecture.md")).stream()
                .map(STEP::matcher)
                .filter(Matcher::matches)
                .map(step -> Integer.valueOf(step.group(1)))
                .toList();
        assertThat(steps).contains(1, 5).allSatisfy(step -> assertThat(step).isBetween(1, MAX_STEPS));
    }

    private static Set<String> classes() throws IOException {
        Set<String> classes = new HashSet<>();
        try (Stream<Path> modules = Files.list(PROJECT)) {
            for (Path module : modules.filter(Files::isDirectory).toList()) {
                for (String source : SOURCES) {
                    addAll(classes, module.resolve(source));
                }
            }
        }
        return classes;
    }

    private static void addAll(Set<String> classes, Path root) throws IOException {
        if (Files.isDirectory(root)) {
            try (Stream<Path> files = Files.walk(root)) {
                files.map(file -> file.getFileName().toString())
                        .filter(name -> name.endsWith(".java"))
                        .forEach(name -> classes.add(name.substring(0, name.length() - ".java".length())));
            }
        }
    }
}
