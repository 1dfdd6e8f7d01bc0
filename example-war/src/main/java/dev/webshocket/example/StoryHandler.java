package dev.webshocket.example;

import dev.webshocket.DefaultValue;
import dev.webshocket.RpcException;
import dev.webshocket.RpcMethod;
import dev.webshocket.RpcStream;
import dev.webshocket.WebSocketHandler;

/** Words as they are made, such as those of a language model. */
@WebSocketHandler("/ws")
public class StoryHandler {

    private static final double LONGEST_DELAY = 10;
    private static final String STORY = """
            Once upon a time %s lived at the far end of a very long wire. Every word that was sent had to travel all of it, \
            and many were lost on the way, for the wire broke whenever the wind turned. So %1$s began to number them. \
            Each word that came was confirmed, and each that did not come was sent again, once and in order. The wind \
            still turns, and the wire still breaks, but nobody at the other end has noticed since.""";

    /** Tells a story, word by word, with a pause of some seconds after each. */
    @RpcMethod
    public void tell(String hero, @DefaultValue("0.12") double delay, RpcStream<String> words)
            throws InterruptedException {
        if (!(delay >= 0 && delay <= LONGEST_DELAY)) {
            throw new RpcException("the delay is 0 to 10 seconds");
        }
        for (String word : STORY.formatted(hero).split(" ")) {
            words.send(word);
            Thread.sleep((long) (delay * 1000));
        }
    }
}
