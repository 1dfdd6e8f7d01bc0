package dev.webshocket.it.managed;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Pattern;
import org.awaitility.Awaitility;

/**
 * The log of a server, which is read while the server writes it. Immutable.
 *
 * @param file need not exist yet
 * @param begin how many bytes of it are ignored
 */
public record ServerLog(Path file, int begin) {

    /** How long a server may take to log something. */
    private static final Duration PATIENCE = Duration.ofMinutes(3);

    /** Warnings and errors as any server writes them, and stack traces. */
    private static final Pattern LOUD = Pattern.compile("\\b(WARN|WARNING|ERROR|SEVERE|FATAL)\\b|Exception|^\\s+at ");

    /** What the server logs by itself, whatever the application does. */
    private static final Pattern EXPECTED = Pattern.compile(System.getProperty("server.log.expected", "(?!)"));

    /** Returns the log from its present end on. */
    public ServerLog fromNow() {
        return new ServerLog(file, bytes().length);
    }

    /** Returns its text. */
    public String text() {
        byte[] all = bytes();
        return new String(Arrays.copyOfRange(all, Math.min(begin, all.length), all.length), StandardCharsets.UTF_8);
    }

    private byte[] bytes() {
        try {
            return Files.exists(file) ? Files.readAllBytes(file) : new byte[0];
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Returns the lines that are warnings, errors or parts of stack traces, but for those that the server writes by itself. */
    public List<String> loudLines() {
        return text().lines()
                .filter(LOUD.asPredicate())
                .filter(EXPECTED.asPredicate().negate())
                .toList();
    }

    /** Tells whether a pattern occurs. */
    public boolean has(Pattern pattern) {
        return pattern.matcher(text()).find();
    }

    /** Waits until a pattern occurs. */
    public void await(Pattern pattern) {
        Awaitility.await(file + " has " + pattern)
                .atMost(PATIENCE)
                .pollInterval(Duration.ofMillis(50))
                .until(() -> has(pattern));
    }
}
