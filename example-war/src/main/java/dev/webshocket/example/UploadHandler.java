package dev.webshocket.example;

import dev.webshocket.RpcItems;
import dev.webshocket.RpcMethod;
import dev.webshocket.WebSocketHandler;
import java.util.Locale;
import java.util.stream.Stream;

/** Uploads: items that the caller streams. Both methods read them as they come. */
@WebSocketHandler("/ws")
public class UploadHandler {

    /** Adds up the numbers that the caller sends. */
    @RpcMethod
    public long sum(RpcItems<Long> numbers) {
        long sum = 0;
        for (long number : numbers) {
            sum += number;
        }
        return sum;
    }

    /** Gives back each word in capitals, as it comes. */
    @RpcMethod
    public Stream<String> shout(RpcItems<String> words) {
        return words.stream().map(word -> word.toUpperCase(Locale.ROOT));
    }
}
