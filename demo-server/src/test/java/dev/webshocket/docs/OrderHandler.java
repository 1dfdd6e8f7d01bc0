package dev.webshocket.docs;

import dev.webshocket.DefaultValue;
import dev.webshocket.RpcMethod;
import dev.webshocket.RpcParam;
import dev.webshocket.WebSocketHandler;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;

// region parameters
@WebSocketHandler("/orders")
public class OrderHandler {

    public record Item(String sku, int count) {}

    public record Order(LocalDate day, List<Item> items) {}

    public record Receipt(int pieces, String shipping, Optional<String> note) {}

    @RpcMethod
    public Receipt place(
            Order order,
            @RpcParam("class") @DefaultValue("standard") String shipping, // "class" is no name for Java
            Optional<String> note) {
        int pieces = order.items().stream().mapToInt(Item::count).sum();
        return new Receipt(pieces, shipping, note);
    }
}
// endregion
