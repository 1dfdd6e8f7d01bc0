package dev.webshocket.demo;

import java.io.IOException;
import java.util.List;

/** The demo: a server, or a client that calls a service. */
public final class Main {

    private static final int WRONG_USAGE = 2;

    private Main() {}

    /**
     * Runs the demo. It exits with 1 if the server does not start or a call fails, and with 2 if the arguments are
     * wrong.
     *
     * @param arguments see {@code --help}
     */
    public static void main(String[] arguments) {
        System.exit(run(List.of(arguments), Console.ofProcess()));
    }

    /** Runs the demo and returns the exit status. */
    static int run(List<String> arguments, Console console) {
        try {
            return parse(arguments).run(console);
        } catch (WrongUsageException e) {
            console.complain(e.getMessage());
            console.complain(Usage.SYNOPSIS);
            return WRONG_USAGE;
        }
    }

    private static Command parse(List<String> arguments) throws WrongUsageException {
        String first = arguments.isEmpty() ? "" : arguments.get(0);
        List<String> rest = arguments.isEmpty() ? arguments : arguments.subList(1, arguments.size());
        try {
            return switch (first) {
                case "call" -> new CallCommand(CallOptions.parse(rest), false);
                case "stream" -> new CallCommand(CallOptions.parse(rest), true);
                default -> ServeCommand.parse(arguments);
            };
        } catch (HelpWantedException e) {
            return Main::help;
        }
    }

    private static int help(Console console) {
        try {
            console.print(Usage.HELP);
            return 0;
        } catch (IOException e) {
            return console.outputFailed(e);
        }
    }
}
