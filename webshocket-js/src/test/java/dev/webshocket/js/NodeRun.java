package dev.webshocket.js;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.BufferedReader;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicNode;

/** Runs test files in a process of Node. For one thread. */
final class NodeRun implements AutoCloseable {

    /** How much of what else is written goes into messages. */
    private static final int MOST_LINES = 50;

    private final Process process;
    private final BufferedReader lines;
    private final TestRun run = new TestRun(this::next);
    private final List<String> others = new ArrayList<>();

    NodeRun(List<String> node, URI commands, List<String> files) throws IOException {
        List<String> command = new ArrayList<>(node);
        command.addAll(List.of(
                Scripts.COMPILED.resolve("test/ts/kit/run.js").toString(), "--lines", "--commands=" + commands));
        command.add("--bundle=" + Scripts.COMPILED.resolve("webshocket").toUri());
        command.add("--vectors=" + Scripts.COMPILED.resolve("vectors/protocol.json"));
        Scripts.properties().forEach((name, value) -> command.add("--" + name + "=" + value));
        command.addAll(files);
        process = new ProcessBuilder(command)
                .directory(Path.of("target").toFile())
                .redirectErrorStream(true)
                .start();
        lines = process.inputReader(UTF_8);
    }

    Stream<DynamicNode> tests() throws Exception {
        return run.tests();
    }

    private String next() throws Exception {
        String line = lines.readLine();
        if (line == null) {
            return "exit code " + process.waitFor() + ", output:\n" + String.join("\n", others);
        }
        if (line.startsWith("\u001e")) {
            run.report(line.substring(1));
        } else {
            System.out.println(line);
            if (others.size() < MOST_LINES) {
                others.add(line);
            }
        }
        return null;
    }

    @Override
    public void close() {
        process.destroyForcibly();
    }
}
