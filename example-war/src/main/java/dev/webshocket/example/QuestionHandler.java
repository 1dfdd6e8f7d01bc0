package dev.webshocket.example;

import dev.webshocket.ClientCallException;
import dev.webshocket.ClientConnection;
import dev.webshocket.RpcException;
import dev.webshocket.RpcMethod;
import dev.webshocket.WebSocketHandler;

/** A call of the client: it exposes a method {@code answer}. */
@WebSocketHandler("/ws")
public class QuestionHandler {

    /** Asks the caller back, by its method answer. */
    @RpcMethod("ask_me")
    public Object askMe(ClientConnection connection, String question) {
        try {
            return connection.call("answer", Object.class, question);
        } catch (RpcException | ClientCallException e) {
            throw new RpcException(e.getMessage(), e); // whatever went wrong, an application error
        }
    }
}
