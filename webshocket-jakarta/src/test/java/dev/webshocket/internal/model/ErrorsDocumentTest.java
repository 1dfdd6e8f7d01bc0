package dev.webshocket.internal.model;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Compares the sources of all modules with {@code docs/errors.md}. */
class ErrorsDocumentTest {

    private static final Path PROJECT = Path.of("..").toAbsolutePath().normalize();
    private static final Pattern IN_SOURCE = Pattern.compile("\"(WEBSHOCKET-\\d{4})");
    private static final Pattern IN_DOCUMENT = Pattern.compile("(?m)^\\| `(WEBSHOCKET-\\d{4})` \\|");

    @Test
    void everyCodeIsUsedOnce() throws IOException {
        assertThat(codesInSources()).isNotEmpty().doesNotHaveDuplicates();
    }

    @Test
    void everyCodeIsDocumentedOnce() throws IOException {
        assertThat(codesInDocument()).doesNotHaveDuplicates().containsAll(codesInSources());
    }

    @Test
    void everyDocumentedDefinitionErrorExists() throws IOException {
        assertThat(codesInSources())
                .containsAll(codesInDocument().stream()
                        .filter(code -> code.startsWith("WEBSHOCKET-00"))
                        .toList());
    }

    private static List<String> codesInDocument() throws IOException {
        return codesIn(IN_DOCUMENT, Files.readString(PROJECT.resolve("docs/errors.md")));
    }

    private static List<String> codesInSources() throws IOException {
        List<String> codes = new ArrayList<>();
        try (Stream<Path> modules = Files.list(PROJECT)) {
            for (Path sources : modules.map(module -> module.resolve("src/main/java"))
                    .filter(Files::isDirectory)
                    .toList()) {
                try (Stream<Path> files = Files.walk(sources)) {
                    for (Path file :
                            files.filter(f -> f.toString().endsWith(".java")).toList()) {
                        codes.addAll(codesIn(IN_SOURCE, Files.readString(file)));
                    }
                }
            }
        }
        return codes;
    }

    private static List<String> codesIn(Pattern pattern, String text) {
        return pattern.matcher(text)
                .results()
                .map((MatchResult r) -> r.group(1))
                .toList();
    }
}
