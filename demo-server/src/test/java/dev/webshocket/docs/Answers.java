package dev.webshocket.docs;

import dev.webshocket.RpcException;
import dev.webshocket.RpcMethod;
import java.util.List;

/** The answers of a client. */
// region answers
public class Answers {

    @RpcMethod
    boolean confirm(String question) {
        if (question.isBlank()) {
            throw new RpcException("What do you want to know?"); // the server's call throws it
        }
        return question.startsWith("Delete");
    }

    @RpcMethod
    List<String> screens() {
        return List.of("left", "right");
    }
}
// endregion
