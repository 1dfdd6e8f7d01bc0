package dev.webshocket.demo;

/** What a command line asks for. */
@FunctionalInterface
interface Command {

    /**
     * Does it, on the main thread.
     *
     * @param console where to print
     * @return the exit status
     */
    int run(Console console);
}
