package com.example.board;

// region test
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.webshocket.RpcException;
import dev.webshocket.client.WebSocketClient;
import dev.webshocket.packet.Packet;
import dev.webshocket.packet.RpcErrorCode;
import dev.webshocket.tyrus.WebSocketServer;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class BoardHandlerTest {

    private WebSocketServer server;

    @BeforeEach
    void start() {
        server = WebSocketServer.builder()
                .port(0) // any free port
                .handlers(BoardHandler.class)
                .beans(MemoryNotes.class, Announcer.class) // no other beans
                .start();
    }

    @AfterEach
    void stop() {
        server.close();
    }

    @Test
    void watchersGetNewNotes() {
        try (WebSocketClient alice = WebSocketClient.connect(server.uri("/notes"));
                WebSocketClient bob = WebSocketClient.connect(server.uri("/notes"))) {
            assertEquals(0, bob.call("watch", Note[].class).length);
            alice.call("login", Void.class, "alice");
            Note note = alice.call("add", Note.class, "Milk");

            Packet published = bob.receive(Duration.ofSeconds(10));
            assertEquals("notes", published.channel());
            assertEquals(note, bob.convert(published.data(), Note.class));
        }
    }

    @Test
    void strangersCannotAdd() {
        try (WebSocketClient client = WebSocketClient.connect(server.uri("/notes"))) {
            RpcException refused = assertThrows(RpcException.class, () -> client.call("add", Note.class, "Milk"));
            assertEquals(RpcErrorCode.RPC_ACCESS_DENIED.code(), refused.code());
        }
    }
}
// endregion
