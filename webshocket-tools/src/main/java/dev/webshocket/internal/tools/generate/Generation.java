package dev.webshocket.internal.tools.generate;

import dev.webshocket.internal.tools.openrpc.ChannelDocument;
import dev.webshocket.internal.tools.openrpc.Document;
import dev.webshocket.internal.tools.openrpc.InvalidChannelsException;
import dev.webshocket.internal.tools.openrpc.InvalidDocumentException;
import dev.webshocket.internal.tools.typescript.ServiceFile;
import java.io.PrintStream;
import java.util.List;

/** One run of the generator: reads a description, and writes what follows of it. */
public final class Generation {

    private static final String USAGE = """
        Usage: ServiceGenerator SOURCE --out DIRECTORY [OPTION]...

        writes openrpc.json and service.ts, and asyncapi.json for a service with channels. SOURCE is one of
          --url URL       a running server that describes itself, such as ws://localhost:8080/ws
          --file FILE     an OpenRPC document
          --classes NAME  handler classes on the class path: packages or classes, with commas between them
        OPTIONs are
          --channels FILE with --file, an AsyncAPI document of the channels
          --path PATH     with --classes, the service to take if they make several
          --token TOKEN   with --url, the credential
          --client NAME   the module that service.ts imports the client from (default webshocket-js)
          --bigint        long integers are of the type number | bigint

        It exits with 1 if nothing can be generated, and with 2 if the command line is wrong.\
        """;

    private Generation() {}

    /** Runs it with a command line, and returns the exit code. */
    public static int run(List<String> arguments, PrintStream out, PrintStream err) {
        if (arguments.contains("--help")) {
            out.println(USAGE);
            return 0;
        }
        Options options;
        try {
            options = Options.parse(arguments);
        } catch (GenerationException e) {
            err.println(e.getMessage());
            return 2;
        }
        try {
            write(options);
            return 0;
        } catch (GenerationException e) {
            err.println(e.getMessage());
            return 1;
        }
    }

    private static void write(Options options) throws GenerationException {
        Descriptions found = options.source().read();
        String service = service(found, options);
        OutputFiles files = new OutputFiles(options.directory());
        files.json("openrpc.json", found.openRpc());
        if (found.asyncApi().isPresent()) {
            files.json("asyncapi.json", found.asyncApi().get());
        } else {
            files.none("asyncapi.json");
        }
        files.text("service.ts", service);
    }

    private static String service(Descriptions found, Options options) throws GenerationException {
        try {
            ChannelDocument channels = found.asyncApi().isPresent()
                    ? ChannelDocument.of(found.asyncApi().get())
                    : ChannelDocument.EMPTY;
            return ServiceFile.of(Document.of(found.openRpc()), channels, options.style());
        } catch (InvalidDocumentException e) {
            throw new GenerationException(
                    GenerationException.NO_OPENRPC, options.source().name() + " is no OpenRPC: " + e.getMessage());
        } catch (InvalidChannelsException e) {
            throw new GenerationException(
                    GenerationException.NO_ASYNCAPI,
                    "the channels of " + options.source().name() + " are no AsyncAPI: " + e.getMessage());
        }
    }
}
