package dev.webshocket.client;

import dev.webshocket.support.EngineServer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Timeout;

/** A client with the defaults, and its own server. */
@Timeout(60)
abstract class ServedClient {

    final MathHandler handler = new MathHandler();
    EngineServer server;
    WebSocketClient client;

    @BeforeEach
    void connect() throws Exception {
        server = EngineServer.start(handler);
        client = WebSocketClient.connect(server.uri("/ws"));
    }

    @AfterEach
    void close() {
        handler.released.countDown();
        client.close();
        server.close();
    }
}
