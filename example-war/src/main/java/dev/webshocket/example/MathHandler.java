package dev.webshocket.example;

// region service
import dev.webshocket.RpcMethod;
import dev.webshocket.WebSocketHandler;

/** Plain calls: a method is exposed under its own name, or under an alias. */
@WebSocketHandler("/ws")
public class MathHandler {

    /** Adds two whole numbers. */
    @RpcMethod
    public int add(int a, int b) {
        return a + b;
    }

    /** Multiplies two whole numbers. */
    @RpcMethod("multiply") // clients call "multiply", the server runs mul
    public int mul(int a, int b) {
        return a * b;
    }
}
// endregion
