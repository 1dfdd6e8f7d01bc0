package dev.webshocket.docs;

import dev.webshocket.Per;
import dev.webshocket.RateLimit;
import dev.webshocket.RpcMethod;
import dev.webshocket.WebSocketHandler;

// region per
@WebSocketHandler("/quota")
@RateLimit(limit = 1000, period = "1h", per = Per.PRINCIPAL, shared = true) // both methods together
public class QuotaHandler {

    @RpcMethod
    public String translate(String text) {
        return "[" + text + "]";
    }

    @RpcMethod
    public int measure(String text) {
        return text.length();
    }

    @RpcMethod("log_in")
    @RateLimit(limit = 10, period = "1m", per = Per.ADDRESS) // in place of the class's
    public boolean logIn(String password) {
        return password.equals("correct horse");
    }

    @RpcMethod
    @RateLimit(limit = 1000, period = "1s", per = Per.ENDPOINT) // everybody together
    public String lookUp(String word) {
        return "About " + word;
    }
}
// endregion
