package dev.webshocket.demo;

import dev.webshocket.RpcException;
import dev.webshocket.RpcItems;
import dev.webshocket.client.ClientException;
import dev.webshocket.client.ConnectionFailedException;
import dev.webshocket.client.RetryPolicy;
import dev.webshocket.client.RpcCall;
import dev.webshocket.client.WebSocketClient;
import dev.webshocket.client.WebSocketClientBuilder;
import dev.webshocket.packet.RpcErrorCode;
import java.io.IOException;

/**
 * Calls a method, and prints the answer as lines of JSON.
 *
 * @param options describes the call
 * @param stream whether the answer is a stream
 */
record CallCommand(CallOptions options, boolean stream) implements Command {

    @Override
    public int run(Console console) {
        Logging.off();
        try (Ending ending = Ending.ofThisThread()) {
            try (WebSocketClient client = connect()) {
                print(call(client, console), console);
                return 0;
            } catch (RpcException e) {
                return failed(describe(e), ending, console);
            } catch (ClientException e) {
                return failed(describe(e), ending, console);
            } catch (IOException e) {
                return console.outputFailed(e);
            }
        }
    }

    private WebSocketClient connect() {
        WebSocketClientBuilder builder = WebSocketClient.builder(options.uri())
                .retry(RetryPolicy.none())
                .connectTimeout(options.timeout())
                .callTimeout(options.timeout());
        if (options.insecure()) {
            builder.sslContext(AnyCertificate.context());
        }
        if (options.token() != null) {
            builder.credentials(options::token);
        }
        options.answers().forEach((name, answer) -> builder.expose(name, arguments -> answer));
        return builder.connect();
    }

    private RpcCall call(WebSocketClient client, Console console) {
        RpcCall call = client.rpc(options.method()).args(options.arguments().toArray());
        for (var argument : options.named().entrySet()) {
            call = call.named(argument.getKey(), argument.getValue());
        }
        return options.upload() ? call.upload(console.lines().map(CallCommand::item)) : call;
    }

    private static Object item(String line) {
        try {
            return CallOptions.jsonOrText(line);
        } catch (WrongUsageException e) {
            throw new RpcException(e.getMessage());
        }
    }

    private void print(RpcCall call, Console console) throws IOException {
        if (!stream) {
            console.print(PlainJson.write(call.call(Object.class)));
            return;
        }
        try (RpcItems<Object> items = call.stream(Object.class)) {
            for (Object item : items) {
                console.print(PlainJson.write(item));
            }
        }
    }

    private static String describe(RpcException failure) {
        String name = RpcErrorCode.ofCode(failure.code())
                .map(code -> code.name() + ' ')
                .orElse("");
        return name + failure.code() + ": " + failure.getMessage();
    }

    private static String describe(ClientException failure) {
        boolean certificate = failure.code().equals(ConnectionFailedException.UNTRUSTED_CERTIFICATE);
        return certificate ? failure.getMessage() + "; --insecure accepts any" : failure.getMessage();
    }

    private static int failed(String why, Ending ending, Console console) {
        // The process was told to end, and has cancelled the call itself.
        if (!ending.hasBegun()) {
            console.complain(why);
        }
        return 1;
    }
}
