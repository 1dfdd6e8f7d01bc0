package com.example.board;

import dev.webshocket.ClientConnection;
import dev.webshocket.Has;
import dev.webshocket.RpcException;
import dev.webshocket.RpcMethod;
import dev.webshocket.WebSocketHandler;
import jakarta.inject.Inject;
import java.util.List;

@WebSocketHandler("/notes")
public class BoardHandler {

    @Inject
    Notes notes;

    /** Returns the existing notes; later ones are sent when they are added. */
    @RpcMethod
    public List<Note> watch(ClientConnection connection) {
        connection.subscribe("notes");
        return notes.all();
    }

    @RpcMethod
    public void login(ClientConnection connection, String name) {
        connection.set("name", name);
    }

    @RpcMethod
    @Has("name") // a client that has not called login gets RPC_ACCESS_DENIED
    public Note add(ClientConnection connection, String text) {
        if (text.isBlank()) {
            throw new RpcException("A note needs a text"); // RPC_APPLICATION_ERROR, with this message
        }
        return notes.add(connection.get("name", String.class), text);
    }
}
