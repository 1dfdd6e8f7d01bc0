package dev.webshocket.docs;

import dev.webshocket.ClientConnection;
import dev.webshocket.RpcMethod;
import dev.webshocket.WebSocketHandler;
import jakarta.inject.Inject;
import java.util.List;

// region injected
@WebSocketHandler("/shop")
public class ShopHandler {

    @Inject
    Basket basket; // the basket of the connection that calls

    @Inject
    ClientConnection connection; // likewise; a parameter of this type does the same

    @RpcMethod
    public List<String> put(String article) {
        basket.add(article);
        return basket.articles();
    }

    @RpcMethod
    public void leave() {
        connection.send("Good-bye");
        connection.close(4000, "left the shop");
    }
}
// endregion
