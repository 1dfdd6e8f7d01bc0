package dev.webshocket.demo;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.BufferedReader;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.io.PrintStream;
import java.util.stream.Stream;

/**
 * The streams of a command, in UTF-8 whatever the locale. For one thread, but for the input, which the thread of an upload reads.
 *
 * @param in standard input
 * @param out standard output; not buffered
 * @param err standard error
 */
record Console(InputStream in, OutputStream out, PrintStream err) {

    /** Returns the process's streams; not {@code System.out}, which hides failures. */
    static Console ofProcess() {
        return new Console(
                System.in,
                new FileOutputStream(FileDescriptor.out),
                new PrintStream(new FileOutputStream(FileDescriptor.err), true, UTF_8));
    }

    /** Returns the lines of standard input, read one by one as they are wanted. */
    Stream<String> lines() {
        return new BufferedReader(new InputStreamReader(in, UTF_8)).lines();
    }

    /**
     * Writes to standard output, at once.
     *
     * @param text one or more lines, without the last line terminator
     * @throws IOException if it cannot be written, for instance because the reader has ended
     */
    void print(String text) throws IOException {
        out.write((text + '\n').getBytes(UTF_8));
        out.flush();
    }

    /** Writes a line to standard error. */
    void complain(String text) {
        err.print(text + '\n');
        err.flush();
    }

    /** Handles a failure of {@link #print}, and returns the exit status. */
    int outputFailed(IOException failure) {
        if (String.valueOf(failure.getMessage()).contains("Broken pipe")) {
            // The reader, such as "head -1", has ended.
            return 0;
        }
        complain("cannot write: " + failure.getMessage());
        return 1;
    }
}
