package dev.webshocket.docs;

import dev.webshocket.RpcItems;
import dev.webshocket.RpcMethod;
import dev.webshocket.client.Idempotent;
import java.util.concurrent.CompletionStage;

// region interface
public interface MathApi {

    @RpcMethod
    @Idempotent
    int add(int a, int b);

    @RpcMethod("multiply")
    CompletionStage<Integer> product(int a, int b);

    @RpcMethod("count_to")
    RpcItems<Integer> countTo(int n);
}
// endregion
