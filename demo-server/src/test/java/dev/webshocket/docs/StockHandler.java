package dev.webshocket.docs;

import dev.webshocket.RpcException;
import dev.webshocket.RpcMethod;
import dev.webshocket.WebSocketHandler;

@WebSocketHandler("/stock")
public class StockHandler {

    static final int SOLD_OUT = 4711;

    /** The stock. */
    interface Stock {
        int of(String sku);
    }

    private final Stock stock = sku -> 0;

    // region sold-out
    public record Missing(String sku, int left) {}

    @RpcMethod
    public void order(int count, String... skus) {
        for (String sku : skus) {
            int left = stock.of(sku);
            if (left < count) {
                throw new RpcException(SOLD_OUT, "Not enough of " + sku, new Missing(sku, left));
            }
        }
    }
    // endregion
}
