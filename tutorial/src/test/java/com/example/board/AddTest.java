package com.example.board;

// region test
import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.webshocket.client.WebSocketClient;
import dev.webshocket.tyrus.WebSocketServer;
import org.junit.jupiter.api.Test;

class AddTest {

    @Test
    void aNoteHasItsAuthor() {
        try (WebSocketServer server = WebSocketServer.builder()
                        .port(0) // any free port
                        .handlers(BoardHandler.class)
                        .beans(MemoryNotes.class) // what the handler injects
                        .start();
                WebSocketClient client = WebSocketClient.connect(server.uri("/notes"))) {
            client.call("login", Void.class, "alice");
            Note note = client.call("add", Note.class, "Milk");
            assertEquals("alice", note.author());
        }
    }
}
// endregion
