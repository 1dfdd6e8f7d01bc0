package dev.webshocket.tools;

import dev.webshocket.internal.tools.generate.Generation;
import java.io.PrintStream;
import java.util.List;

/**
 * Writes the description of a service and a typed client in TypeScript: {@code openrpc.json}, {@code service.ts}, and {@code asyncapi.json}
 * if the service has channels. The same description makes the same files.
 *
 * <p>The command line says where the description comes from, {@code --url}, {@code --file} or {@code --classes}, and where the files go,
 * {@code --out}; {@code --help} lists all options.
 */
public final class ServiceGenerator {

    private ServiceGenerator() {}

    /**
     * Generates, and ends the process with 1 if that fails or with 2 if the command line is wrong. An error is one line on standard error
     * that begins with a code. After success it returns, so that a build may run it within its own process.
     *
     * @param arguments the command line
     */
    public static void main(String... arguments) {
        int exit = run(System.out, System.err, arguments);
        if (exit != 0) {
            System.exit(exit);
        }
    }

    /**
     * Generates without ending the process.
     *
     * @param out where help is printed
     * @param err where an error is printed, as one line
     * @param arguments the command line
     * @return the exit code: 0, 1 if nothing can be generated, 2 if the command line is wrong
     */
    public static int run(PrintStream out, PrintStream err, String... arguments) {
        return Generation.run(List.of(arguments), out, err);
    }
}
