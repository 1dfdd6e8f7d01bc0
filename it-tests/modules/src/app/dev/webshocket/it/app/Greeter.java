package dev.webshocket.it.app;

import dev.webshocket.RpcMethod;
import dev.webshocket.WebSocketHandler;
import java.util.stream.Stream;

/** Returns a record, and a stream of records. */
@WebSocketHandler("/ws")
public class Greeter {

    /** A result that both ends bind. */
    public record Greeting(String text, int number) {}

    @RpcMethod
    public Greeting greet(String name) {
        return new Greeting("Hello, " + name, 0);
    }

    @RpcMethod
    public Stream<Greeting> repeat(String name, int times) {
        return Stream.iterate(1, number -> number + 1)
                .limit(times)
                .map(number -> new Greeting("Hello, " + name, number));
    }
}
