package dev.webshocket.example;

import dev.webshocket.RpcMethod;
import dev.webshocket.WebSocketHandler;
import java.util.Scanner;
import java.util.stream.Stream;

/** A stream from a {@link Stream}, which is read only as fast as the client accepts the items. */
@WebSocketHandler("/ws")
public class WordsHandler {

    // region words
    /** Streams the words of a text. */
    @RpcMethod("generate_words")
    public Stream<String> generateWords(String text) {
        return new Scanner(text).tokens();
    }
    // endregion
}
