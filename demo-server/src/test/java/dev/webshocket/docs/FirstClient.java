package dev.webshocket.docs;

// region main
import dev.webshocket.RpcItems;
import dev.webshocket.client.WebSocketClient;
import java.net.URI;

public class FirstClient {

    public static void main(String[] args) {
        try (WebSocketClient client = WebSocketClient.connect(URI.create("ws://localhost:8080/ws"))) {
            int sum = client.call("add", Integer.class, 10, 20);
            System.out.println(sum); // 30

            try (RpcItems<Integer> items = client.streamRpc("count_to", Integer.class, 5)) {
                for (int item : items) {
                    System.out.println(item); // 1, 2, 3, 4, 5
                }
            }
        }
    }
}
// endregion
