package dev.webshocket.demo;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayOutputStream;
import java.io.InputStream;
import java.io.PrintStream;
import java.util.List;

/**
 * The outcome of a command line.
 *
 * @param status the exit status
 * @param out its standard output
 * @param err its standard error
 */
record Outcome(int status, String out, String err) {

    /** Runs a command line in this process, with an empty input. */
    static Outcome of(String... line) {
        return of(InputStream.nullInputStream(), line);
    }

    /** Runs a command line in this process. */
    static Outcome of(InputStream in, String... line) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        ByteArrayOutputStream err = new ByteArrayOutputStream();
        int status = Main.run(List.of(line), new Console(in, out, new PrintStream(err, true, UTF_8)));
        return new Outcome(status, out.toString(UTF_8), err.toString(UTF_8));
    }

    static Outcome success(String out) {
        return new Outcome(0, out, "");
    }

    static Outcome failure(String err) {
        return new Outcome(1, "", err);
    }
}
