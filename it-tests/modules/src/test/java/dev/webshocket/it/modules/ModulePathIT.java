package dev.webshocket.it.modules;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Server and client of a modular application, in a separate process. */
@Timeout(300)
class ModulePathIT {

    private static final Path SOURCES = Path.of("src/app").toAbsolutePath();
    private static final String JARS =
            Jars.all().stream().map(Path::toString).collect(Collectors.joining(File.pathSeparator));

    @TempDir
    Path directory;

    @Test
    void serverAndClientRunOnTheModulePath() throws Exception {
        Path classes = directory.resolve("classes");
        compile(classes);

        // As in README.md: a named module creates Weld's loggers and does not read Weld's module.
        String output = run(
                "java",
                "--module-path",
                JARS + File.pathSeparator + classes,
                "--add-modules",
                "ALL-MODULE-PATH",
                "--add-reads",
                "org.jboss.logging=weld.core.impl,weld.environment.common,weld.se.core",
                "--module",
                "dev.webshocket.it.app/dev.webshocket.it.app.Main");

        assertThat(output.lines())
                .containsSubsequence(
                        "module dev.webshocket.it.app",
                        "module dev.webshocket.tyrus",
                        "module dev.webshocket.client",
                        "Greeting[text=Hello, you, number=0]",
                        "Greeting[text=Hello, all, number=1]",
                        "Greeting[text=Hello, all, number=2]");
    }

    private void compile(Path classes) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(
                List.of("javac", "-proc:none", "-parameters", "--module-path", JARS, "-d", classes.toString()));
        try (Stream<Path> files = Files.walk(SOURCES)) {
            files.map(Path::toString).filter(file -> file.endsWith(".java")).forEach(command::add);
        }
        run(command.toArray(String[]::new));
    }

    /** Runs a tool of the JDK, and returns its output. */
    private String run(String... command) throws IOException, InterruptedException {
        command[0] = Path.of(System.getProperty("java.home"), "bin", command[0]).toString();
        Path output = directory.resolve("output.txt");
        ProcessBuilder builder =
                new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(output.toFile());
        builder.environment().remove("JAVA_TOOL_OPTIONS");
        Process process = builder.start();
        try {
            boolean ended = process.waitFor(120, TimeUnit.SECONDS);
            String text = Files.readString(output, UTF_8);
            assertThat(ended).as(text).isTrue();
            assertThat(process.exitValue()).as(text).isZero();
            return text;
        } finally {
            process.destroyForcibly();
        }
    }
}
