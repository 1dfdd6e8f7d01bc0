package dev.webshocket.demo;

/** A command of the command line. */
@FunctionalInterface
interface Command {

    /**
     * Runs the command on the main thread.
     *
     * @param console prints the output
     * @return the exit status
     */
    int run(Console console);
}
