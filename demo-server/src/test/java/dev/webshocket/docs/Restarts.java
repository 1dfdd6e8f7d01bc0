package dev.webshocket.docs;

// region store
import dev.webshocket.example.SessionHandler;
import dev.webshocket.spi.extension.SessionStore;
import dev.webshocket.tyrus.WebSocketServer;

public class Restarts {

    private final SessionStore sessions = SessionStore.inMemory(10_000); // at most so many

    /** Starts a server that goes on with the sessions of the one before. */
    public WebSocketServer start(int port) {
        return WebSocketServer.builder()
                .port(port)
                .handlers(SessionHandler.class)
                .sessionStore(sessions)
                .start();
    }
}
// endregion
