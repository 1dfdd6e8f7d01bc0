package dev.webshocket.it.app;

import dev.webshocket.RpcItems;
import dev.webshocket.client.WebSocketClient;
import dev.webshocket.tyrus.WebSocketServer;

/** Serves, calls itself, and prints the answers. */
public final class Main {

    private Main() {}

    /** Takes no arguments. */
    public static void main(String[] arguments) {
        for (Class<?> type : new Class<?>[] {Main.class, WebSocketServer.class, WebSocketClient.class}) {
            System.out.println("module " + type.getModule().getName());
        }
        try (WebSocketServer server =
                        WebSocketServer.builder().port(0).handlers(Greeter.class).start();
                WebSocketClient client = WebSocketClient.connect(server.uri("/ws"))) {
            System.out.println(client.call("greet", Greeter.Greeting.class, "you"));
            try (RpcItems<Greeter.Greeting> items = client.streamRpc("repeat", Greeter.Greeting.class, "all", 2)) {
                items.forEach(System.out::println);
            }
        }
    }
}
