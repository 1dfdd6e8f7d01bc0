package dev.webshocket.tools;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Properties;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javax.tools.JavaCompiler;
import javax.tools.StandardJavaFileManager;
import javax.tools.ToolProvider;

/** Compiles sources with the processor, into one directory. */
final class Compilation {

    private static final Path DESCRIPTIONS = Path.of("META-INF", "webshocket", "descriptions");

    private final Path directory;

    Compilation(Path directory) {
        this.directory = directory;
    }

    /** Compiles files of Java, and fails if the compiler says anything; annotations of others have no processor here. */
    void compile(String... sources) {
        assertThat(run(List.of("-Xlint:all,-processing,-path", "-Werror"), sources))
                .isEmpty();
    }

    /** Compiles files of Java, and returns what the compiler says. */
    String run(List<String> options, String... sources) {
        try {
            Path code = Files.createTempDirectory(directory, "code");
            List<Path> files = new ArrayList<>();
            for (String source : sources) {
                files.add(Files.writeString(code.resolve(name(source) + ".java"), source));
            }
            List<String> arguments = new ArrayList<>(options);
            arguments.addAll(List.of(
                    "-parameters", "-d", Files.createDirectories(classes()).toString()));
            arguments.addAll(List.of("-cp", classes() + System.getProperty("path.separator") + libraries()));
            JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
            StringWriter output = new StringWriter();
            try (StandardJavaFileManager manager = compiler.getStandardFileManager(null, null, null)) {
                JavaCompiler.CompilationTask task = compiler.getTask(
                        output, manager, null, arguments, null, manager.getJavaFileObjectsFromPaths(files));
                task.setProcessors(List.of(new DescriptionProcessor()));
                task.call();
            }
            return output.toString();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String libraries() {
        return System.getProperty("java.class.path");
    }

    private static String name(String source) {
        return source.replaceFirst("(?s).*?\\b(?:class|record|interface|enum) ([A-Z]\\w*).*", "$1");
    }

    private Path classes() {
        return directory.resolve("classes");
    }

    Path file(String type) {
        return classes().resolve(DESCRIPTIONS).resolve(type + ".properties");
    }

    /** Returns the classes that are described. */
    Set<String> described() {
        try (Stream<Path> files = Files.list(classes().resolve(DESCRIPTIONS))) {
            return files.map(file -> file.getFileName().toString().replace(".properties", ""))
                    .collect(Collectors.toCollection(TreeSet::new));
        } catch (IOException e) {
            return Set.of();
        }
    }

    Properties of(String type) {
        Properties texts = new Properties();
        try (var reader = Files.newBufferedReader(file(type))) {
            texts.load(reader);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return texts;
    }
}
