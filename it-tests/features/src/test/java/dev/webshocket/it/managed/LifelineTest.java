package dev.webshocket.it.managed;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.File;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LifelineTest {

    private final List<Process> processes = new ArrayList<>();

    /** Stands for the tests: takes the lock, prints the server's option, and stays alive. */
    static final class Tests {

        private Tests() {}

        /** Takes the directory for the lock. */
        public static void main(String[] arguments) throws IOException {
            System.out.println(Lifeline.option(Path.of(arguments[0])));
            Lasting.main();
        }
    }

    /** Stands for the server: reports its start, and stays alive. */
    static final class Lasting {

        private Lasting() {}

        /** Ends with its standard input. */
        public static void main(String... arguments) throws IOException {
            System.out.println("started");
            System.out.println(System.in.read());
        }
    }

    @AfterEach
    void end() {
        processes.forEach(Process::destroyForcibly);
    }

    @Test
    void aServerEndsWhenItsTestsAreKilled(@TempDir Path directory) throws Exception {
        Process tests = start(List.of(), Tests.class, directory.toString());
        String option = line(tests);
        Process server = start(List.of(option), Lasting.class);
        assertThat(line(server)).isEqualTo("started");
        assertThat(server.isAlive()).isTrue();

        tests.destroyForcibly();

        assertThat(server.waitFor(30, TimeUnit.SECONDS)).isTrue();
        assertThat(server.exitValue()).isEqualTo(1);
    }

    private Process start(List<String> options, Class<?> main, String... arguments) throws IOException {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(options);
        command.addAll(List.of("-cp", classPath(), main.getName()));
        command.addAll(List.of(arguments));
        Process process = new ProcessBuilder(command)
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();
        processes.add(process);
        return process;
    }

    private static String classPath() {
        return location(Lifeline.class) + File.pathSeparator + location(LifelineTest.class);
    }

    private static String location(Class<?> type) {
        return type.getProtectionDomain().getCodeSource().getLocation().getPath();
    }

    private static String line(Process process) throws IOException {
        BufferedReader out = process.inputReader();
        return out.readLine();
    }
}
