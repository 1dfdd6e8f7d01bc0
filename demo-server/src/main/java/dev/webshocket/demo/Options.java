package dev.webshocket.demo;

import java.util.Iterator;
import java.util.List;

/**
 * What the command line asks for.
 *
 * @param port where to listen, 0 for any free port
 * @param help whether only the usage is asked for
 */
record Options(int port, boolean help) {

    static final String USAGE = """
            Usage: ./demo [--port N] [--help]
              --port N  listen on port N, 0 for any free one (default 8080)
              --help    show this and end""";

    private static final int DEFAULT_PORT = 8080;

    /**
     * Reads the command line.
     *
     * @throws IllegalArgumentException if it cannot be understood; the message says why
     */
    static Options parse(List<String> arguments) {
        int port = DEFAULT_PORT;
        boolean help = false;
        for (Iterator<String> rest = arguments.iterator(); rest.hasNext(); ) {
            String argument = rest.next();
            if (argument.equals("--help") || argument.equals("-h")) {
                help = true;
            } else if (argument.equals("--port")) {
                port = parsePort(rest.hasNext() ? rest.next() : "");
            } else if (argument.startsWith("--port=")) {
                port = parsePort(argument.substring("--port=".length()));
            } else {
                throw new IllegalArgumentException("unknown argument \"" + argument + '"');
            }
        }
        return new Options(port, help);
    }

    private static int parsePort(String text) {
        if (!text.matches("\\d{1,5}") || Integer.parseInt(text) > 65535) {
            throw new IllegalArgumentException("--port needs a number from 0 to 65535, but has \"" + text + '"');
        }
        return Integer.parseInt(text);
    }
}
