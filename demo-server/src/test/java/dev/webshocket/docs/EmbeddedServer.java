package dev.webshocket.docs;

// region main
import dev.webshocket.example.MathHandler;
import dev.webshocket.tyrus.WebSocketServer;

public class EmbeddedServer {

    public static void main(String[] args) throws InterruptedException {
        try (WebSocketServer server =
                WebSocketServer.builder().port(8080).handlers(MathHandler.class).start()) {
            System.out.println("Serving " + server.uri("/ws"));
            server.await();
        }
    }
}
// endregion
