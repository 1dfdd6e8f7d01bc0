package dev.webshocket.docs;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/**
 * The part of a source file that a document shows: the whole file, or the lines between {@code region name} and {@code
 * endregion}, each in a comment on its own line. A Java region starts with the imports that it uses, since readers copy
 * it.
 */
final class SourceRegion {

    private static final Pattern BEGIN = Pattern.compile("(?://|<!--) region (\\S+?)(?: -->)?");
    private static final Pattern END = Pattern.compile("(?://|<!--) endregion(?: -->)?");
    private static final Pattern IMPORT = Pattern.compile("import (?:static )?[\\w.]+\\.(\\w+);");
    private static final Pattern COMMENT = Pattern.compile("//.*");

    private SourceRegion() {}

    /**
     * Reads a region.
     *
     * @param name null for the whole file
     */
    static String read(Path source, String name) {
        List<String> lines = Documents.read(source).lines().toList();
        if (name == null) {
            return text(lines);
        }
        List<String> region = new ArrayList<>();
        boolean inside = false;
        for (String line : lines) {
            var begin = BEGIN.matcher(line.strip());
            if (begin.matches()) {
                inside = begin.group(1).equals(name);
            } else if (END.matcher(line.strip()).matches()) {
                inside = false;
            } else if (inside) {
                region.add(line);
            }
        }
        String code = String.join("\n", region).stripIndent() + "\n";
        return source.toString().endsWith(".java") ? importsFor(code, lines) + code : code;
    }

    private static String importsFor(String code, List<String> lines) {
        if (code.lines().anyMatch(line -> IMPORT.matcher(line).matches())) {
            return "";
        }
        String words = COMMENT.matcher(code).replaceAll("");
        List<String> used = lines.stream()
                .filter(line -> {
                    var name = IMPORT.matcher(line);
                    return name.matches()
                            && Pattern.compile("\\b" + name.group(1) + "\\b")
                                    .matcher(words)
                                    .find();
                })
                .toList();
        return used.isEmpty() ? "" : text(used) + "\n";
    }

    private static String text(List<String> lines) {
        return String.join("\n", lines) + "\n";
    }
}
