package dev.webshocket.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.webshocket.RateLimit;
import dev.webshocket.RpcException;
import dev.webshocket.RpcItems;
import dev.webshocket.RpcMethod;
import dev.webshocket.WebSocketHandler;
import dev.webshocket.support.EngineServer;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The client gets the code, the message and the data of the server's {@link RpcException}. */
class ClientErrorDataTest {

    public record Missing(String sku, int left) {}

    @WebSocketHandler("/ws")
    static class Handler {

        @RpcMethod
        void order() {
            throw soldOut();
        }

        @RpcMethod
        CompletionStage<String> orderLater() {
            return CompletableFuture.failedFuture(soldOut());
        }

        @RpcMethod
        Stream<Integer> orders() {
            return Stream.iterate(1, n -> {
                throw soldOut();
            });
        }

        private static RpcException soldOut() {
            return new RpcException(4711, "sold out", new Missing("a", 3));
        }

        @RpcMethod
        @RateLimit(limit = 1, period = "1h")
        void limited() {}
    }

    interface Shop {

        @RpcMethod
        void order();

        @RpcMethod
        RpcItems<Integer> orders();
    }

    private static final Map<String, Object> MISSING = Map.of("sku", "a", "left", 3L);

    @Test
    void theClientThrowsTheServersException() throws Exception {
        try (EngineServer server = EngineServer.start(new Handler());
                WebSocketClient client = WebSocketClient.connect(server.uri("/ws"))) {
            Shop shop = client.proxy(Shop.class);
            assertSoldOut(catchThrowableOfType(RpcException.class, shop::order));
            assertSoldOut(catchThrowableOfType(RpcException.class, () -> client.call("order", Void.class)));
            assertSoldOut(catchThrowableOfType(
                    RpcException.class,
                    () -> shop.orders().forEach(item -> assertThat(item).isEqualTo(1))));
            assertSoldOut((RpcException) catchThrowableOfType(
                            CompletionException.class,
                            () -> client.rpc("orderLater")
                                    .callAsync(String.class)
                                    .join())
                    .getCause());
            var response = client.sendRpc("order");
            assertThat(response.errorData()).contains(MISSING);
            assertThat(response.code()).hasValue(4711);
            assertThat(response.toString()).contains("4711", "sku");
            assertThat(client.rpc("limited").send().errorData()).isEmpty();
        }
    }

    private static void assertSoldOut(RpcException thrown) {
        assertThat(thrown.code()).isEqualTo(4711);
        assertThat(thrown.getMessage()).isEqualTo("sold out");
        assertThat(thrown.data()).isEqualTo(MISSING);
        assertThat(thrown).hasToString("dev.webshocket.RpcException: 4711: sold out");
    }
}
