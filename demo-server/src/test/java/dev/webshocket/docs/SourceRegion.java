package dev.webshocket.docs;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/**
 * What a document shows of a source file: the whole file, or what stands in it between {@code region name} and {@code
 * endregion}, each in a comment on a line of its own. A region of Java has the imports that it uses above it, since readers
 * copy it from there.
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
