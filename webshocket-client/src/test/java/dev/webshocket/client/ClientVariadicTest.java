package dev.webshocket.client;

import static org.assertj.core.api.Assertions.assertThat;

import dev.webshocket.ClientConnection;
import dev.webshocket.RpcMethod;
import dev.webshocket.WebSocketHandler;
import dev.webshocket.support.EngineServer;
import java.util.Arrays;
import org.junit.jupiter.api.Test;

/** Variadic methods of proxies. */
class ClientVariadicTest {

    public record Point(int x, int y) {}

    @WebSocketHandler("/ws")
    static class Handler {

        @RpcMethod
        int sum(int... numbers) {
            return Arrays.stream(numbers).sum();
        }

        @RpcMethod
        String join(ClientConnection connection, String separator, String... words) {
            return String.join(separator, words);
        }

        @RpcMethod
        int points(Point... points) {
            return Arrays.stream(points).mapToInt(Point::x).sum();
        }

        @RpcMethod
        int array(int[] numbers) {
            return numbers.length;
        }
    }

    interface Api {

        @RpcMethod
        int sum(int... numbers);

        @RpcMethod
        String join(String separator, String... words);

        @RpcMethod
        int points(Point... points);

        @RpcMethod
        int array(int[] numbers);
    }

    @Test
    void eachElementIsSentAsAnArgument() throws Exception {
        try (EngineServer server = EngineServer.start(new Handler());
                WebSocketClient client = WebSocketClient.connect(server.uri("/ws"))) {
            Api api = client.proxy(Api.class);
            assertThat(api.sum()).isZero();
            assertThat(api.sum(1, 2, 3)).isEqualTo(6);
            assertThat(api.sum((int[]) null)).isZero();
            assertThat(api.join("-", "a", "b")).isEqualTo("a-b");
            assertThat(api.points(new Point(1, 2), new Point(3, 4))).isEqualTo(4);
            assertThat(api.array(new int[] {1, 2})).isEqualTo(2);
        }
    }
}
