package dev.webshocket.example;

import dev.webshocket.RpcMethod;
import dev.webshocket.WebSocketHandler;
import java.util.Scanner;
import java.util.stream.Stream;

/** A stream whose items a {@link Stream} gives. It is read no faster than the client takes them. */
@WebSocketHandler("/ws")
public class WordsHandler {

    // region words
    @RpcMethod("generate_words")
    public Stream<String> generateWords(String text) {
        return new Scanner(text).tokens();
    }
    // endregion
}
