package dev.webshocket.internal.channel;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/**
 * {@code fnmatch-cases.tsv} has random patterns and names, with the result of {@code fnmatch.fnmatchcase} in Python
 * 3.11. All characters except printable ASCII, and the backslash, are written as {@code \}{@code uXXXX}.
 */
class GlobPatternPythonTest {

    private static final Pattern ESCAPE = Pattern.compile("\\\\u([0-9a-f]{4})");

    @Test
    void agreesWithPython() throws IOException {
        List<String> cases = cases();
        assertThat(cases).hasSizeGreaterThan(1000);
        assertThat(cases).allSatisfy(line -> {
            String[] fields = line.split("\t", -1);
            boolean matches = GlobPattern.compile(unescaped(fields[0])).matches(unescaped(fields[1]));
            assertThat(matches).isEqualTo(fields[2].equals("1"));
        });
    }

    private static List<String> cases() throws IOException {
        try (InputStream in = GlobPatternPythonTest.class.getResourceAsStream("/fnmatch-cases.tsv");
                BufferedReader lines = new BufferedReader(new InputStreamReader(in, StandardCharsets.US_ASCII))) {
            return lines.lines().filter(line -> !line.startsWith("#")).toList();
        }
    }

    private static String unescaped(String field) {
        return ESCAPE.matcher(field).replaceAll(escape -> {
            String unit = Character.toString(Integer.parseInt(escape.group(1), 16));
            return unit.equals("\\") || unit.equals("$") ? "\\" + unit : unit;
        });
    }
}
